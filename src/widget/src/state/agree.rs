//! Agreeing, item by item.

use std::rc::Rc;

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
        let told = self.note_agreement(gesture);
        let mut effects = self.start_asking(&definition);
        effects.push(told);
        effects
    }

    /// The person agrees to what is ticked.
    pub(super) fn note_agreement(&mut self, gesture: Gesture) -> Effect {
        self.notice_changed = false;
        self.gesture = Some(gesture);
        self.alternatives.clear();
        Effect::Tell(Event::Consent(self.agreed()))
    }

    pub(super) fn start_asking(&mut self, definition: &Definition) -> Vec<Effect> {
        let mut effects = self.go(Step::Asking(Asked::default()));
        effects.push(self.ask(definition));
        effects
    }

    /// The text is another one: it is to be agreed to again.
    pub(super) fn agree_anew(&mut self) -> Vec<Effect> {
        self.ticked.clear();
        self.notice_changed = true;
        self.go(Step::Agree)
    }

    /// What a form asks came: by the door that the person takes, it is this.
    pub(super) fn take(&mut self, whole: Rc<Definition>) {
        self.whole = Some(whole);
        self.narrow();
    }

    /// What is asked follows the door that the person takes.
    pub(super) fn narrow(&mut self) {
        let Some(whole) = &self.whole else {
            return;
        };
        let asked = self.entry.asked(whole);
        self.typed.meet(&asked);
        let offered: Vec<_> = items(&asked).collect();
        self.ticked.retain(|item| offered.contains(item));
        self.definition = Some(Rc::new(asked));
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
