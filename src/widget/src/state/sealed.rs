//! What came travels sealed: the page knows that it is there, and nothing of it.

use std::rc::Rc;

use model::protocol::Answer;

use super::{Effect, Event, Sent, State, Step};

impl State {
    /// The form carries the envelope; what was typed is no longer needed.
    pub(super) fn send(&mut self, answer: Rc<Answer>) -> Vec<Effect> {
        let event = Event::filled(0, &answer);
        let items = self.agreed();
        self.forget();
        let mut effects = vec![Effect::Carry(answer.clone())];
        effects.extend(self.go(Step::Sent(Sent { answer, items })));
        effects.push(Effect::Tell(event));
        effects
    }
}
