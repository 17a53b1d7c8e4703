//! What the person agreed to, as it is sent.

use std::collections::BTreeMap;

use model::path::Path;
use model::protocol::{Consent, Definition, Request};
use model::subject::Subject;

use super::door::is_france_connect;
use super::{Door, State};

/// The way of asking about whom the page's ticket stands for.
const TICKET: &str = "ticket";

impl State {
    /// The ticked items, by source.
    pub(crate) fn agreed(&self) -> BTreeMap<String, Vec<Path>> {
        let mut agreed: BTreeMap<String, Vec<Path>> = BTreeMap::new();
        for (source, path) in &self.ticked {
            agreed.entry(source.clone()).or_default().push(path.clone());
        }
        agreed
    }

    /// Who is asked about: who was typed, and who is known.
    fn subjects(&self, definition: &Definition) -> Vec<Subject> {
        let mut subjects = self.typed.subjects(definition);
        let by_france_connect = definition
            .modes
            .iter()
            .filter(|mode| is_france_connect(mode));
        let is_given = self.door() == Door::Account || self.entry.is_given();
        let by_ticket = is_given.then_some(TICKET);
        for mode in by_france_connect.map(|mode| &*mode.mode).chain(by_ticket) {
            if subjects.iter().all(|subject| subject.mode != mode) {
                subjects.push(Subject {
                    mode: mode.to_owned(),
                    ..Subject::default()
                });
            }
        }
        subjects
    }

    /// The request for what is ticked, about who was typed or is known.
    pub(super) fn request(&self, definition: &Definition) -> Request {
        let mut subjects = self.subjects(definition);
        let subject = if subjects.len() == 1 {
            subjects.pop()
        } else {
            None
        };
        let mut options: BTreeMap<String, BTreeMap<_, _>> = BTreeMap::new();
        for (source, given) in self.alternatives.iter().flat_map(|other| &other.options) {
            let given = given.as_object().into_iter().flatten();
            let given = given.map(|(name, value)| (name.clone(), value.clone()));
            options.entry(source.clone()).or_default().extend(given);
        }
        Request {
            visit: definition.visit.clone(),
            consent: Consent {
                notice: definition.notice.hash.clone(),
                items: self.agreed(),
                gesture: self.gesture.clone(),
            },
            subject,
            subjects,
            ticket: self.entry.sent(),
            options,
        }
    }
}
