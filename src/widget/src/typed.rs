//! What the person types, input by input. An input goes everywhere by one name, its name in the request:
//! `nom_naissance`, `prenoms[1]`, `date_naissance.annee`, `lieu_naissance.commune`, `identifiant`.

use model::FieldError;
use model::Reason;
use model::date::PartialDate;
use model::identite::{Draft, IdentiteRules};
use model::lang::Lang;
use model::lieu::FRANCE;
use model::protocol::{Definition, InvalidField, Mode};
use model::subject::{Subject, Typed as Value};

use crate::texts::texts;

/// The name of the choice between France and abroad, which is not sent.
pub(crate) const SIDE: &str = "lieu_naissance.side";

/// Where a person says they were born, before they say precisely where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    France,
    Abroad,
}

/// A change to what is typed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Change {
    /// An input, by its name, now holds this.
    Text(String, String),
    AddPrenom,
    RemovePrenom(usize),
    Side(Side),
    /// A commune was chosen: its code and how it was shown.
    Commune(String, String),
    /// The commune is to be written by hand, or searched for again.
    Unlisted(bool),
}

/// What is typed, and which of its errors may be shown. Kept in memory only.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Typed {
    draft: Draft,
    inputs: Vec<(String, String)>,
    pub(crate) side: Option<Side>,
    pub(crate) commune_shown: String,
    pub(crate) unlisted: bool,
    left: Vec<String>,
    all_shown: bool,
    refused: Errors,
}

/// Sentences by input.
pub(crate) type Errors = Vec<(String, String)>;

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

impl Typed {
    /// What the input of this name holds.
    pub(crate) fn get(&self, field: &str) -> &str {
        let (draft, date, lieu) = (
            &self.draft,
            &self.draft.date_naissance,
            &self.draft.lieu_naissance,
        );
        match field {
            "nom_naissance" => &draft.nom_naissance,
            "nom_usage" => &draft.nom_usage,
            "sexe" => &draft.sexe,
            "date_naissance.annee" => &date.annee,
            "date_naissance.mois" => &date.mois,
            "date_naissance.jour" => &date.jour,
            "lieu_naissance.pays" => &lieu.pays,
            "lieu_naissance.commune" => &lieu.commune,
            "lieu_naissance.nom_commune" => &lieu.nom_commune,
            "lieu_naissance.departement" => &lieu.departement,
            _ => match prenom_rank(field) {
                Some(rank) => draft.prenoms.get(rank).map_or("", String::as_str),
                None => self
                    .inputs
                    .iter()
                    .find(|(name, _)| name == field)
                    .map_or("", |(_, text)| text),
            },
        }
    }

    fn slot(&mut self, field: &str) -> &mut String {
        let draft = &mut self.draft;
        match field {
            "nom_naissance" => &mut draft.nom_naissance,
            "nom_usage" => &mut draft.nom_usage,
            "sexe" => &mut draft.sexe,
            "date_naissance.annee" => &mut draft.date_naissance.annee,
            "date_naissance.mois" => &mut draft.date_naissance.mois,
            "date_naissance.jour" => &mut draft.date_naissance.jour,
            "lieu_naissance.pays" => &mut draft.lieu_naissance.pays,
            "lieu_naissance.commune" => &mut draft.lieu_naissance.commune,
            "lieu_naissance.nom_commune" => &mut draft.lieu_naissance.nom_commune,
            "lieu_naissance.departement" => &mut draft.lieu_naissance.departement,
            _ => match prenom_rank(field) {
                Some(rank) => {
                    let boxes = draft.prenoms.len().max(rank + 1);
                    draft.prenoms.resize(boxes, String::new());
                    &mut draft.prenoms[rank]
                }
                None => input(&mut self.inputs, field),
            },
        }
    }

    fn accept(&mut self, field: &str) {
        self.refused.retain(|(refused, _)| refused != field);
    }

    /// How many boxes of first names are shown: at least one.
    pub(crate) fn prenoms(&self) -> usize {
        self.draft.prenoms.len().max(1)
    }

    /// Notes a change. What the relay said of an input no longer holds once it changes.
    pub(crate) fn change(&mut self, change: Change) {
        match change {
            Change::Text(field, text) => {
                self.accept(&field);
                if field == "lieu_naissance.commune" {
                    self.commune_shown = text;
                    self.draft.lieu_naissance.commune.clear();
                } else {
                    *self.slot(&field) = text;
                }
            }
            Change::AddPrenom => {
                let boxes = self.prenoms() + 1;
                self.draft.prenoms.resize(boxes, String::new());
            }
            Change::RemovePrenom(rank) => {
                self.refused.clear();
                if rank < self.draft.prenoms.len() {
                    self.draft.prenoms.remove(rank);
                }
            }
            Change::Side(side) => self.choose_side(side),
            Change::Commune(code, shown) => {
                self.accept("lieu_naissance.commune");
                self.draft.lieu_naissance.commune = code;
                self.commune_shown = shown;
            }
            Change::Unlisted(unlisted) => {
                self.unlisted = unlisted;
                self.forget_place();
            }
        }
    }

    fn choose_side(&mut self, side: Side) {
        self.side = Some(side);
        self.unlisted = false;
        self.forget_place();
        self.accept("lieu_naissance.pays");
        self.draft.lieu_naissance.pays = match side {
            Side::France => FRANCE.to_owned(),
            Side::Abroad => String::new(),
        };
    }

    fn forget_place(&mut self) {
        let lieu = &mut self.draft.lieu_naissance;
        lieu.commune.clear();
        lieu.nom_commune.clear();
        lieu.departement.clear();
        self.commune_shown.clear();
        self.left
            .retain(|field| !field.starts_with("lieu_naissance."));
    }

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
        if let Some(rules) = identite_rules(definition) {
            let found = self.draft.parse(&rules, today).err().unwrap_or_default();
            errors.extend(found.iter().flat_map(|error| self.place_errors(error)));
        }
        for input in modes(definition).iter().flat_map(|mode| &mode.inputs) {
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

    /// The subjects of a request, one for each mode that is asked.
    pub(crate) fn subjects(&self, definition: &Definition) -> Vec<Subject> {
        let subjects = modes(definition).into_iter().map(|mode| self.subject(mode));
        subjects.collect()
    }

    fn subject(&self, mode: &Mode) -> Subject {
        let mut subject = Subject {
            mode: mode.mode.clone(),
            identite: mode.identite.map(|_| self.draft.clone()),
            ..Subject::default()
        };
        for input in &mode.inputs {
            let typed = Value::Text(self.get(&input.name).to_owned());
            subject.inputs.insert(input.name.clone(), typed);
        }
        subject
    }
}

/// The year and month of birth as far as they make sense, to find the communes of that time: `1988-02`.
pub(crate) fn birth_month(typed: &Typed) -> Option<String> {
    let number = |field: &str| typed.get(field).trim().parse::<u16>().ok();
    let annee = number("date_naissance.annee").filter(|annee| (1900..=9999).contains(annee))?;
    Some(
        match number("date_naissance.mois").filter(|mois| (1..=12).contains(mois)) {
            Some(mois) => format!("{annee}-{mois:02}"),
            None => annee.to_string(),
        },
    )
}

/// The input of this name, which is made when it is not there yet.
fn input<'a>(inputs: &'a mut Vec<(String, String)>, name: &str) -> &'a mut String {
    let known = inputs.iter().position(|(known, _)| known == name);
    let rank = known.unwrap_or_else(|| {
        inputs.push((name.to_owned(), String::new()));
        inputs.len() - 1
    });
    &mut inputs[rank].1
}

/// The name of the nth first name's input.
pub(crate) fn prenom_field(rank: usize) -> String {
    format!("prenoms[{rank}]")
}

fn prenom_rank(field: &str) -> Option<usize> {
    field
        .strip_prefix("prenoms[")?
        .strip_suffix(']')?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests;
