//! What the page is told, as events on the element. They never carry more than the page already got: no identity,
//! no value, only which items, how many fields, and the receipt.

use std::collections::BTreeMap;

use model::path::Path;
use serde::Serialize;
use web_sys::{CustomEvent, CustomEventInit, HtmlElement};

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
        Event::Filled { count, receipt } => (
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
        Event::Undone => ("prefill-undone", detail),
    };
    dispatch(element, name, &detail, false);
}

/// Asks the page whether `count` fields may be filled: it says no by `preventDefault()` on `prefill-fill`.
pub(crate) fn may_fill(element: &HtmlElement, form: &str, count: usize) -> bool {
    let detail = Detail {
        form,
        count: Some(count),
        ..Detail::default()
    };
    dispatch(element, "prefill-fill", &detail, true)
}

/// Dispatches an event that crosses shadow roots; `false` when the page cancelled it.
fn dispatch(element: &HtmlElement, name: &str, detail: &Detail<'_>, cancelable: bool) -> bool {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_cancelable(cancelable);
    init.set_detail(&json::to_js(detail).unwrap_or_default());
    CustomEvent::new_with_event_init_dict(name, &init)
        .and_then(|event| element.dispatch_event(&event))
        .unwrap_or(true)
}
