//! Bringing a group of radio buttons back to no choice, which no person can do.
//!
//! The libraries that pages are made with do not read which button is checked: they take the value of the button that an
//! event comes from, React as `value`, Vue as `_value`, Svelte as `__value`. While they are told, it is an empty one.

use js_sys::{Object, Symbol};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::HtmlInputElement;

use super::{dom, enter, tell};

/// Where libraries keep the value of a button, besides its attribute.
const KEPT: [&str; 2] = ["_value", "__value"];

/// What libraries leave on a button that can be told so, or that do not mind: React, Svelte, Alpine, jQuery.
const TELLABLE: [&str; 4] = ["__react", "__value", "_x_", "jQuery"];

/// Angular leaves its mark in class names.
const ANGULAR: &str = ".ng-pristine, .ng-dirty";

/// Unchecks the only checked button of a group.
pub(super) fn radio(radio: &HtmlInputElement) {
    if keeps_its_choice(radio) {
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

/// Whether what the page holds itself could not be emptied: what the person would see would not be what is sent, so the
/// button stays as it is. A library leaves something on the elements that it made: only a button without any, or with
/// what is known, can be told. Vue can where its own `v-model` listens, which leaves a symbol.
fn keeps_its_choice(radio: &HtmlInputElement) -> bool {
    let left: Vec<_> = Object::keys(radio)
        .iter()
        .filter_map(|name| name.as_string())
        .collect();
    let is_tellable = |name: &String| TELLABLE.iter().any(|known| name.starts_with(known));
    let symbols = Object::get_own_property_symbols(radio);
    let is_model = |symbol: JsValue| {
        let symbol = symbol.dyn_into::<Symbol>().ok();
        symbol.is_some_and(|symbol| String::from(symbol.to_string()).contains("_assign"))
    };
    let is_known = left.iter().any(is_tellable) || symbols.iter().any(is_model);
    dom::is(radio, ANGULAR) || !(left.is_empty() || is_known)
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
