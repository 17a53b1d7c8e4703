//! Elements of the page's own making, such as `<x-field>`, that hold a value as HTML's own controls do.

use model::fill::{Choice, Entry, Kind};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, HtmlElement};

use super::dom;
use super::field::{Field, State};
use super::read::{choice_of, filled_text};

/// The control that a custom element is: one that has a `value`, or may be `checked`.
pub(super) fn field(element: &Element) -> Option<Field> {
    let is_custom = element.local_name().contains('-');
    let has = |name: &str| js_sys::Reflect::has(element, &name.into()).unwrap_or(false);
    let element: &HtmlElement = element.dyn_ref()?;
    (is_custom && (has("value") || has("checked"))).then(|| Field::Custom(element.clone()))
}

/// What it is, by its properties and by what it contains.
pub(super) fn kind(element: &HtmlElement) -> Kind {
    if is_box(element) {
        let value = dom::property(element, "value").as_string();
        return Kind::Checkbox {
            value: value
                .filter(|value| !value.is_empty())
                .unwrap_or_else(|| "on".to_owned()),
        };
    }
    let choices = choices(element);
    match element.get_attribute("type").as_deref() {
        _ if !choices.is_empty() => Kind::Choice(choices),
        Some("number") => Kind::Number,
        Some("date") => Kind::Date,
        Some("month") => Kind::Month,
        _ => Kind::Text,
    }
}

/// All that it holds.
pub(super) fn state(element: &HtmlElement) -> State {
    State::Value(dom::property(element, name(element)))
}

/// What it holds, for whoever fills it.
pub(super) fn held(element: &HtmlElement, state: &State) -> Option<Entry> {
    let State::Value(value) = state else {
        return None;
    };
    if is_box(element) {
        return value.is_truthy().then_some(Entry::Checked(true));
    }
    let text = as_text(value)?;
    let choices = choices(element);
    match choices.is_empty() {
        true => filled_text(text),
        false => {
            let rank = choices.iter().position(|choice| choice.value == text);
            rank.filter(|_| !text.is_empty()).map(Entry::Choice)
        }
    }
}

/// A text, or a number as scripts write it.
pub(crate) fn as_text(value: &JsValue) -> Option<String> {
    let number = || {
        value
            .dyn_ref::<js_sys::Number>()?
            .to_string_with_radix(10)
            .ok()
    };
    value.as_string().or_else(|| number().map(String::from))
}

/// The property that holds `state`, and its value.
pub(super) fn value(element: &HtmlElement, state: &State) -> Option<(&'static str, JsValue)> {
    let value = match state {
        State::Text(text) => text.into(),
        State::Checked(checked) => (*checked).into(),
        State::Rank(rank) => {
            let rank = usize::try_from(*rank).ok()?;
            choices(element).get(rank)?.value.as_str().into()
        }
        State::Value(value) => value.clone(),
        State::Ranks(_) | State::Nodes(_) => return None,
    };
    Some((name(element), value))
}

fn name(element: &HtmlElement) -> &'static str {
    match is_box(element) {
        true => "checked",
        false => "value",
    }
}

fn is_box(element: &HtmlElement) -> bool {
    dom::property(element, "checked").as_bool().is_some()
}

/// Whether its choices are drawn where nobody outside can press them: what opens their list is of no use then.
pub(super) fn draws_its_choices(element: &Element) -> bool {
    let inside = inner_choices(element);
    !inside.is_empty() && !inside.iter().any(|inner| inner.has_attribute("role"))
}

/// The radio buttons of the page's own making that stand in an element.
pub(super) fn radios(element: &Element) -> Option<Field> {
    let inside = dom::all(element, "*").into_iter();
    let is_radio = |inner: &HtmlElement| inner.local_name().ends_with("-radio") && is_box(inner);
    let radios: Vec<HtmlElement> = inside
        .filter_map(|inner| inner.dyn_into().ok())
        .filter(is_radio)
        .collect();
    (radios.len() > 1).then_some(Field::Options(radios))
}

/// The elements in it that play its choices, as they are told.
fn choices(element: &HtmlElement) -> Vec<Choice> {
    inner_choices(element).iter().map(choice_of).collect()
}

/// The elements in it that play its choices, `<x-option>` or `<x-radio>`.
fn inner_choices(element: &Element) -> Vec<Element> {
    let inside = dom::all(element, "*").into_iter();
    let is_choice = |inner: &Element| {
        let name = inner.local_name();
        name.ends_with("-option") || name.ends_with("-radio")
    };
    inside.filter(is_choice).collect()
}
