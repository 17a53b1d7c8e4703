//! Noticing what the person changes in the page.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, Element, Event};

/// The events of a person who writes.
const EVENTS: [&str; 2] = ["input", "change"];

/// Listens to what the person changes, until it is dropped.
#[must_use = "dropping it stops it"]
pub(super) struct Listener {
    document: Document,
    callback: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Calls `edited` with each control that the person changes. While `writing` is set, the changes are ours.
    pub(super) fn new(
        document: Document,
        writing: Rc<Cell<bool>>,
        edited: impl Fn(&Element) + 'static,
    ) -> Self {
        let callback = Closure::new(move |event: Event| {
            let target = event
                .target()
                .and_then(|target| target.dyn_into::<Element>().ok());
            if let Some(target) = target.filter(|_| event.is_trusted() && !writing.get()) {
                edited(&target);
            }
        });
        for name in EVENTS {
            // It fails only for a listener that is no function.
            drop(document.add_event_listener_with_callback_and_bool(
                name,
                callback.as_ref().unchecked_ref(),
                true,
            ));
        }
        Self { document, callback }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        for name in EVENTS {
            let callback = self.callback.as_ref().unchecked_ref();
            drop(
                self.document
                    .remove_event_listener_with_callback_and_bool(name, callback, true),
            );
        }
    }
}
