//! What is typed about one person, input by input, and which of its errors may be shown.

use model::identite::Draft;
use model::protocol::{About, Definition, Mode};
use model::subject::{Subject, Typed as Value};

use super::{Side, Who};

/// What is typed about one person.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Person {
    about: Option<About>,
    pub(super) draft: Draft,
    inputs: Vec<(String, String)>,
    /// What inputs show in place of the code that was chosen for them.
    shown: Vec<(String, String)>,
    pub(super) way: Option<String>,
    pub(crate) side: Option<Side>,
    pub(crate) unlisted: bool,
    pub(super) left: Vec<String>,
    pub(super) all_shown: bool,
    pub(super) refused: Vec<(String, String)>,
}

impl Person {
    /// Nothing is typed yet about the person who fills the form, or about someone else.
    pub(super) fn new(about: Option<About>) -> Self {
        Self {
            about,
            ..Self::default()
        }
    }

    /// The person's id.
    pub(crate) fn who(&self) -> Who {
        self.about.as_ref().map(|about| about.id.clone())
    }

    /// Who this is, when it is not the person who fills the form.
    pub(crate) fn about(&self) -> Option<&About> {
        self.about.as_ref()
    }

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
                None => find(&self.inputs, field).unwrap_or_default(),
            },
        }
    }

    pub(super) fn slot(&mut self, field: &str) -> &mut String {
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

    /// What the input of this name shows: what was chosen for it in words, else what it holds.
    pub(crate) fn shown(&self, field: &str) -> &str {
        find(&self.shown, field).unwrap_or_else(|| self.get(field))
    }

    pub(super) fn show(&mut self, field: &str, shown: Option<String>) {
        self.shown.retain(|(known, _)| known != field);
        self.shown
            .extend(shown.map(|shown| (field.to_owned(), shown)));
    }

    /// How many boxes of first names are shown: at least one.
    pub(crate) fn prenoms(&self) -> usize {
        self.draft.prenoms.len().max(1)
    }

    /// The subjects of a request about this person, one for each mode that is asked.
    pub(super) fn subjects(&self, definition: &Definition) -> Vec<Subject> {
        let modes = self.modes(definition).into_iter();
        modes.map(|mode| self.subject(mode)).collect()
    }

    fn subject(&self, mode: &Mode) -> Subject {
        let mut subject = Subject {
            mode: mode.mode.clone(),
            about: self.who(),
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
pub(crate) fn birth_month(person: &Person) -> Option<String> {
    let number = |field: &str| person.get(field).trim().parse::<u16>().ok();
    let annee = number("date_naissance.annee").filter(|annee| (1900..=9999).contains(annee))?;
    Some(
        match number("date_naissance.mois").filter(|mois| (1..=12).contains(mois)) {
            Some(mois) => format!("{annee}-{mois:02}"),
            None => annee.to_string(),
        },
    )
}

fn find<'a>(texts: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let mut texts = texts.iter();
    let (_, text) = texts.find(|(known, _)| known == name)?;
    Some(text)
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
