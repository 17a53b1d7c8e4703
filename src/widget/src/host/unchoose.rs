//! Bringing a group of radio buttons back to no choice, which no person can do.
//!
//! The libraries that pages are made with do not read which button is checked: they take the value of the button that an
//! event comes from, React as `value`, Vue as `_value`, Svelte as `__value`. While they are told, it is an empty one.

use wasm_bindgen::JsValue;
use web_sys::HtmlInputElement;

use super::{dom, enter, tell};

/// Where libraries keep the value of a button, besides its attribute.
const KEPT: [&str; 2] = ["_value", "__value"];

/// Angular takes the value of a button from nowhere in the page: its own state could not be emptied, and what the
/// person would see would not be what is sent.
const ANGULAR: &str = ".ng-pristine, .ng-dirty";

/// Unchecks the only checked button of a group.
pub(super) fn radio(radio: &HtmlInputElement) {
    if dom::is(radio, ANGULAR) {
        return;
    }
    let value = radio.get_attribute("value");
    let kept = KEPT.map(|name| (name, dom::property(radio, name)));
    set_kept(radio, &kept, |_| "".into());
    set_attribute(radio, value.as_ref().map(|_| ""));
    enter::set(radio, "checked", &false.into());
    // React hears of buttons by their click; this event has no effect of its own.
    enter::bubble(radio, "click", true);
    tell::all(radio);
    set_attribute(radio, value.as_deref());
    set_kept(radio, &kept, JsValue::clone);
}

fn set_kept(
    radio: &HtmlInputElement,
    kept: &[(&str, JsValue)],
    value: impl Fn(&JsValue) -> JsValue,
) {
    for (name, known) in kept.iter().filter(|(_, known)| !known.is_undefined()) {
        // A value that a library locked stays: it is not told then, as if the button were left alone.
        drop(js_sys::Reflect::set(radio, &(*name).into(), &value(known)));
    }
}

fn set_attribute(radio: &HtmlInputElement, value: Option<&str>) {
    if let Some(value) = value {
        // The attribute is there already: its name cannot be refused.
        drop(radio.set_attribute("value", value));
    }
}
