//! Where the person stands, and what each of their acts leads to. No page, no network: see [`Effect`].

use std::rc::Rc;

use model::date::PartialDate;
use model::lang::Lang;
use model::protocol::{Alternative, Definition, Gesture};

use crate::failure::Failure;
use crate::typed::{Change, Field, Typed, Who, prenom_field};

mod action;
mod agree;
mod ask;
mod fill;
mod request;
mod sealed;
mod step;

pub(crate) use action::{Action, Effect, Event, Item};
pub(crate) use agree::items;
pub(crate) use step::{Asked, Done, Failed, Received, Sent, Step};

/// All that the widget knows.
#[derive(Clone, Debug)]
pub(crate) struct State {
    pub(crate) lang: Lang,
    pub(crate) today: PartialDate,
    /// What the form asks; absent until it has come.
    pub(crate) definition: Option<Rc<Definition>>,
    pub(crate) typed: Typed,
    pub(crate) ticked: Vec<Item>,
    /// How the person agreed.
    gesture: Option<Gesture>,
    /// The other ways of asking that were taken since the person agreed: each may be about another source.
    alternatives: Vec<Alternative>,
    /// The text to agree to changed under way: the person must be told.
    pub(crate) notice_changed: bool,
    pub(crate) step: Step,
    /// Whether the widget is here to examine the form, before it fills it.
    pub(crate) is_doctor: bool,
}

impl State {
    /// The widget as it opens: it loads what the form asks.
    pub(crate) fn new(lang: Lang, today: PartialDate) -> (Self, Vec<Effect>) {
        let state = Self {
            lang,
            today,
            definition: None,
            typed: Typed::default(),
            ticked: Vec::new(),
            gesture: None,
            alternatives: Vec::new(),
            notice_changed: false,
            step: Step::Loading,
            is_doctor: false,
        };
        (state, vec![Effect::Load])
    }

    /// Takes one action; what it asks of the world is answered by later actions.
    pub(crate) fn apply(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Loaded(Ok(definition)) => self.load(definition),
            Action::Examine => vec![Effect::Examine],
            Action::Examined(findings) => self.go(Step::Examined(Rc::new(findings))),
            Action::Try => self.go(Step::Who),
            Action::Loaded(Err(failure)) | Action::Answered(Err(failure)) => self.fail(failure),
            Action::Change(who, change) => self.change(who, change),
            Action::Leave(field) => self.quietly(|state| state.typed.leave(field)),
            Action::Continue => self.check(),
            Action::Back => self.go(Step::Who),
            Action::Correct => self.correct(),
            Action::Tick(item, ticked) => self.quietly(|state| state.tick(item, ticked)),
            Action::TickAll(ticked) => self.quietly(|state| state.tick_all(ticked)),
            Action::Agree(gesture) => self.agree(gesture),
            Action::Late => self.quietly(|state| state.step.be_late()),
            Action::Cancel => stopping(self.go(Step::Agree)),
            Action::Came(source, has_data) => {
                self.quietly(|state| state.step.note(source, has_data))
            }
            Action::Answered(Ok((answer, review))) => self.receive(answer, review),
            Action::Keep(line, keep) => self.quietly(|state| state.step.keep(line, keep)),
            Action::Fill => self.fill(),
            Action::Filled(Some(filled)) => self.finish(filled),
            Action::Filled(None) => self.fail(Failure::Stopped),
            Action::Undo => self.undo(),
            Action::Undone(left) => self.go(Step::Undone(left)),
            Action::Retry => self.retry(None),
            Action::AskOtherwise(alternative) => self.retry(Some(alternative)),
            Action::Restart => self.restart(),
            Action::ByHand => stopping(self.refuse(false)),
        }
    }

    fn quietly(&mut self, change: impl FnOnce(&mut Self)) -> Vec<Effect> {
        change(self);
        Vec::new()
    }

    fn go(&mut self, step: Step) -> Vec<Effect> {
        self.step = step;
        vec![Effect::FocusHeading]
    }

    /// Where inputs come or go, the focus follows.
    fn change(&mut self, who: Who, change: Change) -> Vec<Effect> {
        let prenoms = self.typed.person(&who).map_or(1, |person| person.prenoms());
        let focus = match &change {
            Change::AddPrenom => Some(prenom_field(prenoms)),
            Change::RemovePrenom(rank) => Some(prenom_field(rank.saturating_sub(1))),
            Change::Unlisted(true) => Some("lieu_naissance.nom_commune".to_owned()),
            Change::Unlisted(false) => Some("lieu_naissance.commune".to_owned()),
            Change::Text(..) | Change::Side(_) | Change::Choice(..) | Change::Way(_) => None,
        };
        self.typed.change(&who, change);
        let focus = focus.map(|name| Effect::FocusInput(Field { who, name }));
        focus.into_iter().collect()
    }

    fn check(&mut self) -> Vec<Effect> {
        let Some(definition) = self.definition.clone() else {
            return Vec::new();
        };
        self.typed.try_to_go_on();
        let errors = self.typed.errors(&definition, self.today, self.lang);
        if !errors.is_empty() {
            return vec![Effect::FocusErrors];
        }
        let mut effects = self.go(Step::Agree);
        effects.push(Effect::ReadPage);
        effects
    }

    fn restart(&mut self) -> Vec<Effect> {
        self.forget();
        let mut effects = self.go(Step::Loading);
        effects.push(Effect::Load);
        effects
    }

    fn refuse(&mut self, nothing_ticked: bool) -> Vec<Effect> {
        let mut effects = self.go(Step::ByHand { nothing_ticked });
        effects.push(Effect::Tell(Event::Refused));
        effects
    }

    fn forget(&mut self) {
        self.typed = Typed::default();
        self.ticked.clear();
        self.gesture = None;
        self.alternatives.clear();
        self.notice_changed = false;
    }
}

fn stopping(mut effects: Vec<Effect>) -> Vec<Effect> {
    effects.push(Effect::Stop);
    effects
}

#[cfg(test)]
pub(crate) mod tests;
