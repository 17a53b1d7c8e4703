//! Asking the sources: what comes, what fails, and asking again.

use std::rc::Rc;

use model::fill::Review;
use model::protocol::{Alternative, Answer, Definition};

use super::{Asked, Effect, Event, Failed, Received, State, Step, stopping};
use crate::failure::{Failure, Way};

impl State {
    /// A definition comes first to open the widget, later to renew the visit for a retry.
    pub(super) fn load(&mut self, definition: Rc<Definition>) -> Vec<Effect> {
        let known = self.whole.clone();
        let is_same = known
            .as_ref()
            .is_some_and(|known| known.notice == definition.notice);
        self.take(definition);
        match &self.step {
            Step::Asking(_) if is_same => self.ask_again(),
            Step::Identifying(_) if is_same => self.leave_again(),
            Step::Asking(_) => self.agree_anew(),
            Step::Identifying(_) => stopping(self.agree_anew()),
            _ if known.is_none() && self.is_doctor => vec![Effect::Examine],
            _ => self.begin(),
        }
    }

    /// What the form asks has come: the widget opens, once it knows whose its ticket is.
    pub(super) fn begin(&mut self) -> Vec<Effect> {
        match (self.whole.clone(), self.entry.kept.take()) {
            (Some(whole), Some(kept)) => self.resume(&whole, kept),
            _ if self.entry.is_unknown() => self.meet(0),
            _ => self.open(),
        }
    }

    /// The widget opens, where there is a way in that leads to something.
    pub(super) fn open(&mut self) -> Vec<Effect> {
        if !self.is_open() {
            return self.fail(Failure::NoDoor);
        }
        let mut effects = self.go(Step::Who);
        effects.push(Effect::Tell(Event::Ready));
        effects
    }

    pub(super) fn ask(&self, definition: &Definition) -> Effect {
        Effect::Ask(Rc::new(self.request(definition)))
    }

    /// The visit is renewed: the same is asked, by the door that the person took.
    fn ask_again(&self) -> Vec<Effect> {
        let asked = self.definition.iter();
        asked.map(|definition| self.ask(definition)).collect()
    }

    pub(super) fn receive(&mut self, answer: Rc<Answer>, review: Rc<Review>) -> Vec<Effect> {
        if answer.sealed.is_some() {
            return self.send(answer);
        }
        let failed = Failed::of_sources(&answer);
        let mut results = answer.results.values();
        if results.any(|result| result.status.has_data()) {
            self.mark(&failed);
            return self.go(Step::Review(Received::new(answer, review)));
        }
        self.end(failed)
    }

    pub(super) fn fail(&mut self, failure: Failure) -> Vec<Effect> {
        if failure.is_of_visit() && self.step.may_renew() {
            return vec![Effect::Load];
        }
        if failure.is_of_ticket() && self.entry.is_by_france_connect() {
            return self.go(Step::Known { is_expired: true });
        }
        let problem = crate::texts::problem(&failure, self.lang);
        self.end(Failed::whole(problem, failure.way()))
    }

    /// What was refused is marked where it is mended.
    fn mark(&mut self, failed: &Failed) {
        if let Some(definition) = &self.definition {
            self.typed.refuse(definition, &failed.fields());
        }
    }

    /// Nothing came.
    pub(super) fn end(&mut self, mut failed: Failed) -> Vec<Effect> {
        self.mark(&failed);
        let kind = failed.kind();
        let is_away = matches!(self.step, Step::Identifying(_));
        if is_away {
            failed.way = Way::Identify;
        }
        let mut effects = self.go(Step::Failed(failed));
        if is_away {
            effects.push(Effect::Stop);
        }
        effects.push(Effect::Tell(Event::Error(kind)));
        effects
    }

    /// Whether nothing more can be asked: a ticket of the host's serves for the first answer that brings something.
    pub(crate) fn is_spent(&self) -> bool {
        self.entry.ticket.is_some() && matches!(self.step, Step::Review(_))
    }

    fn can_ask_again(&self) -> bool {
        self.step.can_ask_again() && !self.is_spent()
    }

    /// Back to the inputs, to mend them.
    pub(super) fn correct(&mut self) -> Vec<Effect> {
        match self.can_ask_again() {
            true => self.go(Step::Who),
            false => Vec::new(),
        }
    }

    /// Asks again, in another way when one was proposed. A visit is short-lived: it begins with a new one.
    pub(super) fn retry(&mut self, otherwise: Option<Alternative>) -> Vec<Effect> {
        if !self.can_ask_again() {
            return Vec::new();
        }
        self.alternatives.extend(otherwise);
        let step = match self.definition {
            Some(_) if !self.entry.is_unknown() => Step::Asking(Asked::default()),
            _ => Step::Loading,
        };
        let mut effects = self.go(step);
        effects.push(Effect::Load);
        effects
    }
}
