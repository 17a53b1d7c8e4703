//! Taking away a row that was added.

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
const SIGNS: [&str; 6] = ["×", "✕", "✖", "x", "-", "−"];

/// Takes a row away: by its own button when it has one that is surely that; else only what we made leaves.
pub(super) fn remove(row: &Element, made: Made) {
    let named = dom::all(row, "[data-prefill-remove]").into_iter().next();
    match (named.or_else(|| recognised(row)), made) {
        (Some(button), _) => press(&button),
        (None, Made::ByUs) => row.remove(),
        (None, Made::ByPage) => {}
    }
}

fn press(button: &Element) {
    if let Some(button) = button.dyn_ref::<HtmlElement>() {
        button.click();
    }
}

/// The only button of the row that says it takes something away.
fn recognised(row: &Element) -> Option<Element> {
    let mut buttons = dom::deep(row);
    buttons.retain(|element| dom::is(element, "button, [role=button]") && says_remove(element));
    match &buttons[..] {
        [only] => Some(only.clone()),
        _ => None,
    }
}

fn says_remove(button: &Element) -> bool {
    let attribute = |name: &str| button.get_attribute(name).filter(|text| !text.is_empty());
    let text = attribute("aria-label")
        .or_else(|| button.text_content().filter(|text| !text.trim().is_empty()))
        .or_else(|| attribute("title"));
    let text = text
        .unwrap_or_default()
        .trim()
        .to_lowercase()
        .replace('ô', "o");
    WORDS.iter().any(|word| text.starts_with(word)) || SIGNS.contains(&text.as_str())
}
