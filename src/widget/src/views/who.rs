//! First step: who are you?

use model::protocol::{Definition, Mode};
use yew::{Html, html};

use super::parts;
use crate::error_summary::error_summary;
use crate::fields::{Choice, Form, identifier, identite, radios};
use crate::state::{Action, State};
use crate::texts;
use crate::typed::{Change, ways};
use crate::ui::{Ui, Weight, say};

/// The inputs that the form's sources need, each asked once.
pub(crate) fn who(ui: &Ui, state: &State, definition: &Definition) -> Html {
    let errors = state
        .typed
        .shown_errors(definition, state.today, state.lang);
    let form = Form {
        ui,
        typed: &state.typed,
        errors: &errors,
    };
    let modes = state.typed.modes(definition);
    html! {
        <>
            { parts::step_heading(ui, 1) }
            if state.typed.is_summed_up() && !errors.is_empty() {
                { error_summary(ui, &errors) }
            }
            { for definition.sources.iter().map(|source| html! { <p>{ say(source.help.clone()) }</p> }) }
            <p>{ ui.texts.who_intro }</p>
            <p>{ ui.texts.who_optional }</p>
            { way(ui, state, definition) }
            if let Some(rules) = state.typed.identite_rules(definition) {
                { identite(&form, rules) }
            }
            { for modes.iter().flat_map(|mode| &mode.inputs).map(|input| identifier(&form, input)) }
            <div class="pr-actions">
                { ui.button(Weight::Primary, ui.texts.next, Action::Continue) }
                { ui.button(Weight::Link, ui.texts.by_hand, Action::ByHand) }
            </div>
        </>
    }
}

/// The choice between the ways of asking, when there are several.
fn way(ui: &Ui, state: &State, definition: &Definition) -> Html {
    let chosen = state.typed.way(definition);
    let choice = |mode: &Mode| Choice {
        label: say(texts::way(ui.lang, mode)),
        checked: Some(mode) == chosen,
        action: Action::Change(Change::Way(mode.mode.clone())),
    };
    let choices: Vec<_> = ways(definition).into_iter().map(choice).collect();
    html! {
        if !choices.is_empty() {
            { radios(ui, "way", say(ui.texts.way), None, None, choices) }
        }
    }
}
