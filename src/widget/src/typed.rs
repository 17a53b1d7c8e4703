//! What the person types, input by input. An input goes everywhere by one name, its name in the request:
//! `nom_naissance`, `prenoms[1]`, `date_naissance.annee`, `lieu_naissance.commune`, `identifiant`.

use model::identite::Draft;
use model::lieu::FRANCE;
use model::protocol::{Definition, Mode};
use model::subject::{Subject, Typed as Value};

mod errors;
mod modes;

pub(crate) use errors::Errors;
pub(crate) use modes::ways;

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
    /// The way of asking, by its mode.
    Way(String),
}

/// What is typed, and which of its errors may be shown. Kept in memory only.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Typed {
    draft: Draft,
    inputs: Vec<(String, String)>,
    way: Option<String>,
    pub(crate) side: Option<Side>,
    pub(crate) commune_shown: String,
    pub(crate) unlisted: bool,
    left: Vec<String>,
    all_shown: bool,
    refused: Errors,
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
            Change::Way(mode) => self.choose_way(mode),
        }
    }

    /// Other inputs come, none of which is in error yet.
    fn choose_way(&mut self, mode: String) {
        self.way = Some(mode);
        self.left.clear();
        self.refused.clear();
        self.all_shown = false;
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

    /// The subjects of a request, one for each mode that is asked.
    pub(crate) fn subjects(&self, definition: &Definition) -> Vec<Subject> {
        let modes = self.modes(definition).into_iter();
        modes.map(|mode| self.subject(mode)).collect()
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
