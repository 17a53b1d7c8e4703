//! Bringing a group of radio buttons back to no choice, which no person can do.
//!
//! The libraries that pages are made with do not read which button is checked: they take the value of the button that an
//! event comes from, React as `value`, Vue as `_value`, Svelte as `__value`; so does a page that listens by itself. While
//! they are told, it is an empty one.

use js_sys::{Object, Symbol};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{HtmlElement, HtmlInputElement, Node};

use super::{dom, enter, tell};

/// Where libraries keep the value of a button, besides its attribute.
const KEPT: [&str; 2] = ["_value", "__value"];

/// What is left on a button by libraries that take its `value`: React, Alpine, jQuery, Preact.
const BY_VALUE: [&str; 5] = ["__react", ALPINE, "jQuery", "__e", "__a"];

/// Alpine takes the value of a button that is checked only.
const ALPINE: &str = "_x_";

/// What Svelte leaves there, which can be told by it.
const SVELTE: &str = "__value";

/// Angular leaves its mark in class names.
const ANGULAR: &str = ".ng-pristine, .ng-dirty";

/// Unchecks the only checked button of a group.
pub(super) fn radio(radio: &HtmlInputElement) {
    let left = names_left(radio);
    if keeps_its_choice(radio, &left) {
        return;
    }
    // Others look for the button whose value is that of the group, and would find the empty one.
    let takes_value = left.is_empty() || takes_value(&left) || is_drawn_by_lit(radio);
    let value = radio.get_attribute("value").filter(|_| takes_value);
    let kept = KEPT.map(|name| (name, dom::property(radio, name)));
    set_kept(radio, &kept, |_| "".into());
    set_attribute(radio, value.as_ref().map(|_| ""));
    if !begins(&left, ALPINE) {
        uncheck(radio);
    }
    tell(radio);
    set_attribute(radio, value.as_deref());
    if value.is_some() {
        // A page that looks for the button of the empty value has found this one.
        uncheck(radio);
    }
    set_kept(radio, &kept, JsValue::clone);
}

/// Unchecks an element that plays a radio button, by `uncheck`: meanwhile its value is an empty one too.
pub(super) fn custom(radio: &HtmlElement, uncheck: impl FnOnce()) {
    let value = dom::property(radio, "value");
    // An element whose value is locked tells it as it is.
    drop(js_sys::Reflect::set(radio, &"value".into(), &"".into()));
    uncheck();
    drop(js_sys::Reflect::set(radio, &"value".into(), &value));
}

fn uncheck(radio: &HtmlInputElement) {
    enter::set(radio, "checked", &false.into());
}

/// React hears of buttons by their click; this event has no effect of its own.
fn tell(radio: &HtmlInputElement) {
    enter::bubble(radio, "click", true);
    tell::all(radio);
}

/// What libraries left on a button: HTML's own has nothing of its own.
fn names_left(radio: &HtmlInputElement) -> Vec<String> {
    let names = Object::keys(radio);
    names.iter().filter_map(|name| name.as_string()).collect()
}

/// Lit leaves its mark where it draws, and nothing on what it draws.
fn is_drawn_by_lit(radio: &HtmlInputElement) -> bool {
    let around = std::iter::successors(radio.parent_node(), Node::parent_node);
    let mut around = around.into_iter();
    around.any(|place| !dom::property(&place, "_$litPart$").is_undefined())
}

fn begins(names: &[String], known: &str) -> bool {
    names.iter().any(|name| name.starts_with(known))
}

fn takes_value(left: &[String]) -> bool {
    let is_svelte = begins(left, SVELTE);
    !is_svelte && BY_VALUE.iter().any(|known| begins(left, known))
}

/// Whether what the page holds itself could not be emptied: what the person would see would not be what is sent, so the
/// button stays as it is. A library leaves something on the elements that it made: only a button without any, or with
/// what is known, can be told. Vue can where its own `v-model` listens, which leaves a symbol.
fn keeps_its_choice(radio: &HtmlInputElement, left: &[String]) -> bool {
    let symbols = Object::get_own_property_symbols(radio);
    let is_model = |symbol: JsValue| {
        let symbol = symbol.dyn_into::<Symbol>().ok();
        symbol.is_some_and(|symbol| String::from(symbol.to_string()).contains("_assign"))
    };
    let is_known = begins(left, SVELTE) || takes_value(left);
    let can_be_told = left.is_empty() || is_known || symbols.iter().any(is_model);
    dom::is(radio, ANGULAR) || !can_be_told
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
