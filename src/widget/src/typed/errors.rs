//! What is wrong with what is typed about someone, and when it is said: once an input was left, or once the person
//! tries to go on.

use model::date::PartialDate;
use model::lang::Lang;
use model::protocol::{Definition, Input, InvalidField, Picker};
use model::{FieldError, Reason};

use super::{Field, Person, SIDE};
use crate::texts::texts;

/// Sentences by input of the page.
pub(crate) type Errors = Vec<(Field, String)>;

/// Sentences by the name of an input.
type Named = Vec<(String, String)>;

impl Person {
    /// The person left an input: from now on its error shows as they type. An empty one waits for the end of the step.
    pub(super) fn leave(&mut self, field: String) {
        if !self.shown(&field).is_empty() {
            self.left.push(field);
        }
    }

    pub(super) fn try_to_go_on(&mut self) {
        self.all_shown = true;
        self.refused.clear();
    }

    /// Notes those of the refused inputs that are this person's.
    pub(super) fn refuse(&mut self, definition: &Definition, fields: &[InvalidField]) {
        let own = |field: &InvalidField| Some((self.own(definition, field)?, field.detail.clone()));
        self.refused = fields.iter().filter_map(own).collect();
    }

    /// The name of a refused input, when this person has it.
    fn own(&self, definition: &Definition, field: &InvalidField) -> Option<String> {
        let name = match self.who() {
            Some(id) => field.field.strip_prefix(&id)?.strip_prefix('.')?,
            None => &field.field,
        };
        let has = match name.strip_prefix("identite.") {
            Some(_) => self.identite_rules(definition).is_some(),
            None => (self.inputs(definition).iter()).any(|input| input.name == name),
        };
        has.then(|| name.strip_prefix("identite.").unwrap_or(name).to_owned())
    }

    /// Every error that the model finds, in the order of the page.
    pub(super) fn errors(&self, definition: &Definition, today: PartialDate, lang: Lang) -> Named {
        let mut errors = Vec::new();
        if let Some(rules) = self.identite_rules(definition) {
            let found = self.draft.parse(&rules, today).err().unwrap_or_default();
            let found = found.iter().flat_map(|error| self.place_errors(error));
            errors.extend(found.map(|error| (self.input_of(&error), sentence(&error, lang))));
        }
        for input in self.inputs(definition) {
            if let Err(reason) = input.rule.parse(self.get(&input.name)) {
                errors.push((input.name.clone(), sentence_of(input, reason, lang)));
            }
        }
        errors
    }

    /// A commune written by hand has two inputs, where the model knows of one commune that is missing.
    fn place_errors(&self, error: &FieldError) -> Vec<FieldError> {
        if !self.unlisted || error.field != "lieu_naissance.commune" {
            return vec![error.clone()];
        }
        ["lieu_naissance.nom_commune", "lieu_naissance.departement"]
            .into_iter()
            .filter(|field| self.get(field).trim().is_empty())
            .map(|field| FieldError::new(field, Reason::Missing))
            .collect()
    }

    /// Until a side of the border is chosen, no country can be: the choice of the side bears the error.
    fn input_of(&self, error: &FieldError) -> String {
        match (error.field.as_str(), self.side) {
            ("lieu_naissance.pays", None) => SIDE.to_owned(),
            (field, _) => field.to_owned(),
        }
    }

    /// The errors to show now: the model's, once their input was left, and what the relay refused.
    pub(super) fn shown_errors(
        &self,
        definition: &Definition,
        today: PartialDate,
        lang: Lang,
    ) -> Named {
        let mut errors = self.errors(definition, today, lang);
        errors.retain(|(field, _)| self.all_shown || self.left.contains(field));
        let refused = self.refused.iter();
        let unknown: Named = refused
            .filter(|(field, _)| errors.iter().all(|(known, _)| known != field))
            .cloned()
            .collect();
        errors.extend(unknown);
        errors
    }

    pub(super) fn is_summed_up(&self) -> bool {
        self.all_shown || !self.refused.is_empty()
    }
}

fn sentence(error: &FieldError, lang: Lang) -> String {
    if error.field.ends_with(".nom_commune") && error.reason == Reason::Missing {
        return texts(lang).nom_commune_missing.to_owned();
    }
    model::texts::sentence(error, lang)
}

/// What is wrong with an identifier: one that a list helps to find was searched for and not chosen.
fn sentence_of(input: &Input, reason: Reason, lang: Lang) -> String {
    match input.picker {
        Some(Picker::Etablissements) => texts(lang).etablissement_choose.to_owned(),
        None => sentence(&FieldError::new(&input.name, reason), lang),
    }
}
