//! The few things that every part asks of the page.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, DocumentFragment, Element, Node, NodeList, ShadowRoot};

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

impl Root for DocumentFragment {
    fn query(&self, selector: &str) -> Result<NodeList, JsValue> {
        self.query_selector_all(selector)
    }
}

/// The widget itself, and all that it shows.
const OURS: &str = "pre-remplir, pre-remplir *";

/// The elements under `root` that match; none when the selector is not one.
pub(super) fn all(root: &(impl Root + ?Sized), selector: &str) -> Vec<Element> {
    let nodes = root.query(selector).map(|list| nodes(&list));
    // What matches a selector is an element.
    let elements = nodes.into_iter().flatten().map(JsCast::unchecked_into);
    elements.collect()
}

/// The nodes of a list, as they are now.
pub(super) fn nodes(list: &NodeList) -> Vec<Node> {
    (0..list.length())
        .filter_map(|rank| list.item(rank))
        .collect()
}

/// Every element of the page under `root`, in its order, with what the open shadow roots hold. The widget's own are left
/// out: a review shows more elements than a form has.
pub(super) fn deep(root: &(impl Root + ?Sized)) -> Vec<Element> {
    deep_with_shadows(root).0
}

/// The same, and the open shadow roots among them.
pub(super) fn deep_with_shadows(root: &(impl Root + ?Sized)) -> (Vec<Element>, Vec<ShadowRoot>) {
    let (mut found, mut shadows) = (Vec::new(), Vec::new());
    for element in all(root, &[":not(", OURS, ")"].concat()) {
        let shadow = element.shadow_root();
        found.push(element);
        if let Some(shadow) = shadow {
            let (inside, inner) = deep_with_shadows(&*shadow);
            found.extend(inside);
            shadows.push(shadow);
            shadows.extend(inner);
        }
    }
    (found, shadows)
}

/// The elements right under `element`.
pub(super) fn children(element: &Element) -> Vec<Element> {
    let children = element.children();
    (0..children.length())
        .filter_map(|rank| children.item(rank))
        .collect()
}

/// The elements around `element`, the nearest first.
pub(super) fn around(element: &Element) -> impl Iterator<Item = Element> {
    std::iter::successors(element.parent_element(), |place| place.parent_element())
}

/// The nearest element around `element` that matches, itself included.
pub(super) fn closest(element: &Element, selector: &str) -> Option<Element> {
    element.closest(selector).ok().flatten()
}

/// The same, out of the shadow roots too.
pub(super) fn closest_deep(element: &Element, selector: &str) -> Option<Element> {
    closest(element, selector).or_else(|| closest_deep(&shadow_host(element)?, selector))
}

/// The element whose shadow root `node` stands in.
pub(super) fn shadow_host(node: &Node) -> Option<Element> {
    let root = node.get_root_node();
    Some(root.dyn_ref::<ShadowRoot>()?.host())
}

/// Whether `inner` stands in `outer`, in a shadow root there perhaps.
pub(super) fn holds(outer: &Element, inner: &Node) -> bool {
    outer.contains(Some(inner)) || shadow_host(inner).is_some_and(|host| holds(outer, &host))
}

/// Whether `element` matches.
pub(super) fn is(element: &Element, selector: &str) -> bool {
    element.matches(selector).unwrap_or(false)
}

/// The element of this id, in the part of the page that `node` stands in: the page, a shadow root, a template.
pub(super) fn by_id(node: &Node, id: &str) -> Option<Element> {
    // In an attribute selector, a quote and a backslash would end the string.
    let is_plain = !id.is_empty() && !id.contains(['"', '\\']);
    is_plain.then(|| first(&node.get_root_node(), &["[id=\"", id, "\"]"].concat()))?
}

/// The first element that matches in a page, a shadow root or a template.
pub(super) fn first(root: &Node, selector: &str) -> Option<Element> {
    let found = match root.dyn_ref::<Document>() {
        Some(document) => document.query_selector(selector),
        None => root.dyn_ref::<DocumentFragment>()?.query_selector(selector),
    };
    found.ok().flatten()
}

/// All that match there.
pub(super) fn all_in(root: &Node, selector: &str) -> Vec<Element> {
    match (
        root.dyn_ref::<Document>(),
        root.dyn_ref::<DocumentFragment>(),
    ) {
        (Some(document), _) => all(document, selector),
        (None, Some(fragment)) => all(fragment, selector),
        (None, None) => Vec::new(),
    }
}

/// An attribute of an element. Most elements of a page lack it, and asking that first is ten times quicker.
pub(super) fn attribute(element: &Element, name: &str) -> Option<String> {
    let has = element.has_attribute(name);
    has.then(|| element.get_attribute(name)).flatten()
}

/// A property of an element that its own sort may not have.
pub(super) fn property(element: &JsValue, name: &str) -> JsValue {
    js_sys::Reflect::get(element, &name.into()).unwrap_or(JsValue::UNDEFINED)
}
