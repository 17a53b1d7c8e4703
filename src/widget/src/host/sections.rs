//! A date that is drawn as sections, day, month and year, over the input that holds it all: that input is written.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlInputElement};

use super::{dom, visible};

/// One section, whose own text may be a mere invitation such as `DD`.
const SECTION: &str = "[role=spinbutton][contenteditable]";

/// The input that holds what the section is a part of.
pub(super) fn input(section: &Element) -> Option<HtmlInputElement> {
    let mut around = dom::around(section).take(5);
    around.find_map(|place| {
        let inputs = dom::all(&place, "input[aria-hidden=true]");
        match &inputs[..] {
            [only] => only.dyn_ref().cloned(),
            _ => None,
        }
    })
}

/// What the sections over an input read, `DD/MM/YYYY`; `None` when it has none that are shown.
pub(super) fn text(input: &Element) -> Option<String> {
    if !dom::is(input, "[aria-hidden=true]") {
        return None;
    }
    let sections = dom::all(&input.parent_element()?, SECTION);
    let is_shown = sections.iter().any(|section| !visible::is_hidden(section));
    let texts: Vec<_> = sections
        .iter()
        .filter_map(|section| section.text_content())
        .collect();
    is_shown.then(|| texts.join("/"))
}
