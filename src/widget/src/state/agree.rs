//! Agreeing, item by item.

use model::protocol::{Definition, Gesture};

use super::{Asked, Effect, Event, Item, State, Step};

impl State {
    pub(super) fn tick(&mut self, item: Item, ticked: bool) {
        self.ticked.retain(|known| *known != item);
        if ticked {
            self.ticked.push(item);
        }
    }

    pub(super) fn tick_all(&mut self, ticked: bool) {
        self.ticked.clear();
        if ticked {
            let definitions = self.definition.iter();
            self.ticked
                .extend(definitions.flat_map(|definition| items(definition)));
        }
    }

    pub(super) fn agree(&mut self, gesture: Gesture) -> Vec<Effect> {
        let Some(definition) = self.definition.clone() else {
            return Vec::new();
        };
        if self.ticked.is_empty() {
            return self.refuse(true);
        }
        self.notice_changed = false;
        self.gesture = Some(gesture);
        self.alternatives.clear();
        let mut effects = self.go(Step::Asking(Asked::default()));
        effects.push(self.ask(&definition));
        effects.push(Effect::Tell(Event::Consent(self.agreed())));
        effects
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
