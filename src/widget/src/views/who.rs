//! First step: who are you?

use model::protocol::Definition;
use yew::{Html, html};

use super::parts;
use crate::error_summary::error_summary;
use crate::fields::{Form, identifier, identite};
use crate::state::{Action, State};
use crate::typed;
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
    let modes = typed::modes(definition);
    html! {
        <>
            { parts::step_heading(ui, 1) }
            if state.typed.is_summed_up() && !errors.is_empty() {
                { error_summary(ui, &errors) }
            }
            { for definition.sources.iter().map(|source| html! { <p>{ say(source.help.clone()) }</p> }) }
            <p>{ ui.texts.who_intro }</p>
            <p>{ ui.texts.who_optional }</p>
            if let Some(rules) = typed::identite_rules(definition) {
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
