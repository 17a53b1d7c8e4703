//! JSON, read and written by the browser: serde's own parser and writer would double the weight of the widget.

use js_sys::JSON;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

/// Reads a document; `None` when it is not JSON, or not of this shape.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    let value = JSON::parse(text).ok()?;
    serde_wasm_bindgen::from_value(value).ok()
}

/// Writes a document; `None` when the value has no JSON form.
pub(crate) fn write(value: &impl Serialize) -> Option<String> {
    let text = JSON::stringify(&to_js(value)?).ok()?;
    text.as_string()
}

/// The same value as a plain JavaScript object.
pub(crate) fn to_js(value: &impl Serialize) -> Option<JsValue> {
    value.serialize(&Serializer::json_compatible()).ok()
}
