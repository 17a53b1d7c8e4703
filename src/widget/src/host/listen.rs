//! Noticing what the person changes in the page.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, Element, Event};

/// The events of a person who writes, or empties the form.
const EVENTS: [&str; 3] = ["input", "change", RESET];

/// The event of a form that goes back to how the page came.
const RESET: &str = "reset";

/// What the person did.
pub(super) enum Act<'a> {
    /// Changed this control.
    Edited(&'a Element),
    /// Emptied this form.
    Reset(&'a Element),
}

/// Listens to what the person changes, until it is dropped.
#[must_use = "dropping it stops it"]
pub(super) struct Listener {
    document: Document,
    callback: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Calls `noted` with all that the person does to a control or a form. While `writing` is set, the changes are ours.
    pub(super) fn new(
        document: Document,
        writing: Rc<Cell<bool>>,
        noted: impl Fn(Act<'_>) + 'static,
    ) -> Self {
        let callback = Closure::new(move |event: Event| {
            let target = event
                .target()
                .and_then(|target| target.dyn_into::<Element>().ok());
            match target.filter(|_| event.is_trusted() && !writing.get()) {
                Some(form) if event.type_() == RESET => noted(Act::Reset(&form)),
                Some(control) => noted(Act::Edited(&control)),
                None => {}
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
