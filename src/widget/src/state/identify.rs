//! Being identified: going to FranceConnect, coming back, and what the relay then says.

use std::rc::Rc;

use model::protocol::{Gesture, Person, PersonStatus};

use super::{Door, Effect, Failed, Identifying, Place, State, Step, stopping};
use crate::failure::{Failure, Way};
use crate::texts;

/// How long to wait before asking again who the person is, in milliseconds, and when the relay could not say.
const SOON: u32 = 1_000;
const LATER: u32 = 5_000;

impl State {
    /// The person goes to FranceConnect, which they agree by when they do it from the text.
    pub(super) fn identify(&mut self, place: Place, gesture: Option<Gesture>) -> Vec<Effect> {
        if self.ticked.is_empty() {
            return self.refuse(true);
        }
        let told = gesture.map(|gesture| self.note_agreement(gesture));
        let mut effects = match &mut self.step {
            // The focus stays where it is.
            Step::Identifying(identifying) => {
                identifying.place = place;
                Vec::new()
            }
            _ => {
                let renews = self.is_visit_used();
                self.go(Step::Identifying(Identifying { place, renews }))
            }
        };
        match &self.step {
            Step::Identifying(Identifying { renews: true, .. }) => effects.push(Effect::Load),
            _ => effects.extend(self.leave(place)),
        }
        effects.extend(told);
        effects
    }

    /// Whether the person went to FranceConnect with this visit already: what it said then is all that it will say.
    fn is_visit_used(&self) -> bool {
        let started = self.entry.started.as_ref();
        started.is_some_and(|started| self.start() == Some(started))
    }

    /// Where the person goes to FranceConnect, from the relay's address.
    fn start(&self) -> Option<&String> {
        self.definition.as_ref()?.france_connect.as_ref()
    }

    /// The visit is renewed: to FranceConnect, unless it is no longer offered.
    pub(super) fn leave_again(&mut self) -> Vec<Effect> {
        let Step::Identifying(identifying) = &mut self.step else {
            return Vec::new();
        };
        identifying.renews = false;
        let place = identifying.place;
        self.leave(place)
    }

    fn leave(&mut self, place: Place) -> Vec<Effect> {
        let Some(start) = self.start().cloned() else {
            return stopping(self.go(Step::Who));
        };
        self.entry.started = Some(start);
        let mut effects = vec![Effect::Leave(place)];
        // A page that is left asks when it is back.
        if place == Place::Window {
            effects.extend(self.meet(SOON));
        }
        effects
    }

    /// The person may be back: asks at once.
    pub(super) fn look(&self) -> Vec<Effect> {
        match &self.step {
            Step::Identifying(Identifying { renews: false, .. }) => self.meet(0),
            _ => Vec::new(),
        }
    }

    /// Asks who the person is, after so many milliseconds.
    pub(super) fn meet(&self, after: u32) -> Vec<Effect> {
        let definitions = self.definition.iter();
        let questions = definitions.map(|definition| self.entry.question(definition));
        questions
            .map(|question| Effect::Meet(question, after))
            .collect()
    }

    /// What the relay says of the person.
    pub(super) fn met(&mut self, person: Rc<Person>) -> Vec<Effect> {
        match (&self.step, person.status) {
            (Step::Identifying(_), PersonStatus::Waiting) => self.meet(SOON),
            (Step::Identifying(_), PersonStatus::Identified) => self.recognise(person),
            (Step::Loading, PersonStatus::Identified) => self.welcome(person),
            (Step::Identifying(_) | Step::Loading, _) => self.not_identified(&person),
            _ => Vec::new(),
        }
    }

    /// The relay could not say. While the person is away, what passes is not worth a word.
    pub(super) fn not_met(&mut self, failure: Failure) -> Vec<Effect> {
        match &self.step {
            Step::Identifying(_) if failure.is_passing() => self.meet(LATER),
            Step::Identifying(_) | Step::Loading => self.fail(failure),
            _ => Vec::new(),
        }
    }

    /// The person was waited for long enough.
    pub(super) fn give_up(&mut self) -> Vec<Effect> {
        match self.step {
            Step::Identifying(_) => self.fail(Failure::NotIdentified),
            _ => Vec::new(),
        }
    }

    fn recognise(&mut self, person: Rc<Person>) -> Vec<Effect> {
        let expiry = person.expires_in.map(Effect::Expire);
        self.entry.known = Some(person);
        let mut effects = stopping(self.go(Step::Known { is_expired: false }));
        effects.extend(expiry);
        effects
    }

    /// The ticket says who it is: the widget opens.
    fn welcome(&mut self, person: Rc<Person>) -> Vec<Effect> {
        self.entry.known = Some(person);
        self.narrow();
        self.open()
    }

    fn not_identified(&mut self, person: &Person) -> Vec<Effect> {
        let problem = person.problem.clone();
        let problem = problem.unwrap_or_else(|| texts::problem(&Failure::NotIdentified, self.lang));
        let way = match self.step {
            Step::Identifying(_) => Way::Identify,
            _ => Way::None,
        };
        self.end(Failed::whole(problem, way))
    }

    /// The time of an identification is over.
    pub(super) fn expire(&mut self) {
        if let Step::Known { is_expired } = &mut self.step {
            *is_expired = true;
        }
    }

    /// The person saw who they are, and has what they agreed to asked for.
    pub(super) fn confirm(&mut self) -> Vec<Effect> {
        match (&self.step, self.definition.clone()) {
            (Step::Known { is_expired: false }, Some(definition)) => self.start_asking(&definition),
            _ => Vec::new(),
        }
    }

    /// FranceConnect named someone else.
    pub(super) fn disown(&mut self) -> Vec<Effect> {
        self.entry.known = None;
        self.go(Step::Who)
    }

    /// The person comes in by another door than the one that did not open.
    pub(super) fn enter(&mut self, door: Door) -> Vec<Effect> {
        self.entry.ticket = None;
        self.entry.known = None;
        self.choose(door);
        self.go(Step::Who)
    }

    /// The person chooses a door. What FranceConnect said is dropped at the others: it would be spent there.
    pub(super) fn choose(&mut self, door: Door) {
        if door != Door::FranceConnect && self.entry.is_by_france_connect() {
            self.entry.known = None;
        }
        self.entry.chosen = Some(door);
        self.narrow();
    }
}
