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
            onkeydown={Callback::from(on_arrow)}>
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

/// Radio buttons without a name are no group for the browser: the arrows are ours to follow.
fn on_arrow(event: KeyboardEvent) {
    let step = match event.key().as_str() {
        "ArrowDown" | "ArrowRight" => 1,
        "ArrowUp" | "ArrowLeft" => -1,
        _ => return,
    };
    let Some(current) = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
    else {
        return;
    };
    let group = current.closest("fieldset").ok().flatten();
    let Some(buttons) = group.and_then(|group| group.query_selector_all("input[type=radio]").ok())
    else {
        return;
    };
    event.prevent_default();
    let count = i64::from(buttons.length());
    let at = |rank: i64| buttons.item(u32::try_from(rank.rem_euclid(count)).unwrap_or(0));
    let rank =
        (0..count).find(|rank| at(*rank).is_some_and(|node| node.is_same_node(Some(&current))));
    let next = rank
        .and_then(|rank| at(rank + step))
        .and_then(|node| node.dyn_into::<HtmlElement>().ok());
    if let Some(next) = next {
        next.click();
        // A refusal to take the focus leaves it where it is.
        next.focus().ok();
    }
}
