//! Second step: what we will ask, from whom, for what; agree item by item. Nothing is ticked in the person's place.

use model::protocol::{Definition, ItemInfo, Source};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::{Callback, Event, Html, html};

use super::parts;
use crate::app::NO_FORM;
use crate::host::Mapped;
use crate::state::{Action, Item, State, items};
use crate::ui::{Ui, Weight, say};

/// The items of every source, the text that is agreed to, and the way on.
pub(crate) fn agree(ui: &Ui, state: &State, definition: &Definition, mapped: &[Mapped]) -> Html {
    let texts = ui.texts;
    let all_ticked = items(definition).all(|item| state.ticked.contains(&item));
    let all = if all_ticked {
        texts.agree_none
    } else {
        texts.agree_all
    };
    html! {
        <>
            { parts::step_heading(ui, 2, texts.agree) }
            if state.notice_changed {
                <p class="pr-problem">{ texts.notice_changed }</p>
            }
            <p>{ texts.agree_intro }</p>
            { ui.button(Weight::Secondary, all, Action::TickAll(!all_ticked)) }
            { for definition.sources.iter().map(|source| source_items(ui, state, source, mapped)) }
            <h3 class="pr-subtitle">{ texts.notice }</h3>
            <div class="pr-notice">
                { for definition.notice.text.lines().map(|line| html! { <p>{ say(line.to_owned()) }</p> }) }
            </div>
            <div class="pr-actions">
                { ui.button(Weight::Primary, texts.ask, Action::Agree) }
                { ui.button(Weight::Secondary, texts.back, Action::Back) }
                { ui.button(Weight::Link, texts.by_hand, Action::ByHand) }
            </div>
        </>
    }
}

fn source_items(ui: &Ui, state: &State, source: &Source, mapped: &[Mapped]) -> Html {
    let legend = crate::texts::asked_of(ui.lang, &source.label, &source.provider.name);
    html! {
        <fieldset class="pr-group pr-source" form={NO_FORM} key={source.id.clone()}>
            <legend class="pr-legend">{ say(legend) }</legend>
            { for source.items.iter().map(|item| item_box(ui, state, source, item, mapped)) }
        </fieldset>
    }
}

fn item_box(ui: &Ui, state: &State, source: &Source, item: &ItemInfo, mapped: &[Mapped]) -> Html {
    let key: Item = (source.id.clone(), item.path.clone());
    let id = ui.id(&format!("{}-{}", source.id, item.path));
    let checked = state.ticked.contains(&key);
    let details = format!("{id}-details");
    html! {
        <div class="pr-choice" key={id.clone()}>
            <input type="checkbox" form={NO_FORM} id={id.clone()} {checked} aria-describedby={details.clone()}
                onchange={on_tick(ui, key)} />
            <label for={id}>{ say(item.label.clone()) }</label>
            <div class="pr-hint" id={details}>
                { phrase(ui.texts.brings, item.fields.iter().map(|field| field.label.as_str())) }
                { phrase(ui.texts.fills, filled_by(item, mapped)) }
            </div>
        </div>
    }
}

/// The page's own labels of the controls that an item fills, each once.
fn filled_by<'a>(item: &'a ItemInfo, mapped: &'a [Mapped]) -> impl Iterator<Item = &'a str> {
    let covered = |mapped: &&Mapped| item.path.covers(&mapped.path) && !mapped.label.is_empty();
    let mut labels: Vec<&str> = Vec::new();
    for mapped in mapped.iter().filter(covered) {
        if !labels.contains(&mapped.label.as_str()) {
            labels.push(&mapped.label);
        }
    }
    labels.into_iter()
}

/// "Contient : nom, prénoms"; nothing when there is nothing to list.
fn phrase<'a>(begin: &'static str, list: impl Iterator<Item = &'a str>) -> Html {
    let list: Vec<_> = list.collect();
    if list.is_empty() {
        return Html::default();
    }
    html! { <p>{ begin }{ " " }{ say(list.join(", ")) }</p> }
}

fn on_tick(ui: &Ui, item: Item) -> Callback<Event> {
    ui.send.reform(move |event: Event| {
        let input = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        Action::Tick(item.clone(), input.is_some_and(|input| input.checked()))
    })
}
