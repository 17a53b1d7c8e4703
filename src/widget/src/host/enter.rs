//! Writing in a control as a person would, so that the page sees it.

use wasm_bindgen::JsValue;
use web_sys::{
    Element, Event, EventInit, EventTarget, FocusEvent, FocusEventInit, HtmlElement,
    HtmlInputElement, Node,
};

use super::field::{Field, State};

impl Field {
    /// Makes it hold `state`, and tells the page.
    ///
    /// Values are set by the browser's own setter: frameworks put theirs on the element, and would not see the change.
    pub(super) fn write(&self, state: &State) {
        match (self, state) {
            (Self::Input(input), State::Text(text)) => write_value(input, "value", &text.into()),
            (Self::Lines(lines), State::Text(text)) => write_value(lines, "value", &text.into()),
            (Self::Select(select), State::Rank(rank)) => {
                write_value(select, "selectedIndex", &(*rank).into());
            }
            (Self::Checkbox(input), State::Checked(checked)) if input.checked() != *checked => {
                input.click();
            }
            (Self::Radios(radios), State::Rank(rank)) => write_radios(radios, *rank),
            (Self::Editable(element), State::Text(text)) => {
                element.set_text_content(Some(text));
                tell(element);
            }
            (Self::Editable(element), State::Nodes(nodes)) => write_nodes(element, nodes),
            _ => {}
        }
    }
}

fn write_value(element: &Element, property: &str, value: &JsValue) {
    let prototype = js_sys::Reflect::get_prototype_of(element);
    let written = prototype.and_then(|prototype| {
        js_sys::Reflect::set_with_receiver(&prototype, &property.into(), value, element)
    });
    if written == Ok(true) {
        tell(element);
    }
}

/// A person chooses by clicking, and cannot click a group back to no choice: a framework that holds the choice itself
/// then keeps it.
fn write_radios(radios: &[HtmlInputElement], rank: i32) {
    let chosen = usize::try_from(rank).ok().and_then(|rank| radios.get(rank));
    match (chosen, radios.iter().find(|radio| radio.checked())) {
        (Some(chosen), _) if !chosen.checked() => chosen.click(),
        (None, Some(checked)) => write_value(checked, "checked", &false.into()),
        _ => {}
    }
}

fn write_nodes(element: &HtmlElement, nodes: &[Node]) {
    element.set_text_content(None);
    for node in nodes {
        // The node was taken out of this very element.
        drop(element.append_child(node));
    }
    tell(element);
}

fn tell(element: &Element) {
    tell_changed(element);
    tell_left(element);
}

/// Tells the page that a control changed, as it is told when a person types, then leaves it.
fn tell_changed(target: &EventTarget) {
    let bubbling = EventInit::new();
    bubbling.set_bubbles(true);
    bubbling.set_composed(true);
    for name in ["input", "change"] {
        if let Ok(event) = Event::new_with_event_init_dict(name, &bubbling) {
            dispatch(target, &event);
        }
    }
}

/// Tells the page that the person left a control: many forms check it then.
fn tell_left(target: &EventTarget) {
    for (name, bubbles) in [("blur", false), ("focusout", true)] {
        let init = FocusEventInit::new();
        init.set_bubbles(bubbles);
        init.set_composed(true);
        if let Ok(event) = FocusEvent::new_with_focus_event_init_dict(name, &init) {
            dispatch(target, &event);
        }
    }
}

fn dispatch(target: &EventTarget, event: &Event) {
    // It fails only for an event that is being dispatched already, and this one is new.
    drop(target.dispatch_event(event));
}
