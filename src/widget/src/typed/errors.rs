//! What is wrong with what is typed, and when it is said: once an input was left, or once the person tries to go on.

use model::date::PartialDate;
use model::lang::Lang;
use model::protocol::{Definition, InvalidField};
use model::{FieldError, Reason};

use super::{SIDE, Typed};
use crate::texts::texts;

/// Sentences by input.
pub(crate) type Errors = Vec<(String, String)>;

impl Typed {
    /// The person left an input: from now on its error shows as they type. An empty one waits for the end of the step.
    pub(crate) fn leave(&mut self, field: String) {
        let holds_something = !self.get(&field).is_empty()
            || (field.ends_with(".commune") && !self.commune_shown.is_empty());
        if holds_something {
            self.left.push(field);
        }
    }

    /// The person tries to go on: from now on every error shows, and what the relay refused is to be tried again.
    pub(crate) fn try_to_go_on(&mut self) {
        self.all_shown = true;
        self.refused.clear();
    }

    /// Notes what the relay refused, by input.
    pub(crate) fn refuse(&mut self, fields: &[InvalidField]) {
        let name = |field: &str| field.strip_prefix("identite.").unwrap_or(field).to_owned();
        self.refused = fields
            .iter()
            .map(|refused| (name(&refused.field), refused.detail.clone()))
            .collect();
    }

    /// Every error that the model finds, in the order of the page.
    pub(crate) fn errors(&self, definition: &Definition, today: PartialDate, lang: Lang) -> Errors {
        let mut errors = Vec::new();
        if let Some(rules) = self.identite_rules(definition) {
            let found = self.draft.parse(&rules, today).err().unwrap_or_default();
            errors.extend(found.iter().flat_map(|error| self.place_errors(error)));
        }
        for input in self.modes(definition).iter().flat_map(|mode| &mode.inputs) {
            let parsed = input.rule.parse(self.get(&input.name));
            errors.extend(
                parsed
                    .err()
                    .map(|reason| FieldError::new(&input.name, reason)),
            );
        }
        errors
            .into_iter()
            .map(|error| (self.input_of(&error), self.sentence(&error, lang)))
            .collect()
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

    fn sentence(&self, error: &FieldError, lang: Lang) -> String {
        if error.field.ends_with(".nom_commune") && error.reason == Reason::Missing {
            return texts(lang).nom_commune_missing.to_owned();
        }
        model::texts::sentence(error, lang)
    }

    /// The errors to show now: the model's, once their input was left, and what the relay refused.
    pub(crate) fn shown_errors(
        &self,
        definition: &Definition,
        today: PartialDate,
        lang: Lang,
    ) -> Errors {
        let mut errors = self.errors(definition, today, lang);
        errors.retain(|(field, _)| self.all_shown || self.left.contains(field));
        let refused = self.refused.iter();
        let unknown: Errors = refused
            .filter(|(field, _)| errors.iter().all(|(known, _)| known != field))
            .cloned()
            .collect();
        errors.extend(unknown);
        errors
    }

    /// Whether the summary of the errors is to be shown: once the person has tried to go on.
    pub(crate) fn is_summed_up(&self) -> bool {
        self.all_shown || !self.refused.is_empty()
    }
}
