//! Which ways of asking a form needs, and so which inputs.

use model::identite::IdentiteRules;
use model::protocol::{Definition, Mode};

/// The modes that are asked: for each source the first one that this widget can ask.
pub(crate) fn modes(definition: &Definition) -> Vec<&Mode> {
    let can_be_typed = |mode: &&Mode| mode.identite.is_some() || !mode.inputs.is_empty();
    let mut asked: Vec<&Mode> = Vec::new();
    for source in &definition.sources {
        let serving = definition
            .modes
            .iter()
            .filter(can_be_typed)
            .find(|mode| mode.sources.contains(&source.id));
        asked.extend(serving.filter(|mode| !asked.contains(mode)));
    }
    asked
}

/// The rules of the identity, when one is asked for: those of every mode at once.
pub(crate) fn identite_rules(definition: &Definition) -> Option<IdentiteRules> {
    modes(definition)
        .into_iter()
        .filter_map(|mode| mode.identite)
        .reduce(IdentiteRules::and)
}
