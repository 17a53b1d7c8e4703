//! A code that is found in a list of the relay, searched as the person types: a combobox (ARIA 1.2).

use gloo_timers::future::TimeoutFuture;
use model::lang::Lang;
use yew::{
    AttrValue, Callback, Component, Context, FocusEvent, Html, InputEvent, KeyboardEvent,
    MouseEvent, Properties, html,
};

use super::list::{List, Suggestion};
use super::text::typed_text;
use super::{described_by, error_line, hint_line};
use crate::app::NO_FORM;
use crate::failure::Failure;
use crate::relay::Relay;
use crate::task::Task;
use crate::ui::say;

/// How long the person must have paused before their text is searched for, in milliseconds.
const PAUSE: u32 = 200;
/// From how many letters on a search makes sense.
const ENOUGH: usize = 2;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) id: String,
    pub(super) lang: Lang,
    pub(super) relay: Relay,
    /// What is searched.
    pub(super) list: List,
    pub(super) label: AttrValue,
    pub(super) hint: AttrValue,
    /// What the input shows.
    pub(super) shown: String,
    pub(super) error: Option<AttrValue>,
    pub(super) on_type: Callback<String>,
    /// The code, and what the input shows from now on.
    pub(super) on_choose: Callback<(String, String)>,
    pub(super) on_leave: Callback<FocusEvent>,
}

/// The list under the input.
pub(super) struct Combobox {
    found: Option<Result<Vec<Suggestion>, Failure>>,
    active: Option<usize>,
    task: Option<Task>,
}

#[derive(Debug)]
pub(super) enum Msg {
    Typed(String),
    Found(Result<Vec<Suggestion>, Failure>),
    Move(isize),
    Choose(Option<usize>),
    Close,
}

impl Component for Combobox {
    type Message = Msg;
    type Properties = Props;

    fn create(_ctx: &Context<Self>) -> Self {
        Self {
            found: None,
            active: None,
            task: None,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Typed(text) => self.search(ctx, text),
            Msg::Found(found) => {
                self.active = None;
                self.found = Some(found);
            }
            Msg::Move(step) => self.active = moved(self.active, step, self.suggestions().len()),
            Msg::Choose(rank) => self.choose(ctx, rank),
            Msg::Close => self.close(),
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let class = if props.error.is_some() {
            "pr-field pr-field--wrong"
        } else {
            "pr-field"
        };
        html! {
            <div class={yew::classes!(class, "pr-combobox")}>
                <label class="pr-label" for={props.id.clone()}>{ say(props.label.clone()) }</label>
                { hint_line(&props.id, Some(&props.hint)) }
                { self.input(ctx) }
                { self.list(ctx) }
                <p class="pr-hint" role="status">{ say(self.status(props)) }</p>
                { error_line(&props.id, props.error.as_ref()) }
            </div>
        }
    }
}

impl Combobox {
    fn suggestions(&self) -> &[Suggestion] {
        match &self.found {
            Some(Ok(found)) => found,
            _ => &[],
        }
    }

    fn close(&mut self) {
        self.found = None;
        self.active = None;
        self.task = None;
    }

    /// Searches once the person pauses; typing on ends the search under way.
    fn search(&mut self, ctx: &Context<Self>, text: String) {
        let props = ctx.props();
        props.on_type.emit(text.clone());
        let query = text.trim().to_owned();
        if query.chars().count() < ENOUGH {
            return self.close();
        }
        let (relay, list, link) = (props.relay.clone(), props.list.clone(), ctx.link().clone());
        self.task = Some(Task::new(async move {
            TimeoutFuture::new(PAUSE).await;
            let found = list.search(&relay, &query).await;
            link.send_message(Msg::Found(found));
        }));
    }

    fn choose(&mut self, ctx: &Context<Self>, rank: Option<usize>) {
        let chosen = rank.and_then(|rank| self.suggestions().get(rank));
        if let Some(Suggestion { code, shown }) = chosen {
            ctx.props().on_choose.emit((code.clone(), shown.clone()));
            self.close();
        }
    }

    /// What the search came to, also for those who cannot see the list.
    fn status(&self, props: &Props) -> String {
        match &self.found {
            None => String::new(),
            Some(Ok(found)) => props.list.found(props.lang, found.len()),
            Some(Err(_)) => props.list.unavailable(props.lang).to_owned(),
        }
    }

    fn input(&self, ctx: &Context<Self>) -> Html {
        let (props, link) = (ctx.props(), ctx.link());
        let is_open = !self.suggestions().is_empty();
        let left = props.on_leave.clone();
        let close = link.callback(|()| Msg::Close);
        let onblur = Callback::from(move |event: FocusEvent| {
            close.emit(());
            left.emit(event);
        });
        html! {
            <input class="pr-input" type="text" role="combobox" form={NO_FORM} id={props.id.clone()}
                value={props.shown.clone()} autocomplete="off" spellcheck="false"
                aria-autocomplete="list" aria-expanded={is_open.to_string()}
                aria-controls={format!("{}-list", props.id)}
                aria-activedescendant={self.active.map(|rank| option_id(&props.id, rank))}
                aria-invalid={props.error.is_some().then_some("true")}
                aria-describedby={described_by(&props.id, true, props.error.is_some())}
                oninput={link.callback(|event: InputEvent| Msg::Typed(typed_text(&event)))}
                onkeydown={on_key(ctx, self.active)} {onblur} />
        }
    }

    fn list(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let options = self.suggestions().iter().enumerate();
        html! {
            <ul class="pr-options" role="listbox" id={format!("{}-list", props.id)}
                aria-label={props.list.name(props.lang)} hidden={self.suggestions().is_empty()}>
                { for options.map(|(rank, suggestion)| self.option(ctx, rank, suggestion)) }
            </ul>
        }
    }

    fn option(&self, ctx: &Context<Self>, rank: usize, suggestion: &Suggestion) -> Html {
        let is_active = self.active == Some(rank);
        // The input keeps the focus while an option is pressed.
        let onmousedown = Callback::from(|event: MouseEvent| event.prevent_default());
        html! {
            <li key={suggestion.code.clone()} role="option" id={option_id(&ctx.props().id, rank)}
                class={is_active.then_some("pr-active")} aria-selected={is_active.to_string()}
                {onmousedown} onclick={ctx.link().callback(move |_| Msg::Choose(Some(rank)))}>
                <span translate="no">{ suggestion.shown.clone() }</span>
            </li>
        }
    }
}

fn option_id(id: &str, rank: usize) -> String {
    format!("{id}-{rank}")
}

/// The option after or before the active one, round the ends of the list.
fn moved(active: Option<usize>, step: isize, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    Some(match (active, step > 0) {
        (None, true) => 0,
        (None, false) | (Some(0), false) => last,
        (Some(rank), true) if rank >= last => 0,
        (Some(rank), true) => rank + 1,
        (Some(rank), false) => rank - 1,
    })
}

/// Enter chooses the active option and never goes further; Escape closes the list.
fn on_key(ctx: &Context<Combobox>, active: Option<usize>) -> Callback<KeyboardEvent> {
    ctx.link().batch_callback(move |event: KeyboardEvent| {
        let msg = match event.key().as_str() {
            "ArrowDown" => Msg::Move(1),
            "ArrowUp" => Msg::Move(-1),
            "Enter" => Msg::Choose(active),
            "Escape" => Msg::Close,
            _ => return None,
        };
        event.prevent_default();
        Some(msg)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arrows_go_round_the_list() {
        assert_eq!(moved(None, 1, 3), Some(0));
        assert_eq!(moved(None, -1, 3), Some(2));
        assert_eq!(moved(Some(0), 1, 3), Some(1));
        assert_eq!(moved(Some(2), 1, 3), Some(0));
        assert_eq!(moved(Some(0), -1, 3), Some(2));
        assert_eq!(moved(Some(1), -1, 3), Some(0));
        assert_eq!(moved(None, 1, 0), None);
    }
}
