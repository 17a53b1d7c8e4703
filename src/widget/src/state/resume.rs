//! The page is left for FranceConnect, in its own tab, and comes back as new.

use std::collections::BTreeMap;
use std::rc::Rc;

use model::path::Path;
use model::protocol::{Definition, Gesture};
use serde::{Deserialize, Serialize};

use super::{Door, Effect, Event, Identifying, Item, Place, State, Step};

/// What the page keeps of itself while it is left for FranceConnect, in the browser's history: nothing personal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Kept {
    /// The form's id.
    pub(crate) form: String,
    visit: String,
    notice: String,
    /// Where the person goes, from the relay's address.
    pub(crate) france_connect: String,
    items: BTreeMap<String, Vec<Path>>,
    gesture: Option<Gesture>,
}

impl State {
    /// What is kept of the page while it is left.
    pub(crate) fn kept(&self, form: &str) -> Option<Kept> {
        let definition = self.definition.as_deref()?;
        Some(Kept {
            form: form.to_owned(),
            visit: definition.visit.clone(),
            notice: definition.notice.hash.clone(),
            france_connect: definition.france_connect.clone()?,
            items: self.agreed(),
            gesture: self.gesture.clone(),
        })
    }

    /// The page was left for FranceConnect, and is back: the widget stands where it stood.
    pub(super) fn resume(&mut self, whole: &Definition, kept: Kept) -> Vec<Effect> {
        self.entry.is_back = true;
        self.entry.chosen = Some(Door::FranceConnect);
        self.entry.started = Some(kept.france_connect.clone());
        self.ticked = kept.ticked();
        self.gesture = kept.gesture;
        self.take(Rc::new(Definition {
            visit: kept.visit,
            france_connect: Some(kept.france_connect),
            ..whole.clone()
        }));
        let mut effects = match whole.notice.hash == kept.notice {
            false => self.agree_anew(),
            // What was typed is gone.
            true if self.can_mend() => {
                self.entry.is_awaited = true;
                self.go(Step::Who)
            }
            true => self.wait_again(),
        };
        effects.push(Effect::Tell(Event::Ready));
        effects
    }

    /// Whether the person is back from FranceConnect and has only to type again what was typed.
    pub(crate) fn is_back_to_type(&self) -> bool {
        self.entry.is_awaited && self.door() == Door::FranceConnect
    }

    /// What FranceConnect said is still to be heard.
    pub(super) fn wait_again(&mut self) -> Vec<Effect> {
        self.entry.is_awaited = false;
        let mut effects = self.go(Step::Identifying(Identifying::at(Place::Tab)));
        effects.extend(self.look());
        effects
    }
}

impl Kept {
    fn ticked(&self) -> Vec<Item> {
        let items = self.items.iter();
        let of_source = |(source, paths): (&String, &Vec<Path>)| {
            let item = |path: &Path| (source.clone(), path.clone());
            paths.iter().map(item).collect::<Vec<_>>()
        };
        items.flat_map(of_source).collect()
    }
}
