//! Asking the sources: what comes, what fails, and asking again.

use std::rc::Rc;

use model::fill::Review;
use model::protocol::{Alternative, Answer, Definition};

use super::{Asked, Effect, Event, Failed, Received, State, Step};
use crate::failure::Failure;

impl State {
    /// A definition comes first to open the widget, later to renew the visit for a retry.
    pub(super) fn load(&mut self, definition: Rc<Definition>) -> Vec<Effect> {
        let known = self.definition.replace(definition.clone());
        self.typed.meet(&definition);
        match (&self.step, known) {
            (Step::Asking(_), Some(known)) if known.notice == definition.notice => {
                vec![self.ask(&definition)]
            }
            (Step::Asking(_), Some(_)) => {
                self.ticked.clear();
                self.notice_changed = true;
                self.go(Step::Agree)
            }
            (Step::Loading, None) if self.is_doctor => vec![Effect::Examine],
            _ => {
                let mut effects = self.go(Step::Who);
                effects.push(Effect::Tell(Event::Ready));
                effects
            }
        }
    }

    pub(super) fn ask(&self, definition: &Definition) -> Effect {
        Effect::Ask(Rc::new(self.request(definition)))
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
    fn end(&mut self, failed: Failed) -> Vec<Effect> {
        self.mark(&failed);
        let kind = failed.kind();
        let mut effects = self.go(Step::Failed(failed));
        effects.push(Effect::Tell(Event::Error(kind)));
        effects
    }

    /// Back to the inputs, to mend them.
    pub(super) fn correct(&mut self) -> Vec<Effect> {
        match self.step.can_ask_again() {
            true => self.go(Step::Who),
            false => Vec::new(),
        }
    }

    /// Asks again, in another way when one was proposed. A visit is short-lived: it begins with a new one.
    pub(super) fn retry(&mut self, otherwise: Option<Alternative>) -> Vec<Effect> {
        if !self.step.can_ask_again() {
            return Vec::new();
        }
        self.alternatives.extend(otherwise);
        let step = match self.definition {
            Some(_) => Step::Asking(Asked::default()),
            None => Step::Loading,
        };
        let mut effects = self.go(step);
        effects.push(Effect::Load);
        effects
    }
}
