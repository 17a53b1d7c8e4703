//! One choice among a few.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::{AttrValue, Callback, Html, KeyboardEvent, html};

use super::{described_by, error_line, hint_line};
use crate::app::NO_FORM;
use crate::state::Action;
use crate::ui::Ui;

/// A choice.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    pub(crate) label: Html,
    pub(crate) checked: bool,
    pub(crate) action: Action,
}

/// A group of radio buttons. The first one bears the group's own `id`, for the summary of errors to lead to.
pub(crate) fn radios(
    ui: &Ui,
    id: &str,
    legend: Html,
    hint: Option<AttrValue>,
    error: Option<AttrValue>,
    choices: Vec<Choice>,
) -> Html {
    let chosen = choices.iter().position(|choice| choice.checked);
    let count = choices.len();
    html! {
        <fieldset class="pr-group" form={NO_FORM} role="radiogroup" key={id.to_owned()}
            aria-invalid={error.is_some().then_some("true")}
            aria-labelledby={format!("{id}-legend")}
            aria-describedby={described_by(id, hint.is_some(), error.is_some())}
            onkeydown={Callback::from(on_key)}>
            <legend class="pr-label" id={format!("{id}-legend")}>{ legend }</legend>
            { hint_line(id, hint.as_ref()) }
            { for choices.into_iter().enumerate().map(|(rank, choice)| {
                let is_entry = rank == chosen.unwrap_or(0);
                radio(ui, id, rank, count, is_entry, choice)
            }) }
            { error_line(id, error.as_ref()) }
        </fieldset>
    }
}

fn radio(ui: &Ui, group: &str, rank: usize, count: usize, is_entry: bool, choice: Choice) -> Html {
    let id = if rank == 0 {
        group.to_owned()
    } else {
        format!("{group}-{rank}")
    };
    html! {
        <div class="pr-choice" key={rank}>
            <input type="radio" form={NO_FORM} id={id.clone()} checked={choice.checked}
                tabindex={if is_entry { "0" } else { "-1" }}
                aria-posinset={(rank + 1).to_string()} aria-setsize={count.to_string()}
                onchange={ui.on(choice.action)} />
            <label for={id}>{ choice.label }</label>
        </div>
    }
}

/// What the keyboard stops at, in its order.
const STOPS: &str =
    "input[tabindex='0'], input:not([type=radio]), select, button, summary, a[href]";

/// Radio buttons without a name are no group for the browser: the keys are ours to follow.
fn on_key(event: KeyboardEvent) {
    let target = event.target();
    let Some(current) = target.and_then(|target| target.dyn_into::<Element>().ok()) else {
        return;
    };
    match event.key().as_str() {
        "ArrowDown" | "ArrowRight" => choose(&event, &current, 1),
        "ArrowUp" | "ArrowLeft" => choose(&event, &current, -1),
        "Tab" => pass(&event, &current, if event.shift_key() { -1 } else { 1 }),
        _ => {}
    }
}

/// Chooses the next button of the group, or the one before; after the last comes the first.
fn choose(event: &KeyboardEvent, current: &Element, step: i64) {
    let buttons = within(current, "fieldset", "input[type=radio]");
    if let Some(rank) = rank(&buttons, current) {
        event.prevent_default();
        let count = i64::try_from(buttons.len()).unwrap_or(1);
        let next = usize::try_from((rank + step).rem_euclid(count)).unwrap_or(0);
        buttons[next].click();
        // A refusal to take the focus leaves it where it is.
        buttons[next].focus().ok();
    }
}

/// Passes from one group to the one beside it: Safari takes all buttons without a name for one group, and would skip it.
fn pass(event: &KeyboardEvent, current: &Element, step: i64) {
    let stops = within(current, ".pr-widget", STOPS);
    let next = rank(&stops, current).and_then(|rank| usize::try_from(rank + step).ok());
    let next = next.and_then(|next| stops.get(next));
    if let Some(next) = next.filter(|next| next.get_attribute("type").as_deref() == Some("radio")) {
        event.prevent_default();
        next.focus().ok();
    }
}

/// The elements that a selector names in what surrounds another.
fn within(current: &Element, around: &str, selector: &str) -> Vec<HtmlElement> {
    let around = current.closest(around).ok().flatten();
    let list = around.and_then(|around| around.query_selector_all(selector).ok());
    let list = list.into_iter().flat_map(|list| {
        let nodes = (0..list.length()).filter_map(move |rank| list.item(rank));
        nodes.filter_map(|node| node.dyn_into().ok())
    });
    list.collect()
}

fn rank(elements: &[HtmlElement], one: &Element) -> Option<i64> {
    let rank = elements
        .iter()
        .position(|other| other.is_same_node(Some(one)));
    rank.and_then(|rank| i64::try_from(rank).ok())
}
