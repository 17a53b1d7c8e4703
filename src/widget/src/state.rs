//! Where the person stands, and what each of their acts leads to. No page, no network: see [`Effect`].

use std::rc::Rc;

use model::date::PartialDate;
use model::fill::{Filled, Review};
use model::lang::Lang;
use model::protocol::{Alternative, Answer, Definition};

use crate::failure::Failure;
use crate::typed::{Change, Typed, prenom_field};

mod action;
mod request;
mod step;

pub(crate) use action::{Action, Effect, Event, Item};
pub(crate) use step::{Asked, Done, Failed, Received, Step};

/// All that the widget knows.
#[derive(Clone, Debug)]
pub(crate) struct State {
    pub(crate) lang: Lang,
    pub(crate) today: PartialDate,
    /// What the form asks; absent until it has come.
    pub(crate) definition: Option<Rc<Definition>>,
    pub(crate) typed: Typed,
    pub(crate) ticked: Vec<Item>,
    /// The other ways of asking that were taken since the person agreed: each may be about another source.
    alternatives: Vec<Alternative>,
    /// The text to agree to changed under way: the person must be told.
    pub(crate) notice_changed: bool,
    pub(crate) step: Step,
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
            alternatives: Vec::new(),
            notice_changed: false,
            step: Step::Loading,
        };
        (state, vec![Effect::Load])
    }

    /// Takes one action; what it asks of the world is answered by later actions.
    pub(crate) fn apply(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Loaded(Ok(definition)) => self.load(definition),
            Action::Loaded(Err(failure)) | Action::Answered(Err(failure)) => self.fail(failure),
            Action::Change(change) => self.change(change),
            Action::Leave(field) => self.quietly(|state| state.typed.leave(field)),
            Action::Continue => self.check(),
            Action::Back | Action::Correct => self.go(Step::Who),
            Action::Tick(item, ticked) => self.quietly(|state| state.tick(item, ticked)),
            Action::TickAll(ticked) => self.quietly(|state| state.tick_all(ticked)),
            Action::Agree => self.agree(),
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
            Action::Retry => self.retry(),
            Action::AskOtherwise(alternative) => self.ask_otherwise(alternative),
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
    fn change(&mut self, change: Change) -> Vec<Effect> {
        let focus = match &change {
            Change::AddPrenom => Some(prenom_field(self.typed.prenoms())),
            Change::RemovePrenom(rank) => Some(prenom_field(rank.saturating_sub(1))),
            Change::Unlisted(true) => Some("lieu_naissance.nom_commune".to_owned()),
            Change::Unlisted(false) => Some("lieu_naissance.commune".to_owned()),
            Change::Text(..) | Change::Side(_) | Change::Commune(..) | Change::Way(_) => None,
        };
        self.typed.change(change);
        focus.into_iter().map(Effect::FocusInput).collect()
    }

    /// A definition comes first to open the widget, later to renew the visit for a retry.
    fn load(&mut self, definition: Rc<Definition>) -> Vec<Effect> {
        let known = self.definition.replace(definition.clone());
        match (&self.step, known) {
            (Step::Asking(_), Some(known)) if known.notice == definition.notice => {
                self.ask(&definition)
            }
            (Step::Asking(_), Some(_)) => {
                self.ticked.clear();
                self.notice_changed = true;
                self.go(Step::Agree)
            }
            _ => {
                let mut effects = self.go(Step::Who);
                effects.push(Effect::Tell(Event::Ready));
                effects
            }
        }
    }

    fn check(&mut self) -> Vec<Effect> {
        let Some(definition) = self.definition.clone() else {
            return Vec::new();
        };
        self.typed.try_to_go_on();
        if self
            .typed
            .errors(&definition, self.today, self.lang)
            .is_empty()
        {
            let mut effects = self.go(Step::Agree);
            effects.push(Effect::ReadPage);
            effects
        } else {
            vec![Effect::FocusErrors]
        }
    }

    fn tick(&mut self, item: Item, ticked: bool) {
        self.ticked.retain(|known| *known != item);
        if ticked {
            self.ticked.push(item);
        }
    }

    fn tick_all(&mut self, ticked: bool) {
        self.ticked.clear();
        if ticked {
            self.ticked.extend(
                self.definition
                    .iter()
                    .flat_map(|definition| items(definition)),
            );
        }
    }

    fn agree(&mut self) -> Vec<Effect> {
        let Some(definition) = self.definition.clone() else {
            return Vec::new();
        };
        if self.ticked.is_empty() {
            return self.refuse(true);
        }
        self.notice_changed = false;
        self.alternatives.clear();
        let mut effects = self.ask(&definition);
        effects.push(Effect::Tell(Event::Consent(self.agreed())));
        effects
    }

    fn ask(&mut self, definition: &Definition) -> Vec<Effect> {
        let request = Rc::new(self.request(definition));
        let mut effects = self.go(Step::Asking(Asked::default()));
        effects.push(Effect::Ask(request));
        effects
    }

    fn receive(&mut self, answer: Rc<Answer>, review: Rc<Review>) -> Vec<Effect> {
        if answer
            .results
            .values()
            .any(|result| result.status.has_data())
        {
            return self.go(Step::Review(Received::new(answer, review)));
        }
        let failed = Failed::of_sources(&answer);
        let kind = failed.kind();
        self.typed.refuse(&failed.fields());
        let mut effects = self.go(Step::Failed(failed));
        effects.push(Effect::Tell(Event::Error(kind)));
        effects
    }

    fn fail(&mut self, failure: Failure) -> Vec<Effect> {
        let problem = crate::texts::problem(&failure, self.lang);
        let kind = problem.kind.clone();
        self.typed.refuse(&problem.fields);
        let mut effects = self.go(Step::Failed(Failed::whole(problem, failure.way())));
        effects.push(Effect::Tell(Event::Error(kind)));
        effects
    }

    fn fill(&mut self) -> Vec<Effect> {
        match &mut self.step {
            Step::Review(received) if !received.filling => {
                received.filling = true;
                vec![Effect::Fill(received.kept.clone(), received.answer.clone())]
            }
            _ => Vec::new(),
        }
    }

    /// What was typed is no longer needed: it is forgotten.
    fn finish(&mut self, filled: Filled) -> Vec<Effect> {
        let Step::Review(received) = &self.step else {
            return Vec::new();
        };
        let answer = received.answer.clone();
        let event = Event::Filled {
            count: filled.count,
            receipt: answer.receipt.id.clone(),
        };
        let done = Done { answer, filled };
        self.forget();
        let mut effects = self.go(Step::Done(done));
        effects.push(Effect::Tell(event));
        effects
    }

    fn undo(&mut self) -> Vec<Effect> {
        if !matches!(self.step, Step::Done(_)) {
            return Vec::new();
        }
        let mut effects = self.go(Step::Undone);
        effects.push(Effect::Undo);
        effects
    }

    /// A visit is short-lived: asking again begins with a new one.
    fn retry(&mut self) -> Vec<Effect> {
        let step = match self.definition {
            Some(_) => Step::Asking(Asked::default()),
            None => Step::Loading,
        };
        let mut effects = self.go(step);
        effects.push(Effect::Load);
        effects
    }

    fn ask_otherwise(&mut self, alternative: Alternative) -> Vec<Effect> {
        if !self.step.can_ask_again() {
            return Vec::new();
        }
        self.alternatives.push(alternative);
        self.retry()
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
        self.alternatives.clear();
        self.notice_changed = false;
    }
}

/// Every item of every source.
pub(crate) fn items(definition: &Definition) -> impl Iterator<Item = Item> + '_ {
    definition.sources.iter().flat_map(|source| {
        let id = &source.id;
        source
            .items
            .iter()
            .map(move |item| (id.clone(), item.path.clone()))
    })
}

fn stopping(mut effects: Vec<Effect>) -> Vec<Effect> {
    effects.push(Effect::Stop);
    effects
}

#[cfg(test)]
mod tests;
