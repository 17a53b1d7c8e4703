//! Which ways of asking a form needs, which of them are the person's to choose, and so which inputs.

use model::identite::IdentiteRules;
use model::protocol::{Definition, Mode};

use super::Typed;

/// The ways of asking to choose from: those of the sources that can be asked in several. Empty without a choice.
pub(crate) fn ways(definition: &Definition) -> Vec<&Mode> {
    let has_choice = |source: &String| typed_modes(definition, source).count() > 1;
    definition
        .modes
        .iter()
        .filter(can_be_typed)
        .filter(|mode| mode.sources.iter().any(has_choice))
        .collect()
}

impl Typed {
    /// The way of asking that is chosen, at first the first one.
    pub(crate) fn way<'a>(&self, definition: &'a Definition) -> Option<&'a Mode> {
        let ways = ways(definition);
        let chosen = ways
            .iter()
            .find(|mode| Some(&mode.mode) == self.way.as_ref());
        chosen.or(ways.first()).copied()
    }

    /// The modes that are asked: the chosen one, then for each source that it does not serve the first one that can
    /// be typed. The relay asks each source about the first subject that suits it.
    pub(crate) fn modes<'a>(&self, definition: &'a Definition) -> Vec<&'a Mode> {
        let way = self.way(definition);
        let is_served = |source: &String| way.is_some_and(|way| way.sources.contains(source));
        let mut asked: Vec<&Mode> = way.into_iter().collect();
        for source in &definition.sources {
            let own = typed_modes(definition, &source.id).next();
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
