//! Writing in a control as a person would, so that the page sees it.

use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{
    Element, Event, EventInit, EventTarget, HtmlElement, HtmlInputElement, HtmlSelectElement,
    InputEvent, InputEventInit, KeyboardEvent, KeyboardEventInit, Node,
};

use super::field::{Field, State};
use super::read::is_checked;
use super::{custom, dom, tell, unchoose};

impl Field {
    /// Makes it hold `state`, and tells the page. What a combobox holds is chosen in its list instead.
    ///
    /// Values are set by the browser's own setter: frameworks put theirs on the element, and would not see the change.
    pub(super) fn write(&self, state: &State) {
        match (self, state) {
            (Self::Input(input), State::Text(text)) => write_value(input, "value", &text.into()),
            (Self::Lines(lines), State::Text(text)) => write_value(lines, "value", &text.into()),
            (Self::Select(select), State::Rank(rank)) => {
                write_value(select, "selectedIndex", &(*rank).into());
            }
            (Self::Select(select), State::Ranks(ranks)) => write_ranks(select, ranks),
            (Self::Checkbox(input), State::Checked(checked)) if input.checked() != *checked => {
                click(input);
            }
            (Self::Switch(element), State::Checked(checked)) if is_checked(element) != *checked => {
                click(element);
            }
            (Self::Radios(radios), State::Rank(rank)) => write_radios(radios, *rank),
            (Self::Options(options), State::Rank(rank)) => write_options(options, *rank),
            (Self::Editable(element), State::Text(text)) => {
                element.set_text_content(Some(text));
                tell::all(element);
            }
            (Self::Editable(element), State::Nodes(nodes)) => write_nodes(element, nodes),
            (Self::Custom(element), state) => write_custom(element, state),
            _ => {}
        }
    }

    /// Makes it hold a text by the setter that the page put on the element, as some masks do to know of it. Libraries
    /// that only watch that setter would take the change for their own.
    pub(super) fn write_by_page(&self, state: &State) {
        let (Self::Input(input), State::Text(text)) = (self, state) else {
            return;
        };
        let is_watched = !dom::property(input, "_valueTracker").is_undefined();
        if !is_watched {
            input.set_value(text);
            tell::all(input);
        }
    }

    /// Types `text` letter by letter, for a control whose page listens to keys and undoes what is set at once.
    pub(super) fn type_in(&self, text: &str) {
        let element: &HtmlElement = match self {
            Self::Input(input) => input,
            Self::Lines(lines) => lines,
            _ => return,
        };
        tell::entered(element);
        set(element, "value", &"".into());
        for letter in text.chars() {
            type_letter(element, &letter.to_string());
        }
        tell::changed(element);
        tell::left(element);
    }
}

fn at<T>(choices: &[T], rank: i32) -> Option<&T> {
    choices.get(usize::try_from(rank).ok()?)
}

/// Sets a property by the setter of the element's own sort.
pub(super) fn set(element: &Element, property: &str, value: &JsValue) -> bool {
    let prototype = js_sys::Reflect::get_prototype_of(element);
    let written = prototype.and_then(|prototype| {
        js_sys::Reflect::set_with_receiver(&prototype, &property.into(), value, element)
    });
    written == Ok(true)
}

fn write_value(element: &Element, property: &str, value: &JsValue) {
    if set(element, property, value) {
        tell::all(element);
    }
}

fn click(element: &HtmlElement) {
    element.click();
    tell::left(element);
}

fn write_ranks(select: &HtmlSelectElement, ranks: &[usize]) {
    let options = select.options();
    for rank in 0..options.length() {
        if let Some(option) = options.item(rank) {
            set(
                &option,
                "selected",
                &ranks.contains(&(rank as usize)).into(),
            );
        }
    }
    tell::all(select);
}

/// A person chooses by clicking, and cannot click a group back to no choice.
fn write_radios(radios: &[HtmlInputElement], rank: i32) {
    let checked = radios.iter().find(|radio| radio.checked());
    match (at(radios, rank), checked) {
        (Some(chosen), _) if !chosen.checked() => click(chosen),
        (None, Some(checked)) => unchoose::radio(checked),
        _ => {}
    }
}

/// Only an element that has the property can be unchecked.
fn write_options(options: &[HtmlElement], rank: i32) {
    let checked = options.iter().find(|option| is_checked(option));
    match (at(options, rank), checked) {
        (Some(chosen), _) => click(chosen),
        (None, Some(checked)) if dom::property(checked, "checked").is_truthy() => {
            unchoose::custom(checked, || write_custom(checked, &State::Checked(false)));
        }
        _ => {}
    }
}

fn write_nodes(element: &HtmlElement, nodes: &[Node]) {
    element.set_text_content(None);
    for node in nodes {
        // The node was taken out of this very element.
        drop(element.append_child(node));
    }
    tell::all(element);
}

fn write_custom(element: &HtmlElement, state: &State) {
    let Some((name, value)) = custom::value(element, state) else {
        return;
    };
    // The element has this property: it was recognised by it.
    if js_sys::Reflect::set(element, &name.into(), &value) == Ok(true) {
        tell::all(element);
        tell::changed_custom(element, name, &value);
    }
}

/// One key: what listens to keys may write the letter itself, which it says by preventing ours.
fn type_letter(element: &HtmlElement, letter: &str) {
    let goes_on = key(element, "keydown", letter) && key(element, "keypress", letter);
    if goes_on && input_event(element, "beforeinput", letter) {
        let held = js_sys::Reflect::get(element, &"value".into()).unwrap_or_default();
        let text = [held.as_string().unwrap_or_default().as_str(), letter].concat();
        set(element, "value", &text.into());
        input_event(element, "input", letter);
    }
    key(element, "keyup", letter);
}

/// What older libraries know the keys by.
const CODES: [(&str, u32); 4] = [
    ("Backspace", 8),
    ("Enter", 13),
    ("Escape", 27),
    ("ArrowDown", 40),
];

/// Presses, holds or releases a key; `false` when the page prevents what follows.
pub(super) fn key(element: &Element, name: &str, key: &str) -> bool {
    let init = KeyboardEventInit::new();
    init.set_key(key);
    if let Some((_, code)) = CODES.iter().find(|(name, _)| *name == key) {
        init.set_key_code(*code);
        init.set_which(*code);
    }
    init.set_bubbles(true);
    init.set_cancelable(true);
    init.set_composed(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict(name, &init);
    event.is_ok_and(|event| dispatch(element, &event))
}

fn input_event(element: &Element, name: &str, letter: &str) -> bool {
    let init = InputEventInit::new();
    init.set_data(Some(letter));
    init.set_input_type("insertText");
    init.set_bubbles(true);
    init.set_cancelable(name == "beforeinput");
    init.set_composed(true);
    let event = InputEvent::new_with_event_init_dict(name, &init);
    event.is_ok_and(|event| dispatch(element, &event))
}

thread_local! {
    /// What events are made with that bubble: those that stay in their shadow root, those that leave it.
    static BUBBLING: [EventInit; 2] = [false, true].map(|composed| {
        let init = EventInit::new();
        init.set_bubbles(true);
        init.set_composed(composed);
        init
    });
}

/// An event that bubbles; `composed` says whether it leaves shadow roots.
pub(super) fn bubble(target: &EventTarget, name: &str, composed: bool) {
    let event = BUBBLING.with(|[stays, leaves]| {
        let init = if composed { leaves } else { stays };
        Event::new_with_event_init_dict(name, init)
    });
    if let Ok(event) = event {
        dispatch(target, &event);
    }
}

/// Dispatches a new event; `false` when the page prevents what follows.
pub(super) fn dispatch(target: &EventTarget, event: &Event) -> bool {
    // It fails only for an event that is being dispatched already.
    target.dispatch_event(event.unchecked_ref()).unwrap_or(true)
}
