//! Filling the form, and giving it back as it was.

use model::fill::Filled;

use super::{Done, Effect, Event, State, Step};

impl State {
    pub(super) fn fill(&mut self) -> Vec<Effect> {
        match &mut self.step {
            Step::Review(received) if !received.filling => {
                received.filling = true;
                vec![Effect::Fill(received.kept.clone(), received.answer.clone())]
            }
            _ => Vec::new(),
        }
    }

    /// What was typed is no longer needed: it is forgotten.
    pub(super) fn finish(&mut self, filled: Filled) -> Vec<Effect> {
        let Step::Review(received) = &self.step else {
            return Vec::new();
        };
        let answer = received.answer.clone();
        let event = Event::filled(filled.count, &answer);
        let done = Done {
            answer,
            filled,
            france_connect: self.left_by(),
        };
        self.forget();
        let mut effects = self.go(Step::Done(done));
        effects.push(Effect::Tell(event));
        effects
    }

    /// Where a person whom FranceConnect identified may leave it.
    pub(crate) fn left_by(&self) -> Option<String> {
        let started = self.entry.started.clone();
        started.filter(|_| self.entry.is_by_france_connect())
    }

    pub(super) fn undo(&mut self) -> Vec<Effect> {
        if !matches!(self.step, Step::Done(_) | Step::Sent(_)) {
            return Vec::new();
        }
        vec![Effect::Undo]
    }
}
