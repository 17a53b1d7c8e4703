//! The form is filled, or given back as it was.

use model::fill::Gap;
use model::protocol::Definition;
use yew::{Html, html};

use super::{france_connect, parts, review};
use crate::state::{Action, Done};
use crate::texts;
use crate::ui::{Ui, Weight, say};

/// How many fields were filled, from whom, for when; the receipt; the way back.
pub(crate) fn done(ui: &Ui, done: &Done, definition: &Definition) -> Html {
    let came = done
        .answer
        .results
        .iter()
        .filter(|(_, result)| result.status.has_data());
    let title = match done.filled.count {
        0 => ui.texts.done_nothing,
        _ => ui.texts.done,
    };
    html! {
        <>
            { parts::heading(title) }
            <p>{ say(texts::filled(ui.lang, done.filled.count)) }</p>
            <ul class="pr-list">
                { for came.map(|(source, result)| {
                    let label = parts::source_label(definition, source).unwrap_or(source);
                    let from = parts::origin(ui, definition, source, result);
                    html! { <li key={source.clone()}>{ say(format!("{label} ({from})")) }</li> }
                }) }
            </ul>
            { review::gaps(ui, definition, done.filled.gaps.iter()) }
            <p>{ ui.texts.done_check }</p>
            { parts::receipt(ui, &done.answer.receipt.id) }
            if let Some(start) = &done.france_connect {
                { france_connect::logout(ui, start) }
            }
            <div class="pr-actions">
                { ui.button(Weight::Secondary, ui.texts.undo, Action::Undo) }
                { ui.button(Weight::Link, ui.texts.restart, Action::Restart) }
            </div>
        </>
    }
}

/// The form is as it was before, but for the controls that the page keeps as they are.
pub(crate) fn undone(ui: &Ui, left: &[Gap], definition: &Definition) -> Html {
    html! {
        <>
            { parts::heading(ui.texts.undone) }
            if left.is_empty() {
                <p>{ ui.texts.undone_detail }</p>
            } else {
                <p>{ ui.texts.undone_but }</p>
                { review::gap_list(ui, definition, left.iter()) }
            }
            <div class="pr-actions">{ ui.button(Weight::Secondary, ui.texts.restart, Action::Restart) }</div>
        </>
    }
}
