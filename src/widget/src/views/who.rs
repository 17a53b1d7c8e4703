//! First step: for whom is it, who are you, and who else is it about?

use model::protocol::{Definition, Mode};
use yew::{Html, html};

use super::{doors, parts};
use crate::app::NO_FORM;
use crate::error_summary::error_summary;
use crate::fields::{Choice, Form, identifier, identite, radios};
use crate::state::{Action, Door, State};
use crate::texts;
use crate::typed::{Change, Errors, Person, Typed};
use crate::ui::{Ui, Weight, say};

/// The inputs that the form's sources need, person by person, each asked once.
pub(crate) fn who(ui: &Ui, state: &State, definition: &Definition) -> Html {
    let typed = &state.typed;
    let errors = typed.shown_errors(definition, state.today, state.lang);
    let title = match typed.is_about_others() || state.door() == Door::Agent {
        false => ui.texts.who,
        true => ui.texts.who_others,
    };
    // Keyed, as what follows the first choice comes and goes with it: the radio button that was pressed stays.
    html! {
        <>
            { parts::step_heading(ui, 1, title) }
            <div key="summary">
                if typed.is_summed_up() && !errors.is_empty() && state.may_go_on() {
                    { error_summary(ui, definition, typed, &errors) }
                }
            </div>
            <div key="whom">{ doors::whom(ui, state) }</div>
            if state.may_go_on() {
                <div key="door">{ doors::door(ui, state) }</div>
                <div key="typed">{ persons(ui, definition, typed, &errors) }</div>
                <div class="pr-actions" key="actions">
                    { ui.button(Weight::Primary, ui.texts.next, Action::Continue) }
                    { ui.button(Weight::Link, ui.texts.by_hand, Action::ByHand) }
                </div>
            } else {
                <div key="help">{ doors::helping(ui) }</div>
            }
        </>
    }
}

/// The inputs about everyone whom the form asks about, when there are any.
fn persons(ui: &Ui, definition: &Definition, typed: &Typed, errors: &Errors) -> Html {
    let persons = typed.persons().iter();
    let is_headed = typed.is_about_others();
    html! {
        if persons.len() > 0 {
            <p>{ ui.texts.who_intro }</p>
            <p>{ ui.texts.who_optional }</p>
            { for persons.map(|person| block(ui, definition, person, is_headed, errors)) }
        }
    }
}

/// The inputs about one person, under a heading of their own where it is not plain whom they are about.
fn block(
    ui: &Ui,
    definition: &Definition,
    person: &Person,
    is_headed: bool,
    errors: &Errors,
) -> Html {
    let form = Form { ui, person, errors };
    let inputs = inputs(&form, definition);
    if !is_headed {
        return inputs;
    }
    html! {
        <fieldset class="pr-person" form={NO_FORM} key={form.id("person")}>
            <legend><h3 class="pr-subtitle">{ say(parts::name(ui.lang, person).to_owned()) }</h3></legend>
            { inputs }
        </fieldset>
    }
}

fn inputs(form: &Form<'_>, definition: &Definition) -> Html {
    let person = form.person;
    let help = person
        .sources(definition)
        .map(|source| html! { <p>{ say(source.help.clone()) }</p> });
    // Keyed, as each part comes and goes with the way that is chosen: the radio button that was pressed stays.
    html! {
        <>
            <div key="help">{ for help }</div>
            <div key="way">{ way(form, definition) }</div>
            <div key="identite">
                if let Some(rules) = person.identite_rules(definition) {
                    { identite(form, rules) }
                }
            </div>
            <div key="inputs">
                { for person.inputs(definition).into_iter().map(|input| identifier(form, input)) }
            </div>
        </>
    }
}

/// The choice between the ways of asking, when there are several.
fn way(form: &Form<'_>, definition: &Definition) -> Html {
    let (ui, person) = (form.ui, form.person);
    let chosen = person.way(definition);
    let choice = |mode: &Mode| Choice {
        label: say(texts::way(ui.lang, mode)),
        checked: Some(mode) == chosen,
        action: form.change(Change::Way(mode.mode.clone())),
    };
    let choices: Vec<_> = person.ways(definition).into_iter().map(choice).collect();
    html! {
        if !choices.is_empty() {
            { radios(ui, &form.id("way"), say(ui.texts.way), None, None, choices) }
        }
    }
}
