//! Which path fills which element, in order of precedence: what the element says, the page's JSON block, the relay.

use std::collections::BTreeMap;

use js_sys::Map;
use model::fill::Target;
use web_sys::Element;

use super::dom;

/// Selectors of controls and the path that fills each.
type Selectors = BTreeMap<String, String>;

/// The mappings of those who do not write it in the page's HTML.
#[derive(Clone, Debug, Default)]
pub(super) struct Mapping {
    /// The page's JSON block.
    pub(super) page: Selectors,
    /// The form's definition at the relay.
    pub(super) relay: Selectors,
}

/// The elements that the mappings name.
pub(super) struct Named(Map);

impl Mapping {
    /// Looks the selectors up, each once in every part of the page.
    pub(super) fn look_up(&self, parts: &[web_sys::Node]) -> Named {
        let named = Map::new();
        let mappings = self.page.iter().chain(&self.relay);
        for (selector, path) in mappings {
            for element in parts.iter().flat_map(|part| dom::all_in(part, selector)) {
                if !named.has(&element) {
                    named.set(&element, &path.into());
                }
            }
        }
        Named(named)
    }
}

impl Named {
    /// The path that fills an element.
    pub(super) fn target(&self, element: &Element) -> Option<Target> {
        let named = dom::attribute(element, "data-prefill");
        let text = named.or_else(|| self.0.get(element).as_string())?;
        text.parse().ok()
    }
}
