//! Telling the page what a person's act would have told it, without moving their focus.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, Element, FocusEvent, FocusEventInit};

use super::enter::{bubble, dispatch};

/// A control was changed, then left.
pub(super) fn all(element: &Element) {
    input(element);
    changed(element);
    left(element);
}

/// Something was typed or chosen. As in browsers, this leaves shadow roots.
pub(super) fn input(element: &Element) {
    bubble(element, "input", true);
}

/// What was typed or chosen stays. As in browsers, this does not leave shadow roots: components tell it again in their
/// own way, and an element of the page's own making tells it to the page itself.
pub(super) fn changed(element: &Element) {
    bubble(element, "change", false);
}

/// An element of a family, `<x-select>`, often tells it in the family's own name: `x-change` or `xChange`.
pub(super) fn changed_custom(element: &Element, property: &str, value: &JsValue) {
    let name = element.local_name();
    let Some((family, _)) = name.split_once('-') else {
        return;
    };
    let detail = Object::new();
    // A plain object takes any property.
    drop(Reflect::set(&detail, &property.into(), value));
    for end in ["-change", "Change"] {
        let init = CustomEventInit::new();
        init.set_bubbles(true);
        init.set_composed(true);
        init.set_detail(&detail);
        let event = CustomEvent::new_with_event_init_dict(&[family, end].concat(), &init);
        drop(event.map(|event| dispatch(element, &event)));
    }
}

/// The person came to a control: some open their list then.
pub(super) fn entered(element: &Element) {
    focus_event(element, "focus", false);
    focus_event(element, "focusin", true);
}

/// The person left a control: many forms check it then.
pub(super) fn left(element: &Element) {
    focus_event(element, "blur", false);
    focus_event(element, "focusout", true);
}

thread_local! {
    /// What the events of the focus are made with: those that do not bubble, those that do.
    static FOCUS: [FocusEventInit; 2] = [false, true].map(|bubbles| {
        let init = FocusEventInit::new();
        init.set_bubbles(bubbles);
        init.set_composed(true);
        init
    });
}

fn focus_event(element: &Element, name: &str, bubbles: bool) {
    let event = FOCUS.with(|[alone, bubbling]| {
        let init = if bubbles { bubbling } else { alone };
        FocusEvent::new_with_focus_event_init_dict(name, init)
    });
    if let Ok(event) = event {
        dispatch(element, &event);
    }
}
