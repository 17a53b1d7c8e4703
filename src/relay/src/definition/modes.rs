//! A form's ways of asking, and what each needs to know.

use model::identite::IdentiteRules;
use model::lang::Lang;
use model::protocol::{About, Input, Mode, Picker};

use crate::assurance::Assurance;
use crate::catalogue::{InputFile, Mode as Asked, Source};
use crate::config::FormSource;
use crate::places::Places;

/// The ways of asking, in the order in which the form names them: each once for all the sources it serves about one person.
pub(super) fn modes(used: &[(&FormSource, &Source)], places: &Places, lang: Lang) -> Vec<Mode> {
    let telling = Telling { places, lang };
    let mut modes: Vec<Mode> = Vec::new();
    for (form_source, source) in used {
        let offered = form_source.modes.iter();
        for (name, asked) in offered.filter_map(|name| source.modes.get_key_value(name)) {
            let is_it = |mode: &&mut Mode| mode.mode == *name && about(mode) == asked.about();
            match modes.iter_mut().find(is_it) {
                Some(mode) => telling.serve_too(mode, source, asked),
                None => modes.push(telling.mode(name, source, asked)),
            }
        }
    }
    modes
}

fn about(mode: &Mode) -> Option<&str> {
    mode.about.as_ref().map(|about| about.id.as_str())
}

/// What the words of the catalogue are told with.
struct Telling<'a> {
    places: &'a Places,
    lang: Lang,
}

impl Telling<'_> {
    fn mode(&self, name: &str, source: &Source, asked: &Asked) -> Mode {
        Mode {
            mode: name.to_owned(),
            assurance: Assurance::of_mode(name).as_str().to_owned(),
            about: asked.about.as_ref().map(|about| About {
                id: about.id.clone(),
                label: about.label.get(self.lang).to_owned(),
            }),
            sources: vec![source.id.clone()],
            identite: asked.identite,
            inputs: asked.inputs.iter().map(|input| self.input(input)).collect(),
        }
    }

    /// One more source for a way of asking: it needs what both need.
    fn serve_too(&self, mode: &mut Mode, source: &Source, asked: &Asked) {
        mode.sources.push(source.id.clone());
        mode.identite = either(mode.identite, asked.identite);
        for input in &asked.inputs {
            if mode.inputs.iter().all(|known| known.name != input.name) {
                mode.inputs.push(self.input(input));
            }
        }
    }

    /// An input. A list that the relay does not have helps nobody.
    fn input(&self, input: &InputFile) -> Input {
        let picker = input.picker.as_ref();
        let picker = picker.filter(|picker| match picker.list {
            Picker::Etablissements => self.places.etablissements.is_some(),
        });
        let help = picker.map_or(&input.help, |picker| &picker.help);
        Input {
            name: input.name.clone(),
            label: input.label.get(self.lang).to_owned(),
            help: help.get(self.lang).to_owned(),
            rule: input.rule,
            picker: picker.map(|picker| picker.list),
        }
    }
}

fn either(first: Option<IdentiteRules>, second: Option<IdentiteRules>) -> Option<IdentiteRules> {
    match (first, second) {
        (Some(first), Some(second)) => Some(first.and(second)),
        (first, second) => first.or(second),
    }
}
