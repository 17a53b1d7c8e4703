//! What the state asks of the world, done: calls, filling, focus, events.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use gloo_timers::future::TimeoutFuture;
use model::fill::LineId;
use model::protocol::{Answer, Definition, PersonQuestion, Request, SourceResult, Status};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::Context;

use super::{App, Props};
use crate::events;
use crate::failure::Failure;
use crate::france_connect::{self, Watch};
use crate::gesture;
use crate::host::{Came, Host, NoForm, Orders, Told};
use crate::json;
use crate::state::{Action, Effect, Event, Place, Step};
use crate::task::Task;
use crate::texts;

/// After how long a way out is offered, in milliseconds.
const LATE: u32 = 5_000;
/// How long a person may be at FranceConnect, in milliseconds.
const AWAY: f64 = 30.0 * 60_000.0;

impl App {
    pub(super) fn run_all(&mut self, ctx: &Context<Self>, effects: Vec<Effect>) {
        for effect in effects {
            self.run(ctx, effect);
        }
    }

    fn run(&mut self, ctx: &Context<Self>, effect: Effect) {
        let props = ctx.props();
        match effect {
            Effect::Load => self.load(ctx),
            Effect::Ask(request) => self.ask(ctx, request),
            Effect::Leave(place) => self.leave(ctx, place),
            Effect::Meet(question, after) => self.meet(ctx, question, after),
            Effect::Expire(seconds) => self.expire(ctx, seconds),
            Effect::Stop => self.stop(),
            Effect::Examine => self.examine(ctx),
            Effect::ReadPage => self.read_page(),
            Effect::Fill(kept, answer) => self.fill(ctx, kept, answer),
            Effect::Undo => self.undo(ctx),
            Effect::Carry(answer) => self.carry(&answer),
            Effect::FocusHeading => self.focus = Some(".pr-title".to_owned()),
            Effect::FocusErrors => self.focus = Some(".pr-summary".to_owned()),
            Effect::FocusInput(field) => {
                self.focus = Some(format!("#{}", self.ui.id(&field.to_string())))
            }
            Effect::Tell(event) => events::tell(&props.element, &props.form, &event),
        }
    }

    /// What the page maps, as it is now: a host may redraw its form at any time.
    fn read_page(&mut self) {
        if let (Some(host), Some(definition)) = (&*self.host.borrow(), &self.state.definition) {
            self.mapped = host.paths(definition);
        }
    }

    fn carry(&self, answer: &Answer) {
        if let Some(host) = &*self.host.borrow() {
            host.carry(answer);
        }
    }

    fn examine(&self, ctx: &Context<Self>) {
        if cfg!(feature = "doctor")
            && let (Some(host), Some(definition)) = (&*self.host.borrow(), &self.state.definition)
        {
            let findings = host.examine(definition);
            ctx.link().send_message(Action::Examined(findings));
        }
    }

    fn load(&mut self, ctx: &Context<Self>) {
        let (props, link) = (ctx.props(), ctx.link().clone());
        let (relay, form, lang) = (props.relay.clone(), props.form.clone(), props.lang);
        self.task = Some(Task::new(async move {
            let loaded = relay.definition(&form, lang).await;
            link.send_message(Action::Loaded(loaded.map(Rc::new)));
        }));
    }

    /// Goes to FranceConnect. A page that leaves for it keeps what it needs once it is back.
    fn leave(&self, ctx: &Context<Self>, place: Place) {
        let props = ctx.props();
        let Some(kept) = self.state.kept(&props.form) else {
            return;
        };
        if place == Place::Tab {
            france_connect::keep(&kept);
        }
        self.proof.forget();
        france_connect::go(place, &props.relay.page(&kept.france_connect));
    }

    fn meet(&mut self, ctx: &Context<Self>, mut question: PersonQuestion, after: u32) {
        let (props, link) = (ctx.props(), ctx.link().clone());
        let (relay, form, lang) = (props.relay.clone(), props.form.clone(), props.lang);
        let is_away = matches!(self.state.step, Step::Identifying(_));
        if is_away && gesture::now() - self.shown_at > AWAY {
            return link.send_message(Action::GiveUp);
        }
        let proof = self.proof.clone();
        self.task = Some(Task::new(async move {
            TimeoutFuture::new(after).await;
            question.proof = proof.get().filter(|_| question.ticket.is_none());
            let met = relay.person(&form, &question, lang).await;
            link.send_message(Action::Met(met.map(Rc::new)));
        }));
    }

    /// While the person is away, the page looks out for them.
    pub(super) fn watch(&mut self, ctx: &Context<Self>) {
        let is_away = matches!(self.state.step, Step::Identifying(_));
        if is_away != self.watch.is_some() {
            let look = ctx.link().callback(|()| Action::Look);
            let origin = ctx.props().relay.origin();
            let watch = || Watch::new(origin, self.proof.clone(), move || look.emit(()));
            self.watch = is_away.then(watch).flatten();
        }
    }

    fn expire(&mut self, ctx: &Context<Self>, seconds: u64) {
        let over = ctx.link().callback(|()| Action::Expire);
        let milliseconds = u32::try_from(seconds.saturating_mul(1_000)).unwrap_or(u32::MAX);
        self.expiry = Some(Timeout::new(milliseconds, move || over.emit(())));
    }

    fn stop(&mut self) {
        self.task = None;
        self.expiry = None;
        self.ui.popup.close();
    }

    fn ask(&mut self, ctx: &Context<Self>, request: Rc<Request>) {
        let Some(definition) = self.state.definition.clone() else {
            return;
        };
        let (props, link, host) = (ctx.props(), ctx.link().clone(), self.host.clone());
        let (relay, form) = (props.relay.clone(), props.form.clone());
        let came = ctx
            .link()
            .callback(|(source, has_data)| Action::Came(source, has_data));
        let late = ctx.link().callback(|()| Action::Late);
        self.task = Some(Task::new(async move {
            let _late = Timeout::new(LATE, move || late.emit(()));
            let told = |source: &str, result: &SourceResult| {
                // Of what is sealed nobody is told whether it came.
                if result.status != Status::Sealed {
                    came.emit((source.to_owned(), result.status.has_data()));
                }
            };
            let answered = relay.prefill(&form, &request, told).await;
            let answered = answered.map(|answer| {
                let answer = Rc::new(answer);
                let came = Came {
                    definition,
                    request,
                    answer: answer.clone(),
                };
                let host = &mut *host.borrow_mut();
                let review = host.as_mut().map(|host| host.prepare(came));
                (answer, Rc::new(review.unwrap_or_default()))
            });
            link.send_message(Action::Answered(answered));
        }));
    }

    fn fill(&mut self, ctx: &Context<Self>, kept: BTreeSet<LineId>, answer: Rc<Answer>) {
        let (props, link) = (ctx.props(), ctx.link().clone());
        let host = self.host.borrow_mut().take();
        let (Some(mut host), Some(definition)) = (host, self.state.definition.clone()) else {
            return;
        };
        let orders = Orders::keeping(kept);
        let planned = host.planned(&orders);
        let Some(changes) = events::may_fill(&props.element, &props.form, planned) else {
            *self.host.borrow_mut() = Some(host);
            log(&Failure::Stopped);
            return link.send_message(Action::Filled(None));
        };
        let orders = orders.changed(changes);
        let (home, lang) = (self.host.clone(), props.lang);
        self.filling = Some(Task::new(async move {
            let origin = |source: &str| origin(&answer, &definition, source, lang);
            let filled = host.fill(&orders, &origin).await;
            host.carry(&answer);
            *home.borrow_mut() = Some(host);
            link.send_message(Action::Filled(Some(filled)));
        }));
    }

    fn undo(&mut self, ctx: &Context<Self>) {
        let props = ctx.props();
        let (element, form) = (props.element.clone(), props.form.clone());
        let (home, link) = (self.host.clone(), ctx.link().clone());
        let Some(mut host) = home.borrow_mut().take() else {
            return;
        };
        self.filling = Some(Task::new(async move {
            let left = host.undo().await;
            host.withdraw();
            *home.borrow_mut() = Some(host);
            let told = Event::Undone(left.len());
            link.send_message(Action::Undone(left));
            events::tell(&element, &form, &told);
        }));
    }
}

/// Where the data of a source come from: who answered, else who was asked.
fn origin(
    answer: &Answer,
    definition: &Definition,
    source: &str,
    lang: model::lang::Lang,
) -> String {
    let result = answer.results.get(source);
    let asked = definition.sources.iter().find(|known| known.id == source);
    let provider = result
        .and_then(|result| result.provider.as_deref())
        .or(asked.map(|source| source.provider.name.as_str()));
    let period = result.and_then(|result| result.period);
    texts::origin(lang, provider.unwrap_or(source), period)
}

/// Finds the host form, and tells the page what happens to it once it is filled.
pub(super) fn attach(props: &Props) -> Result<Host, NoForm> {
    let mapping = props.mapping.as_deref();
    let mapping = mapping.map(|id| page_mapping(&props.element, id));
    let (element, form) = (props.element.clone(), props.form.clone());
    let told = move |told: Told| match told {
        Told::Edited(path) => events::tell(&element, &form, &Event::Edited(path)),
        Told::Reset => reset(&element),
    };
    let target = props.target.as_deref();
    Host::attach(&props.element, target, mapping.unwrap_or_default(), told)
}

/// Brings the element back to its start, as its own method does.
fn reset(element: &HtmlElement) {
    let method = js_sys::Reflect::get(element, &"reset".into());
    let method = method.and_then(|method| method.dyn_into::<js_sys::Function>());
    // What fails there is told by the element itself.
    method.and_then(|method| method.call0(element)).ok();
}

/// The page's JSON block of selectors and paths.
fn page_mapping(element: &Element, id: &str) -> BTreeMap<String, String> {
    let block = element
        .owner_document()
        .and_then(|page| page.get_element_by_id(id));
    let mapping = block.and_then(|block| json::read(&block.text_content()?));
    mapping.unwrap_or_else(|| {
        warn("the mapping attribute names no JSON block {selector: path}");
        BTreeMap::new()
    })
}

/// Moves the focus, where there is something to move it to.
pub(super) fn focus(root: &Element, selector: &str) {
    let found = root.query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // A refusal to take the focus leaves it where it is.
        element.focus().ok();
    }
}

/// One line for the webmaster. It holds no value: see [`Failure`].
pub(super) fn log(failure: &Failure) {
    warn(&failure.to_string());
}

fn warn(line: &str) {
    web_sys::console::warn_1(&format!("pre-remplir: {line}").into());
}
