//! The few things that every part asks of the page.

use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Document, Element, Node, NodeList};

/// Where elements are looked for.
pub(super) trait Root {
    /// The elements that match, in the order of the page.
    fn query(&self, selector: &str) -> Result<NodeList, JsValue>;
}

impl Root for Document {
    fn query(&self, selector: &str) -> Result<NodeList, JsValue> {
        self.query_selector_all(selector)
    }
}

impl Root for Element {
    fn query(&self, selector: &str) -> Result<NodeList, JsValue> {
        self.query_selector_all(selector)
    }
}

impl Root for web_sys::DocumentFragment {
    fn query(&self, selector: &str) -> Result<NodeList, JsValue> {
        self.query_selector_all(selector)
    }
}

/// The elements under `root` that match; none when the selector is not one.
pub(super) fn all(root: &impl Root, selector: &str) -> Vec<Element> {
    let nodes = root
        .query(selector)
        .map(|list| nodes(&list))
        .unwrap_or_default();
    nodes
        .into_iter()
        .filter_map(|node| node.dyn_into().ok())
        .collect()
}

/// The nodes of a list, as they are now.
pub(super) fn nodes(list: &NodeList) -> Vec<Node> {
    (0..list.length())
        .filter_map(|rank| list.item(rank))
        .collect()
}

/// The nearest element around `element` that matches, itself included.
pub(super) fn closest(element: &Element, selector: &str) -> Option<Element> {
    element.closest(selector).ok().flatten()
}

/// Whether `element` matches.
pub(super) fn is(element: &Element, selector: &str) -> bool {
    element.matches(selector).unwrap_or(false)
}
