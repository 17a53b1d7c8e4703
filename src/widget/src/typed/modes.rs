//! Whom a form asks about, which ways of asking it needs, which of them are the person's to choose, and so which inputs.

use model::identite::IdentiteRules;
use model::protocol::{About, Definition, Input, Mode, Source};

use super::Person;

/// Everyone whom a form asks about: the person who fills it, when it asks about them, then the others in its order.
pub(super) fn persons(definition: &Definition) -> Vec<Option<About>> {
    let mut persons: Vec<Option<About>> = Vec::new();
    for source in &definition.sources {
        let first = typed_modes(definition, &source.id).next();
        let about = first.map(|mode| mode.about.clone());
        persons.extend(about.filter(|about| !persons.iter().any(|one| is_same(one, about))));
    }
    let (mut first, others): (Vec<_>, Vec<_>) = persons.into_iter().partition(Option::is_none);
    first.extend(others);
    first
}

impl Person {
    /// Whether a source is asked about this person: the one whom the first of its ways that can be typed is about.
    pub(super) fn is_asked_about(&self, definition: &Definition, source: &str) -> bool {
        typed_modes(definition, source)
            .next()
            .is_some_and(|mode| self.is_of(mode))
    }

    /// The sources that are asked about this person.
    pub(crate) fn sources<'a>(
        &self,
        definition: &'a Definition,
    ) -> impl Iterator<Item = &'a Source> {
        let sources = definition.sources.iter();
        sources.filter(|source| self.is_asked_about(definition, &source.id))
    }

    /// The ways of asking to choose from: those of the sources that can be asked in several. Empty without a choice.
    pub(crate) fn ways<'a>(&self, definition: &'a Definition) -> Vec<&'a Mode> {
        let has_choice = |source: &String| self.typed_modes(definition, source).count() > 1;
        let modes = definition.modes.iter().filter(can_be_typed);
        modes
            .filter(|mode| self.is_of(mode) && mode.sources.iter().any(has_choice))
            .collect()
    }

    /// The way of asking that is chosen, at first the first one.
    pub(crate) fn way<'a>(&self, definition: &'a Definition) -> Option<&'a Mode> {
        let ways = self.ways(definition);
        let chosen = ways
            .iter()
            .find(|mode| Some(&mode.mode) == self.way.as_ref());
        chosen.or(ways.first()).copied()
    }

    /// The modes that are asked: the chosen one, then for each source that it does not serve the first one that can
    /// be typed. The relay asks each source about the first subject that suits it.
    pub(super) fn modes<'a>(&self, definition: &'a Definition) -> Vec<&'a Mode> {
        let way = self.way(definition);
        let is_served = |source: &String| way.is_some_and(|way| way.sources.contains(source));
        let mut asked: Vec<&Mode> = way.into_iter().collect();
        for source in self.sources(definition) {
            let own = self.typed_modes(definition, &source.id).next();
            asked.extend(own.filter(|mode| !is_served(&source.id) && !asked.contains(mode)));
        }
        asked
    }

    /// The rules of the identity, when one is asked for: those of every mode at once.
    pub(crate) fn identite_rules(&self, definition: &Definition) -> Option<IdentiteRules> {
        self.modes(definition)
            .into_iter()
            .filter_map(|mode| mode.identite)
            .reduce(IdentiteRules::and)
    }

    /// The other inputs, each once.
    pub(crate) fn inputs<'a>(&self, definition: &'a Definition) -> Vec<&'a Input> {
        let mut inputs: Vec<&Input> = Vec::new();
        for input in self.modes(definition).iter().flat_map(|mode| &mode.inputs) {
            if inputs.iter().all(|known| known.name != input.name) {
                inputs.push(input);
            }
        }
        inputs
    }

    fn typed_modes<'a>(
        &self,
        definition: &'a Definition,
        source: &str,
    ) -> impl Iterator<Item = &'a Mode> {
        typed_modes(definition, source).filter(|mode| self.is_of(mode))
    }

    fn is_of(&self, mode: &Mode) -> bool {
        mode.about.as_ref().map(|about| about.id.as_str())
            == self.about().map(|about| about.id.as_str())
    }
}

fn is_same(one: &Option<About>, other: &Option<About>) -> bool {
    one.as_ref().map(|about| &about.id) == other.as_ref().map(|about| &about.id)
}

/// The modes that serve a source and that this widget can ask.
fn typed_modes<'a>(definition: &'a Definition, source: &str) -> impl Iterator<Item = &'a Mode> {
    definition
        .modes
        .iter()
        .filter(can_be_typed)
        .filter(move |mode| mode.sources.iter().any(|served| served == source))
}

fn can_be_typed(mode: &&Mode) -> bool {
    mode.identite.is_some() || !mode.inputs.is_empty()
}
