//! What the page calls its controls.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, Node};

use super::dom;

/// What is inside a label and is not its words.
const NOT_WORDS: &str = ".fr-hint-text, .pr-origin, input, select, textarea, button";

/// The words of an element's label: by `aria-labelledby`, `aria-label`, or its `label`. Empty when it has none.
pub(super) fn of(element: &Element) -> String {
    named(element)
        .or_else(|| words(&label_element(element)?))
        .unwrap_or_default()
}

/// What a group of radio buttons is called: by its `radiogroup` or the legend around it.
pub(super) fn of_group(element: &Element) -> String {
    let radiogroup = dom::closest(element, "[role=radiogroup]");
    radiogroup
        .and_then(|group| named(&group))
        .or_else(|| legend(element))
        .unwrap_or_default()
}

/// The legend of the nearest group around `element`.
pub(super) fn legend(element: &Element) -> Option<String> {
    let group = dom::closest(element, "fieldset")?;
    let first = group.query_selector("legend").ok().flatten()?;
    let own = first.parent_element().is_some_and(|parent| parent == group);
    words(&first).filter(|_| own)
}

/// The legend of the group around the nearest one.
pub(super) fn outer_legend(element: &Element) -> Option<String> {
    legend(&dom::closest(element, "fieldset")?.parent_element()?)
}

fn named(element: &Element) -> Option<String> {
    let ids = element.get_attribute("aria-labelledby").unwrap_or_default();
    let root = element.get_root_node();
    let by_id = |id| find(&root, &["#", id].concat()).and_then(|named| words(&named));
    let texts: Vec<_> = ids.split_whitespace().filter_map(by_id).collect();
    let label = || element.get_attribute("aria-label");
    let text = if texts.is_empty() {
        label()?
    } else {
        texts.join(" ")
    };
    Some(text).filter(|text| !text.trim().is_empty())
}

fn label_element(element: &Element) -> Option<Element> {
    let id = element.id();
    // In an attribute selector, a quote and a backslash would end the string.
    let is_plain = !id.is_empty() && !id.contains(['"', '\\']);
    let selector = ["label[for=\"", &id, "\"]"].concat();
    let pointing = is_plain.then(|| find(&element.get_root_node(), &selector));
    pointing
        .flatten()
        .or_else(|| dom::closest(element, "label"))
}

/// The page, or the template that the element stands in.
fn find(root: &Node, selector: &str) -> Option<Element> {
    if let Some(document) = root.dyn_ref::<web_sys::Document>() {
        return document.query_selector(selector).ok().flatten();
    }
    let fragment = root.dyn_ref::<web_sys::DocumentFragment>()?;
    fragment.query_selector(selector).ok().flatten()
}

/// The words of a label, without its hint, its controls and the mark of what must be filled.
fn words(label: &Element) -> Option<String> {
    let copy: HtmlElement = label.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
    for inside in dom::all(copy.as_ref() as &Element, NOT_WORDS) {
        inside.remove();
    }
    let text = copy.text_content()?;
    let text: Vec<_> = text.split_whitespace().collect();
    let text = text.join(" ");
    let text = text.trim_end_matches([' ', '*', ':', '\u{a0}']);
    (!text.is_empty()).then(|| text.to_owned())
}
