//! What the person agreed to, as it is sent.

use std::collections::BTreeMap;

use model::path::Path;
use model::protocol::{Consent, Definition, Request};

use super::State;

impl State {
    /// The ticked items, by source.
    pub(crate) fn agreed(&self) -> BTreeMap<String, Vec<Path>> {
        let mut agreed: BTreeMap<String, Vec<Path>> = BTreeMap::new();
        for (source, path) in &self.ticked {
            agreed.entry(source.clone()).or_default().push(path.clone());
        }
        agreed
    }

    /// The request for what is ticked, about who was typed.
    pub(super) fn request(&self, definition: &Definition) -> Request {
        let mut subjects = self.typed.subjects(definition);
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
            ticket: None,
            options,
        }
    }
}
