//! The widget as a Yew component: actions go to [`State`], effects to the page and the relay, the step to its view.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use model::lang::Lang;
use web_sys::{Element, HtmlElement};
use yew::{AttrValue, Component, Context, Html, Properties, html};

use crate::clock;
use crate::failure::Failure;
use crate::france_connect::{Proof, Watch};
use crate::gesture;
use crate::host::{Host, Mapped};
use crate::relay::Relay;
use crate::state::{Action, Entry, Kept, State, Step};
use crate::task::Task;
use crate::texts::texts;
use crate::ui::Ui;
use crate::views;

mod effects;

/// Where the widget stands and what it was told by its element.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct Props {
    /// The `<pre-remplir>` element: its events are dispatched there.
    pub(crate) element: HtmlElement,
    /// Where the widget is shown.
    pub(crate) root: Element,
    pub(crate) relay: Relay,
    /// The form's id at the relay.
    pub(crate) form: Rc<str>,
    /// The id of the host form, when it is named.
    pub(crate) target: Option<Rc<str>>,
    /// The id of the page's JSON block of selectors and paths, when it has one.
    pub(crate) mapping: Option<Rc<str>>,
    pub(crate) lang: Lang,
    /// Whether the form is examined first.
    pub(crate) is_doctor: bool,
    /// What the host's server gave the page to say who the person is.
    pub(crate) ticket: Option<Rc<str>>,
    /// What the page kept of itself when the person left it for FranceConnect.
    pub(crate) kept: Option<Kept>,
    /// The name of the step, for the element's `state`.
    pub(crate) step: Rc<Cell<&'static str>>,
}

/// The widget.
pub(crate) struct App {
    state: State,
    ui: Ui,
    /// The host form; away while it is being filled, absent when the page has none.
    host: Rc<RefCell<Option<Host>>>,
    /// What the page maps, to say beside each item what it fills.
    mapped: Vec<Mapped>,
    /// Since when the step is on the screen.
    shown_at: f64,
    /// The call under way. There is one at most: the next one ends it.
    task: Option<Task>,
    /// The filling or undoing under way; it ends with the widget.
    filling: Option<Task>,
    /// What notices that the person is back from FranceConnect, while they are there.
    watch: Option<Watch>,
    /// What the window of FranceConnect told: no state holds it, which is shown and kept.
    proof: Proof,
    /// The end of their identification.
    expiry: Option<Timeout>,
    /// What takes the focus once this change is shown.
    focus: Option<String>,
}

impl Component for App {
    type Message = Action;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let props = ctx.props();
        let (mut state, effects) = {
            let entry = Entry::new(props.ticket.clone(), props.kept.clone());
            State::new(props.lang, clock::today(), entry)
        };
        state.is_doctor = props.is_doctor;
        let attached = effects::attach(props);
        let failure = attached.as_ref().err().copied().map(Failure::NoForm);
        let mut app = Self {
            state,
            ui: Ui::new(ctx.link().callback(|action| action), props),
            host: Rc::new(RefCell::new(attached.ok())),
            mapped: Vec::new(),
            shown_at: gesture::now(),
            task: None,
            filling: None,
            watch: None,
            proof: Proof::default(),
            expiry: None,
            focus: None,
        };
        match failure {
            None => app.run_all(ctx, effects),
            Some(failure) => {
                ctx.link().send_message(Action::Loaded(Err(failure)));
            }
        }
        app
    }

    fn update(&mut self, ctx: &Context<Self>, action: Action) -> bool {
        if let Action::Loaded(Err(failure))
        | Action::Answered(Err(failure))
        | Action::Met(Err(failure)) = &action
        {
            effects::log(failure);
        }
        let before = self.state.step.name();
        let effects = self.state.apply(action);
        let step = self.state.step.name();
        if step != before {
            self.shown_at = gesture::now();
        }
        ctx.props().step.set(step);
        self.watch(ctx);
        self.run_all(ctx, effects);
        true
    }

    fn view(&self, _ctx: &Context<Self>) -> Html {
        let texts = texts(self.state.lang);
        html! {
            <section class="pr-widget" lang={self.state.lang.tag()} aria-label={texts.region}>
                { views::announcement(&self.state) }
                <div class="pr-view" key={self.state.step.name()}>{ self.step() }</div>
            </section>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, _first_render: bool) {
        if let Some(selector) = self.focus.take() {
            effects::focus(&ctx.props().root, &selector);
        }
    }
}

impl App {
    /// One view for each step.
    fn step(&self) -> Html {
        let (ui, state) = (&self.ui, &self.state);
        match (&state.step, &state.definition) {
            (Step::Failed(failed), _) => views::failed(ui, state, failed),
            (Step::Loading, _) | (_, None) => views::loading(ui),
            (Step::Examined(findings), Some(_)) => views::examined(ui, findings),
            (Step::Who, Some(definition)) => views::who(ui, state, definition),
            (Step::Agree, Some(definition)) => {
                views::agree(ui, state, definition, &self.mapped, self.shown_at)
            }
            (Step::Identifying(_), Some(_)) => views::identifying(ui),
            (Step::Known { is_expired }, Some(_)) => views::known(ui, state, *is_expired),
            (Step::Asking(asked), Some(definition)) => views::asking(ui, state, asked, definition),
            (Step::Review(received), Some(definition)) => {
                views::review(ui, state, received, definition)
            }
            (Step::Done(done), Some(definition)) => views::done(ui, done, definition),
            (Step::Sent(sent), Some(definition)) => views::sent(ui, sent, definition),
            (Step::Undone(left), Some(definition)) => views::undone(ui, left, definition),
            (Step::ByHand { nothing_ticked }, Some(_)) => views::by_hand(ui, *nothing_ticked),
        }
    }
}

/// The attribute that keeps the widget's controls out of the host's form: it names no form of the page.
pub(crate) const NO_FORM: AttrValue = AttrValue::Static("pre-remplir-none");
