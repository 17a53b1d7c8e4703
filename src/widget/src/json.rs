//! JSON, read and written by the browser: serde's own parser and writer would double the weight of the widget.

use js_sys::{JSON, Object, Reflect};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsCast as _, JsValue};

/// Reads a document; `None` when it is not JSON, or not of this shape.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    let value = JSON::parse(text).ok()?;
    serde_wasm_bindgen::from_value(value).ok()
}

/// Writes a document; `None` when the value has no JSON form.
pub(crate) fn write(value: &impl Serialize) -> Option<String> {
    let value = to_js(value)?;
    shield(&value);
    let text = JSON::stringify(&value).ok()?;
    text.as_string()
}

/// Old libraries give every array or object of a page a `toJSON` of their own: these have none.
fn shield(value: &JsValue) {
    if let Some(object) = value.dyn_ref::<Object>() {
        let inside = Object::values(object);
        // What was just made lets itself be written to.
        Reflect::set(object, &"toJSON".into(), &JsValue::UNDEFINED).ok();
        inside.iter().for_each(|inner| shield(&inner));
    }
}

/// The same value as a plain JavaScript object.
pub(crate) fn to_js(value: &impl Serialize) -> Option<JsValue> {
    value.serialize(&Serializer::json_compatible()).ok()
}
