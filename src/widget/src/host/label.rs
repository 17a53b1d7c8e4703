//! What the page calls its controls.

use web_sys::{Element, HtmlElement};

use super::dom;
use wasm_bindgen::JsCast as _;

/// What is inside a label and is not its words.
const NOT_WORDS: &str = ".fr-hint-text, .pr-origin, input, select, textarea, button";

/// The words of an element's label: by `aria-labelledby`, `aria-label`, or its `label`; else those of the element whose
/// shadow root it stands in. Empty when it has none.
pub(super) fn of(element: &Element) -> String {
    named(element)
        .or_else(|| words(&label_element(element)?))
        .or_else(|| dom::attribute(element, "label").filter(|text| !text.is_empty()))
        .or_else(|| Some(of(&dom::shadow_host(element)?)))
        .unwrap_or_default()
}

/// What a group of radio buttons is called: by its `radiogroup` or the legend around it.
pub(super) fn of_group(element: &Element) -> String {
    let radiogroup = dom::closest_deep(element, "[role=radiogroup]");
    radiogroup
        .and_then(|group| named(&group))
        .or_else(|| legend(element))
        .unwrap_or_default()
}

/// What a choice is called that is an element of its own: its label, else what is written in it.
pub(super) fn of_choice(element: &Element) -> String {
    let label = of(element);
    match label.is_empty() {
        true => words(element).unwrap_or_default(),
        false => label,
    }
}

/// The legend of the nearest group around `element`.
pub(super) fn legend(element: &Element) -> Option<String> {
    let group = dom::closest_deep(element, "fieldset")?;
    let first = group.query_selector("legend").ok().flatten()?;
    let own = first.parent_element().is_some_and(|parent| parent == group);
    words(&first).filter(|_| own)
}

/// The legend of the group around the nearest one.
pub(super) fn outer_legend(element: &Element) -> Option<String> {
    legend(&dom::closest_deep(element, "fieldset")?.parent_element()?)
}

/// All that is written in the label of a control, its hint included.
pub(super) fn whole(element: &Element) -> String {
    let label = label_element(element).and_then(|label| label.text_content());
    label.unwrap_or_default()
}

fn named(element: &Element) -> Option<String> {
    let ids = dom::attribute(element, "aria-labelledby").unwrap_or_default();
    let by_id = |id| dom::by_id(element, id).and_then(|named| words(&named));
    let texts: Vec<_> = ids.split_whitespace().filter_map(by_id).collect();
    let label = || dom::attribute(element, "aria-label");
    let text = if texts.is_empty() {
        label()?
    } else {
        texts.join(" ")
    };
    Some(text).filter(|text| !text.trim().is_empty())
}

/// The `label` that points at the element, or stands around it.
pub(super) fn label_element(element: &Element) -> Option<Element> {
    let id = element.id();
    // In an attribute selector, a quote and a backslash would end the string.
    let is_plain = !id.is_empty() && !id.contains(['"', '\\']);
    let pointing = is_plain.then(|| pointing_at(element, &id));
    pointing
        .flatten()
        .or_else(|| dom::closest(element, "label"))
}

/// It is most often beside the element: looking through all of a long page for each control takes long.
fn pointing_at(element: &Element, id: &str) -> Option<Element> {
    let is_its = |near: &Element| {
        let target = dom::attribute(near, "for");
        near.local_name() == "label" && target.as_deref() == Some(id)
    };
    let before = element.previous_element_sibling().filter(is_its);
    let after = || element.next_element_sibling().filter(is_its);
    let selector = ["label[for=\"", id, "\"]"].concat();
    before
        .or_else(after)
        .or_else(|| dom::first(&element.get_root_node(), &selector))
}

/// The words of a label, without its hint, its controls and the mark of what must be filled.
fn words(label: &Element) -> Option<String> {
    let text = match label.first_element_child() {
        None => label.text_content()?,
        Some(_) => without_controls(label)?,
    };
    let text: Vec<_> = text.split_whitespace().collect();
    let text = text.join(" ");
    let text = text.trim_end_matches([' ', '*', ':', '\u{a0}']);
    (!text.is_empty()).then(|| text.to_owned())
}

fn without_controls(label: &Element) -> Option<String> {
    let copy: HtmlElement = label.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
    for inside in dom::all(copy.as_ref() as &Element, NOT_WORDS) {
        inside.remove();
    }
    copy.text_content()
}
