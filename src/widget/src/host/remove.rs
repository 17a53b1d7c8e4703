//! Taking away, by the page's own buttons, a row that was added or what a control holds.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};

use super::dom;

/// How a row was added, and so how it leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Made {
    /// Copied from the page's template by us.
    ByUs,
    /// By the page, which knows of it: taking its elements away behind its back would break it.
    ByPage,
}

/// How the buttons that take a row away begin, without accents; some are a mere cross.
const WORDS: [&str; 7] = [
    "supprimer",
    "retirer",
    "enlever",
    "effacer",
    "remove",
    "delete",
    "oter",
];
/// How those that empty a control begin.
const EMPTY: [&str; 3] = ["effacer", "vider", "clear"];
/// What one fills.
const CONTROLS: &str = "input:not([type=hidden]), select, textarea, [role=combobox]";
const SIGNS: [&str; 6] = ["×", "✕", "✖", "x", "-", "−"];

/// Whether there is a way to take a row away.
pub(super) fn can_leave(row: &Element, made: Made) -> bool {
    made == Made::ByUs || button(row).is_some()
}

/// What takes a row away: its own button, when it has one that is surely that.
pub(super) fn button(row: &Element) -> Option<Element> {
    let named = dom::all(row, "[data-prefill-remove]").into_iter().next();
    named.or_else(|| recognised(row))
}

/// What empties a control, beside it: the button that says so, else the only element that is called so.
pub(super) fn emptier(control: &Element) -> Option<Element> {
    let said = own(control).find_map(|place| only(&place, |words| begins(words, &EMPTY)));
    said.or_else(|| cross(control))
}

/// What empties a control by its class alone, beside it.
pub(super) fn cross(control: &Element) -> Option<Element> {
    own(control).find_map(|place| only_called(&place, control))
}

/// The places around a control where it stands alone, the nearest first.
fn own(control: &Element) -> impl Iterator<Item = Element> {
    dom::around(control).take_while(|place| is_only_of(place, control))
}

fn is_only_of(place: &Element, control: &Element) -> bool {
    let controls = dom::all(place, CONTROLS);
    controls
        .iter()
        .all(|other| dom::holds(control, other) || dom::holds(other, control))
}

/// The only element whose class says that it clears: the innermost one, that is drawn.
fn only_called(place: &Element, control: &Element) -> Option<Element> {
    let called = dom::all(place, "[class*=clear i]:not([class*=clearfix i])");
    let holds_another = |element: &Element| {
        let mut others = called.iter().filter(|other| *other != element);
        others.any(|other| dom::holds(element, other))
    };
    let is_it = |element: &&Element| {
        !dom::holds(element, control)
            && !holds_another(element)
            && element.get_client_rects().length() > 0
    };
    let found: Vec<_> = called.iter().filter(is_it).collect();
    match found[..] {
        [only] => Some(only.clone()),
        _ => None,
    }
}

/// Presses a button.
pub(super) fn press(button: &Element) {
    if let Some(button) = button.dyn_ref::<HtmlElement>() {
        button.click();
    }
}

/// The only button of a row that says it takes something away.
fn recognised(row: &Element) -> Option<Element> {
    only(row, |words| begins(words, &WORDS) || SIGNS.contains(&words))
}

fn begins(words: &str, known: &[&str]) -> bool {
    known.iter().any(|known| words.starts_with(known))
}

/// The only button in `place` whose words are such.
fn only(place: &Element, is_it: impl Fn(&str) -> bool) -> Option<Element> {
    let mut buttons = dom::deep(place);
    buttons.retain(|element| dom::is(element, "button, [role=button]") && is_it(&words(element)));
    match &buttons[..] {
        [only] => Some(only.clone()),
        _ => None,
    }
}

/// What a button says, in small letters.
fn words(button: &Element) -> String {
    let attribute = |name: &str| button.get_attribute(name).filter(|text| !text.is_empty());
    let text = attribute("aria-label")
        .or_else(|| button.text_content().filter(|text| !text.trim().is_empty()))
        .or_else(|| attribute("title"));
    let text = text.unwrap_or_default();
    text.trim().to_lowercase().replace('ô', "o")
}
