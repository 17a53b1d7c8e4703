//! The ends without an answer: the person goes on by hand, or nothing came. Each has a sentence and a way on.

use model::protocol::Definition;
use yew::{Html, html};

use super::parts;
use crate::state::{Action, Failed};
use crate::ui::{Ui, Weight};

/// The person goes on by hand.
pub(crate) fn by_hand(ui: &Ui, nothing_ticked: bool) -> Html {
    html! {
        <>
            { parts::heading(ui.texts.refused) }
            if nothing_ticked {
                <p>{ ui.texts.refused_nothing_ticked }</p>
            }
            <p>{ ui.texts.refused_detail }</p>
            <div class="pr-actions">
                if nothing_ticked {
                    { ui.button(Weight::Secondary, ui.texts.change_mind, Action::Cancel) }
                }
                { ui.button(Weight::Secondary, ui.texts.restart, Action::Restart) }
            </div>
        </>
    }
}

/// Nothing came: why, what was recorded, and what can be done.
pub(crate) fn failed(ui: &Ui, failed: &Failed, definition: Option<&Definition>) -> Html {
    let about = |source: &Option<String>| {
        let source = source.as_deref()?;
        parts::source_label(definition?, source)
    };
    html! {
        <>
            { parts::heading(ui.texts.failed) }
            { for failed.problems.iter().map(|(source, problem)| parts::problem(ui, problem, about(source))) }
            if let Some(receipt) = &failed.receipt {
                { parts::receipt(ui, receipt) }
            }
            <div class="pr-actions">
                { parts::way_on(ui, Weight::Primary, failed, definition.is_some()) }
                { ui.button(Weight::Link, ui.texts.by_hand, Action::ByHand) }
            </div>
        </>
    }
}
