//! What came travels sealed with the form: what was sent, to whom, and that one may still fill in by hand.

use model::protocol::{Definition, Source};
use yew::{Html, html};

use super::parts;
use crate::state::{Action, Sent};
use crate::ui::{Ui, Weight, say};

/// It says the same whatever came.
pub(crate) fn sent(ui: &Ui, sent: &Sent, definition: &Definition) -> Html {
    let asked = definition
        .sources
        .iter()
        .filter(|source| sent.items.contains_key(&source.id));
    html! {
        <>
            { parts::heading(ui.texts.sent) }
            <p>{ ui.texts.sent_to }{ " " }<strong>{ say(definition.organisation.name.clone()) }</strong>{ "." }</p>
            <ul class="pr-list">{ for asked.map(|source| items(source, sent)) }</ul>
            <p>{ ui.texts.sent_hidden }</p>
            <p>{ ui.texts.sent_by_hand }</p>
            { parts::receipt(ui, &sent.answer.receipt.id) }
            <div class="pr-actions">
                { ui.button(Weight::Secondary, ui.texts.sent_undo, Action::Undo) }
            </div>
        </>
    }
}

/// One source: its name, and the items that were agreed to.
fn items(source: &Source, sent: &Sent) -> Html {
    let agreed = sent.items.get(&source.id);
    let is_agreed = |path| agreed.is_some_and(|paths| paths.contains(path));
    let labels = source.items.iter().filter(|item| is_agreed(&item.path));
    let labels: Vec<_> = labels.map(|item| item.label.as_str()).collect();
    html! { <li key={source.id.clone()}>{ say(source.label.clone()) }{ " (" }{ say(labels.join(", ")) }{ ")" }</li> }
}
