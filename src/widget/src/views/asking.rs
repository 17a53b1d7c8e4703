//! Waiting, with a way out.

use model::protocol::{Definition, Source};
use yew::{Html, html};

use super::parts;
use crate::state::{Action, Asked, State};
use crate::texts;
use crate::ui::{Ui, Weight, say};

/// The form's definition is on its way.
pub(crate) fn loading(ui: &Ui) -> Html {
    html! { <p class="pr-title pr-title--plain" tabindex="-1">{ ui.texts.loading }</p> }
}

/// The sources are being asked: which ones, of whom, and which have answered.
pub(crate) fn asking(ui: &Ui, state: &State, asked: &Asked, definition: &Definition) -> Html {
    let is_asked = |id: &str| state.ticked.iter().any(|(source, _)| source == id);
    let sources = definition
        .sources
        .iter()
        .filter(|source| is_asked(&source.id));
    html! {
        <>
            { parts::heading(ui.texts.asking) }
            <ul class="pr-list pr-asked">
                { for sources.map(|source| html! {
                    <li key={source.id.clone()}>{ say(progress(ui, asked, source)) }</li>
                }) }
            </ul>
            <div class="pr-progress" aria-hidden="true"><span></span></div>
            <p>{ say(if asked.late.is_some() { ui.texts.asking_slow } else { ui.texts.asking_wait }) }</p>
            <div class="pr-actions">
                { ui.button(Weight::Secondary, ui.texts.cancel, Action::Cancel) }
                if asked.late.is_some() {
                    { ui.button(Weight::Link, ui.texts.by_hand, Action::ByHand) }
                }
            </div>
        </>
    }
}

fn progress(ui: &Ui, asked: &Asked, source: &Source) -> String {
    let (label, provider) = (&source.label, &source.provider.name);
    let mut came = asked.came.iter();
    match came.find(|(id, _)| *id == source.id) {
        None => texts::asking_of(ui.lang, label, provider),
        Some((_, has_data)) => texts::came_of(ui.lang, label, provider, *has_data),
    }
}
