//! Noticing what happens to the controls of the page, and who did it.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, Element, Event};

/// The events of a control that is written, of a form that is emptied, and of a person who would change a control.
const EVENTS: [&str; 6] = ["input", "change", RESET, "mousedown", "keydown", "click"];

/// The event of a form that goes back to how the page came.
const RESET: &str = "reset";

/// Whether the changes in the page are ours at this moment.
#[derive(Clone, Debug, Default)]
pub(super) struct Writing(Rc<Cell<bool>>);

impl Writing {
    /// What happens in the page during `act` is ours.
    pub(super) fn during<T>(&self, act: impl FnOnce() -> T) -> T {
        let before = self.0.replace(true);
        let outcome = act();
        self.0.set(before);
        outcome
    }
}

/// What happened.
pub(super) enum Act<'a> {
    /// This control may have changed, by the person's hand or not.
    Edited(&'a Element, bool),
    /// This form is about to go back to how the page came, unless the page prevents it.
    Reset(&'a Element, &'a Event),
    /// The person presses this element.
    Pressed(&'a Element, &'a Event),
}

/// Listens to the page, until it is dropped.
#[must_use = "dropping it stops it"]
pub(super) struct Listener {
    document: Document,
    callback: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Calls `noted` with all that happens to a control or a form and is not ours.
    pub(super) fn new(
        document: Document,
        writing: &Writing,
        noted: impl Fn(Act<'_>) + 'static,
    ) -> Self {
        let writing = writing.clone();
        let callback = Closure::new(move |event: Event| {
            if writing.0.get() {
                return;
            }
            let Some(target) = target(&event) else {
                return;
            };
            match event.type_().as_str() {
                RESET => noted(Act::Reset(&target, &event)),
                "input" | "change" => noted(Act::Edited(&target, event.is_trusted())),
                _ => noted(Act::Pressed(&target, &event)),
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

/// The element itself, in a shadow root perhaps.
fn target(event: &Event) -> Option<Element> {
    let first = event.composed_path().get(0);
    first.dyn_into().ok()
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
