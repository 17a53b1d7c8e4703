//! Second step: what we will ask, from whom, for what; agree item by item. Nothing is ticked in the person's place.

use model::protocol::{Definition, ItemInfo, Source};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::{Callback, Event, Html, MouseEvent, html};

use super::{france_connect, parts};
use crate::app::NO_FORM;
use crate::gesture;
use crate::host::Mapped;
use crate::state::{self, Action, Door, Item, State, items};
use crate::ui::{self, Ui, Weight, say};

/// The items of every source, the text that is agreed to, and the way on.
pub(crate) fn agree(
    ui: &Ui,
    state: &State,
    definition: &Definition,
    mapped: &[Mapped],
    shown_at: f64,
) -> Html {
    let texts = ui.texts;
    let all_ticked = items(definition).all(|item| state.ticked.contains(&item));
    let all = if all_ticked {
        texts.agree_none
    } else {
        texts.agree_all
    };
    let is_sealed = definition.sealed && state.door() == Door::Typed;
    // What is sealed fills nothing in the page.
    let mapped = if is_sealed { &[] } else { mapped };
    html! {
        <>
            { parts::step_heading(ui, 2, texts.agree) }
            if state.notice_changed {
                <p class="pr-problem">{ texts.notice_changed }</p>
            }
            <p>{ say(crate::texts::asked_for(ui.lang, &definition.organisation.name, &definition.purpose)) }</p>
            <p>{ texts.agree_intro }</p>
            if is_sealed {
                <p>{ texts.sent_hidden }</p>
            }
            { ui.button(Weight::Secondary, all, Action::TickAll(!all_ticked)) }
            { for definition.sources.iter().map(|source| source_items(ui, state, source, mapped)) }
            { left_out(ui, state, definition) }
            { notice(ui, state, definition) }
            if is_identified_next(state) {
                { france_connect::button(ui, on_identify(ui, state, shown_at), None) }
            }
            <div class="pr-actions">
                if !is_identified_next(state) {
                    { ui::button(Weight::Primary, texts.ask, on_agree(ui, shown_at)) }
                }
                { ui.button(Weight::Secondary, texts.back, Action::Back) }
                { ui.button(Weight::Link, texts.by_hand, Action::ByHand) }
            </div>
        </>
    }
}

/// The exact text that is agreed to, folded: what comes before says the same in short. A text that has changed is open.
fn notice(ui: &Ui, state: &State, definition: &Definition) -> Html {
    html! {
        <>
            <details class="pr-notice" open={state.notice_changed}>
                <summary>{ ui.texts.notice }</summary>
                { for definition.notice.text.lines().map(|line| html! { <p>{ say(line.to_owned()) }</p> }) }
            </details>
            <p>{ if is_identified_next(state) { ui.texts.notice_agreed_fc } else { ui.texts.notice_agreed } }</p>
        </>
    }
}

/// What cannot be asked for in the way that the person chose.
fn left_out(ui: &Ui, state: &State, definition: &Definition) -> Html {
    let left = state.whole.iter();
    let left: Vec<_> = left
        .flat_map(|whole| state::left_out(whole, definition))
        .collect();
    html! {
        if !left.is_empty() {
            <p>{ say(crate::texts::left_out(ui.lang, &left.join(", "))) }</p>
        }
    }
}

/// Whether the person goes to FranceConnect from here, and agrees by doing it.
fn is_identified_next(state: &State) -> bool {
    state.door() == Door::FranceConnect
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
                { phrase(ui.texts.brings, brought(item)) }
                { phrase(ui.texts.fills, filled_by(&source.id, item, mapped)) }
            </div>
        </div>
    }
}

/// The fields that an item brings; one alone is what the item is called.
fn brought(item: &ItemInfo) -> impl Iterator<Item = &str> {
    let fields = item.fields.iter().filter(|_| item.fields.len() > 1);
    fields.map(|field| field.label.as_str())
}

/// The page's own labels of the controls that an item of a source fills, each once.
fn filled_by<'a>(
    source: &str,
    item: &ItemInfo,
    mapped: &'a [Mapped],
) -> impl Iterator<Item = &'a str> + use<'a> {
    let is_asked = |mapped: &Mapped| mapped.source.as_ref().is_none_or(|named| named == source);
    let covered = |mapped: &&Mapped| is_asked(mapped) && item.path.covers(&mapped.path);
    let mut labels: Vec<&str> = Vec::new();
    for mapped in mapped.iter().filter(covered) {
        if !mapped.label.is_empty() && !labels.contains(&mapped.label.as_str()) {
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

fn on_agree(ui: &Ui, shown_at: f64) -> Callback<MouseEvent> {
    ui.send
        .reform(move |click: MouseEvent| Action::Agree(gesture::of(&click, shown_at)))
}

/// Who agrees to nothing has no need to be identified.
fn on_identify(ui: &Ui, state: &State, shown_at: f64) -> Callback<MouseEvent> {
    match state.ticked.is_empty() {
        true => on_agree(ui, shown_at),
        false => ui.on_identify(move |click| Some(gesture::of(click, shown_at))),
    }
}

fn on_tick(ui: &Ui, item: Item) -> Callback<Event> {
    ui.send.reform(move |event: Event| {
        let input = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        Action::Tick(item.clone(), input.is_some_and(|input| input.checked()))
    })
}

#[cfg(test)]
mod tests {
    use model::protocol::{FieldInfo, FieldType};

    use super::*;

    fn item(path: &str, fields: &[&str]) -> ItemInfo {
        let field = |label: &&str| FieldInfo {
            path: path.parse().unwrap(),
            label: (*label).to_owned(),
            kind: FieldType::Text,
        };
        ItemInfo {
            path: path.parse().unwrap(),
            label: String::new(),
            fields: fields.iter().map(field).collect(),
        }
    }

    #[test]
    fn an_item_says_what_it_brings_when_that_is_more_than_its_name() {
        let brought = |fields: &[&str]| {
            let item = item("identite", fields);
            brought(&item).collect::<Vec<_>>().join(", ")
        };
        assert_eq!(brought(&["nom", "prénoms"]), "nom, prénoms");
        assert_eq!(brought(&["date de début du droit"]), "");
    }

    fn filled(source: &str, path: &str, page: &[(&str, &str)]) -> String {
        let item = item(path, &[]);
        let mapped = page.iter().map(|(target, label)| {
            let target: model::fill::Target = target.parse().unwrap();
            Mapped {
                source: target.source,
                path: target.path,
                label: (*label).to_owned(),
            }
        });
        let mapped: Vec<_> = mapped.collect();
        filled_by(source, &item, &mapped)
            .collect::<Vec<_>>()
            .join(", ")
    }

    #[test]
    fn an_item_fills_the_controls_under_it_each_label_once() {
        let page = [
            ("adresse.voie", "Rue"),
            ("adresse.commune", "Commune"),
            ("adresse.code_postal", ""),
            ("adresse.pays", "Rue"),
            ("identite.nom", "Nom"),
        ];
        assert_eq!(filled("qf", "adresse", &page), "Rue, Commune");
        assert_eq!(filled("qf", "enfants", &page), "");
    }

    #[test]
    fn a_control_that_names_its_source_is_filled_by_no_other() {
        let page = [
            ("rsa:est_beneficiaire", "RSA"),
            ("aah:est_beneficiaire", "AAH"),
            ("est_beneficiaire", "Une aide"),
        ];
        assert_eq!(filled("rsa", "est_beneficiaire", &page), "RSA, Une aide");
        assert_eq!(filled("aah", "est_beneficiaire", &page), "AAH, Une aide");
    }
}
