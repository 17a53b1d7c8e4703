//! Whether the page has changed since its form was looked at: looking at all of a long form takes longer than writing it.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, MutationObserver, MutationObserverInit, Node, ShadowRoot};

use super::dom;

/// Watches the page of a form, until it is dropped.
#[must_use = "dropping it stops it"]
pub(super) struct Watch {
    observer: MutationObserver,
    changed: Rc<Cell<bool>>,
    _heard: Closure<dyn FnMut(Array)>,
}

impl Watch {
    /// Watches a form, and the open shadow roots in it, from now on. `None` where the form may change unheard: an element of
    /// the page's own making that is still to come will draw itself where nobody listens yet.
    pub(super) fn new(form: &Element, inside: &[ShadowRoot]) -> Option<Self> {
        const TO_COME: &str = ":not(:defined)";
        let mut unheard = inside
            .iter()
            .flat_map(|shadow| dom::all(&**shadow, TO_COME));
        if !dom::all(form, TO_COME).is_empty() || unheard.next().is_some() {
            return None;
        }
        let mut places: Vec<Node> = vec![form.owner_document()?.into(), form.get_root_node()];
        places.extend(inside.iter().cloned().map(Node::from));
        Self::of(&places)
    }

    fn of(places: &[Node]) -> Option<Self> {
        let changed = Rc::new(Cell::new(false));
        let noted = Rc::clone(&changed);
        let heard: Closure<dyn FnMut(Array)> = Closure::new(move |changes| note(&noted, &changes));
        let observer = MutationObserver::new(heard.as_ref().unchecked_ref()).ok()?;
        let all = MutationObserverInit::new();
        all.set_child_list(true);
        all.set_attributes(true);
        all.set_character_data(true);
        all.set_subtree(true);
        for place in places {
            observer.observe_with_options(place, &all).ok()?;
        }
        Some(Self {
            observer,
            changed,
            _heard: heard,
        })
    }

    /// Whether anything has changed in the page, but for what the widget shows.
    pub(super) fn has_changed(&self) -> bool {
        note(&self.changed, &self.observer.take_records());
        self.changed.get()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

fn note(changed: &Cell<bool>, changes: &Array) {
    if !changed.get() {
        changed.set(changes.iter().any(|change| is_of_page(&change)));
    }
}

fn is_of_page(change: &JsValue) -> bool {
    let target: Node = dom::property(change, "target").unchecked_into();
    let own = target.dyn_ref::<Element>().cloned();
    let place = own.or_else(|| target.parent_element());
    place.is_none_or(|place| dom::closest(&place, "pre-remplir").is_none())
}
