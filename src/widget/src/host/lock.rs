//! Keeping what was filled from being changed, where the form asks for it with `data-prefill-readonly`.
//!
//! HTML knows read-only texts alone. Of a list, a box or a radio button the change is prevented instead; it stays where
//! the keyboard goes, is read aloud, and is sent: never `disabled`.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlInputElement, HtmlTextAreaElement, KeyboardEvent};

use super::dom;
use super::field::Field;

/// On a control, or on anything around it, the form included.
const ASKED: &str = "[data-prefill-readonly]:not([data-prefill-readonly=false])";

/// Controls that were made read-only, by us.
#[derive(Debug)]
pub(super) struct Lock(Vec<Element>);

impl Lock {
    /// Locks a control, when the form asks for it.
    pub(super) fn put(field: &Field) -> Option<Self> {
        dom::closest_deep(&field.first()?, ASKED)?;
        let elements: Vec<_> = field.elements().into_iter().cloned().collect();
        for element in &elements {
            set(element, true);
        }
        Some(Self(elements))
    }

    /// Whether it is about this control.
    pub(super) fn is_about(&self, field: &Field) -> bool {
        field
            .elements()
            .iter()
            .any(|element| self.0.contains(element))
    }

    /// Gives the control back to the person.
    pub(super) fn remove(self) {
        for element in &self.0 {
            set(element, false);
        }
    }

    /// Prevents what would change a control that HTML cannot make read-only. The host does not see it either: it would
    /// take the change for made.
    pub(super) fn stop(&self, target: &Element, event: &Event) {
        let is_its = self
            .0
            .iter()
            .any(|element| !is_text(element) && dom::holds(element, target));
        let moves_on = event
            .dyn_ref::<KeyboardEvent>()
            .is_some_and(|key| matches!(key.key().as_str(), "Tab" | "Shift" | "Escape"));
        if is_its && !moves_on {
            event.prevent_default();
            event.stop_immediate_propagation();
        }
    }
}

fn is_text(element: &Element) -> bool {
    let is_box = dom::is(element, "[type=checkbox], [type=radio]");
    element.is_instance_of::<HtmlTextAreaElement>()
        || (element.is_instance_of::<HtmlInputElement>() && !is_box)
}

fn set(element: &Element, locked: bool) {
    if let (true, Some(input)) = (is_text(element), element.dyn_ref::<HtmlInputElement>()) {
        input.set_read_only(locked);
    } else if let Some(lines) = element.dyn_ref::<HtmlTextAreaElement>() {
        lines.set_read_only(locked);
    } else if locked {
        // It fails only for a name that is no attribute's.
        drop(element.set_attribute("aria-readonly", "true"));
    } else {
        drop(element.remove_attribute("aria-readonly"));
    }
}
