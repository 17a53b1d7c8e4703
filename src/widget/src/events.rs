//! What the page is told, as events on the element. They never carry more than the page is about to get: which items,
//! how many fields, the receipt, and before filling what will be written.

use std::collections::BTreeMap;

use js_sys::{Array, Object, Reflect};
use model::fill::Raw;
use model::path::Path;
use serde::Serialize;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{CustomEvent, CustomEventInit, HtmlElement};

use crate::host::{Planned, as_text};
use crate::json;
use crate::state::Event;

/// The `detail` of an event.
#[derive(Debug, Default, Serialize)]
struct Detail<'a> {
    form: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<&'a BTreeMap<String, Vec<Path>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    receipt: Option<&'a str>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a Path>,
    #[serde(skip_serializing_if = "Option::is_none")]
    left: Option<usize>,
}

/// Tells the page of an event.
pub(crate) fn tell(element: &HtmlElement, form: &str, event: &Event) {
    let detail = Detail {
        form,
        ..Detail::default()
    };
    let (name, detail) = match event {
        Event::Ready => ("prefill-ready", detail),
        Event::Consent(items) => (
            "prefill-consent",
            Detail {
                items: Some(items),
                ..detail
            },
        ),
        Event::Filled { count, receipt, .. } => (
            "prefill-filled",
            Detail {
                count: Some(*count),
                receipt: Some(receipt),
                ..detail
            },
        ),
        Event::Refused => ("prefill-refused", detail),
        Event::Error(kind) => (
            "prefill-error",
            Detail {
                kind: Some(kind),
                ..detail
            },
        ),
        Event::Undone(left) => (
            "prefill-undone",
            Detail {
                left: Some(*left),
                ..detail
            },
        ),
        Event::Edited(path) => (
            "prefill-edited",
            Detail {
                path: Some(path),
                ..detail
            },
        ),
    };
    let detail = to_js(&detail);
    if let Event::Filled {
        attestation,
        sealed,
        ..
    } = event
    {
        put_token(&detail, "attestation", attestation.as_deref());
        put_token(&detail, "sealed", sealed.as_deref());
    }
    dispatch(element, name, &detail, false);
}

/// What the relay signed or sealed holds what the person is entitled to: whoever logs events does not log it.
fn put_token(detail: &JsValue, name: &str, token: Option<&str>) {
    if let Some(token) = token {
        put_aside(detail, name, &token.into());
    }
}

/// Asks the page whether what is planned may be written: it says no by `preventDefault()` on `prefill-fill`, and may
/// change the values. `None` when it says no.
pub(crate) fn may_fill(
    element: &HtmlElement,
    form: &str,
    planned: Vec<Planned>,
) -> Option<Vec<Planned>> {
    let detail = to_js(&Detail {
        form,
        count: Some(planned.len()),
        ..Detail::default()
    });
    let values: Vec<_> = planned.iter().map(value_to_js).collect();
    put_aside(&detail, "values", &values.iter().collect::<Array>());
    if !dispatch(element, "prefill-fill", &detail, true) {
        return None;
    }
    let left = Array::from(&get(&detail, "values"));
    let wanted = planned.into_iter().zip(&values);
    let changed = wanted.filter_map(|(planned, value)| changed(planned, value, &left));
    Some(changed.collect())
}

/// What the page made of one value, when it is not the one that came; a value that it took out is not written.
fn changed(planned: Planned, value: &Object, left: &Array) -> Option<Planned> {
    let is_left = left.includes(value, 0);
    let now = is_left.then(|| raw(&get(value, "value"))).flatten();
    (now != planned.value).then(|| planned.with(now))
}

fn value_to_js(planned: &Planned) -> Object {
    let value = Object::new();
    let shown = match &planned.value {
        Some(Raw::Text(text)) => text.into(),
        Some(Raw::Truth(truth)) => (*truth).into(),
        Some(Raw::Texts(texts)) => texts.iter().map(JsValue::from).collect::<Array>().into(),
        None => JsValue::NULL,
    };
    for (name, part) in [
        ("path", planned.path().into()),
        ("label", planned.label().into()),
        ("value", shown),
    ] {
        // A plain object takes any property.
        drop(Reflect::set(&value, &name.into(), &part));
    }
    value
}

fn raw(value: &JsValue) -> Option<Raw> {
    let texts = || {
        let texts = Array::is_array(value).then(|| Array::from(value))?;
        Some(Raw::Texts(
            texts.iter().filter_map(|text| text.as_string()).collect(),
        ))
    };
    let text = as_text(value).map(Raw::Text);
    text.or_else(|| value.as_bool().map(Raw::Truth))
        .or_else(texts)
}

fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// Gives an object a property that those who copy or write down all of it do not meet: a page that logs its events does
/// not log what they hold.
fn put_aside(object: &JsValue, name: &str, value: &JsValue) {
    let property = Object::new();
    for (name, part) in [("value", value), ("writable", &JsValue::TRUE)] {
        drop(Reflect::set(&property, &name.into(), part));
    }
    drop(Reflect::define_property(
        object.unchecked_ref::<Object>(),
        &name.into(),
        &property,
    ));
}

fn to_js(detail: &Detail<'_>) -> JsValue {
    json::to_js(detail).unwrap_or_default()
}

/// Dispatches an event that crosses shadow roots; `false` when the page cancelled it.
fn dispatch(element: &HtmlElement, name: &str, detail: &JsValue, cancelable: bool) -> bool {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_cancelable(cancelable);
    init.set_detail(detail);
    CustomEvent::new_with_event_init_dict(name, &init)
        .and_then(|event| element.dispatch_event(&event))
        .unwrap_or(true)
}
