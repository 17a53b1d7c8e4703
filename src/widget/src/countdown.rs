//! What can only be done later, shown when its time has come.

use gloo_timers::callback::Interval;
use model::lang::Lang;
use yew::{Component, Context, Html, Properties, html};

use crate::texts;
use crate::ui::say;

/// The longest wait that is counted, in seconds: after an hour the person may try anyway.
const LONGEST: u64 = 3_600;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) lang: Lang,
    /// How long to wait.
    pub(crate) seconds: u64,
    /// What is shown after that.
    pub(crate) children: Html,
}

/// Counts the seconds, then shows its children.
pub(crate) struct Countdown {
    left: u64,
    _each_second: Interval,
}

impl Component for Countdown {
    type Message = ();
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let tick = ctx.link().callback(|()| ());
        Self {
            left: ctx.props().seconds.min(LONGEST),
            _each_second: Interval::new(1_000, move || tick.emit(())),
        }
    }

    fn update(&mut self, _ctx: &Context<Self>, (): ()) -> bool {
        let was_waiting = self.left > 0;
        self.left = self.left.saturating_sub(1);
        was_waiting
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        if self.left == 0 {
            return props.children.clone();
        }
        html! { <p>{ say(texts::retry_in(props.lang, self.left)) }</p> }
    }
}
