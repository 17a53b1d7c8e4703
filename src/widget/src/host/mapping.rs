//! Which path fills which element, in order of precedence: what the element says, the page's JSON block, the relay.

use std::collections::BTreeMap;
use std::rc::Rc;

use js_sys::Map;
use model::fill::Target;
use model::protocol::Definition;
use web_sys::Element;

use super::dom;

/// The mappings of those who do not write it in the page's HTML.
#[derive(Clone)]
pub(super) struct Mapping {
    /// The page's JSON block of selectors and the path that fills each.
    pub(super) page: Rc<BTreeMap<String, String>>,
    /// The relay's own are in the form's definition, once it has come.
    pub(super) definition: Option<Rc<Definition>>,
}

/// The elements that the mappings name.
pub(super) struct Named(Option<Map>);

impl Mapping {
    /// Looks the selectors up, each once in every part of the page.
    pub(super) fn look_up(&self, parts: &[web_sys::Node]) -> Named {
        let named = Map::new();
        let relay = self.definition.iter().flat_map(|form| &form.mapping);
        for (selector, path) in self.page.iter().chain(relay) {
            for element in parts.iter().flat_map(|part| dom::all_in(part, selector)) {
                if !named.has(&element) {
                    named.set(&element, &path.into());
                }
            }
        }
        Named((named.size() > 0).then_some(named))
    }
}

impl Named {
    /// The path that fills an element.
    pub(super) fn target(&self, element: &Element) -> Option<Target> {
        let named = dom::attribute(element, "data-prefill");
        let by_selector = || self.0.as_ref()?.get(element).as_string();
        let text = named.or_else(by_selector)?;
        text.parse().ok()
    }
}
