//! The ends without an answer: the person goes on by hand, or nothing came. Each has a sentence and a way on.

use yew::{Html, html};

use super::parts;
use crate::failure::Way;
use crate::state::{Action, Door, Failed, State};
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
pub(crate) fn failed(ui: &Ui, state: &State, failed: &Failed) -> Html {
    let definition = state.definition.as_deref();
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
                { parts::way_on(ui, Weight::Primary, failed, state.can_mend()) }
                { other_doors(ui, state, failed) }
                { ui.button(Weight::Link, ui.texts.by_hand, Action::ByHand) }
            </div>
        </>
    }
}

/// The other ways to say who one is, where the same again would not help.
fn other_doors(ui: &Ui, state: &State, failed: &Failed) -> Html {
    let doors = state.doors_left().into_iter();
    let doors = doors.filter(|_| failed.way != Way::Retry);
    let button = |door| {
        let words = match door {
            Door::FranceConnect => ui.texts.enter_france_connect,
            _ => ui.texts.enter_typed,
        };
        ui.button(Weight::Secondary, words, Action::Enter(door))
    };
    html! { { for doors.map(button) } }
}
