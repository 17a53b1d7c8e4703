//! What is typed: about the person who fills the form, and about each other person whom it asks about, such as a pupil.
//!
//! Each of them has inputs of their own. An input goes by its name in the request: `nom_naissance`, `prenoms[1]`,
//! `date_naissance.annee`, `lieu_naissance.commune`, `identifiant`.

use std::fmt;

use model::date::PartialDate;
use model::lang::Lang;
use model::protocol::{Definition, InvalidField};
use model::subject::Subject;

mod change;
mod errors;
mod modes;
mod person;

pub(crate) use change::{Change, Side};
pub(crate) use errors::Errors;
pub(crate) use person::{Person, birth_month, prenom_field};

/// The name of the choice between France and abroad, which is not sent.
pub(crate) const SIDE: &str = "lieu_naissance.side";

/// Whom an input is about: another person's id, none for the one who fills the form.
pub(crate) type Who = Option<String>;

/// An input of the page: whom it is about, and its name in the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) who: Who,
    pub(crate) name: String,
}

impl fmt::Display for Field {
    /// What tells it from every other input of the page: `nom_naissance`, `eleve.nom_naissance`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.who {
            Some(id) => write!(f, "{id}.{}", self.name),
            None => f.write_str(&self.name),
        }
    }
}

/// All that is typed, person by person. Kept in memory only.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Typed {
    persons: Vec<Person>,
    /// Those whom the form does not ask about by the door that is open now.
    away: Vec<Person>,
}

impl Typed {
    /// Makes room for everyone whom the form asks about. What is typed about them already stays.
    pub(crate) fn meet(&mut self, definition: &Definition) {
        let mut known = std::mem::take(&mut self.persons);
        known.append(&mut self.away);
        for about in modes::persons(definition) {
            let person = Person::new(about);
            let place = known.iter().position(|one| one.who() == person.who());
            self.persons
                .push(place.map_or(person, |place| known.swap_remove(place)));
        }
        self.away = known;
    }

    /// Everyone whom the form asks about: the person who fills it, then the others in its order.
    pub(crate) fn persons(&self) -> &[Person] {
        &self.persons
    }

    /// The person of this id.
    pub(crate) fn person(&self, who: &Who) -> Option<&Person> {
        self.persons.iter().find(|person| person.who() == *who)
    }

    /// Whether someone else than the person who fills the form is asked about.
    pub(crate) fn is_about_others(&self) -> bool {
        self.persons.iter().any(|person| person.about().is_some())
    }

    /// Notes a change to what is typed about someone.
    pub(crate) fn change(&mut self, who: &Who, change: Change) {
        if let Some(person) = self.persons.iter_mut().find(|one| one.who() == *who) {
            person.change(change);
        }
    }

    /// The person left an input.
    pub(crate) fn leave(&mut self, field: Field) {
        let mut persons = self.persons.iter_mut();
        if let Some(person) = persons.find(|one| one.who() == field.who) {
            person.leave(field.name);
        }
    }

    /// The person tries to go on: from now on every error shows, and what was refused is to be tried again.
    pub(crate) fn try_to_go_on(&mut self) {
        self.persons.iter_mut().for_each(Person::try_to_go_on);
    }

    /// Notes the inputs that were refused, in place of those before. Each is named as the request is: one about someone
    /// else begins with whom, as in `eleve.identite.sexe`.
    pub(crate) fn refuse(&mut self, definition: &Definition, fields: &[InvalidField]) {
        for person in &mut self.persons {
            person.refuse(definition, fields);
        }
    }

    /// Every error that the model finds, in the order of the page.
    pub(crate) fn errors(&self, definition: &Definition, today: PartialDate, lang: Lang) -> Errors {
        let errors = |person: &Person| of(person, person.errors(definition, today, lang));
        self.persons.iter().flat_map(errors).collect()
    }

    /// The errors to show now, in the order of the page.
    pub(crate) fn shown_errors(
        &self,
        definition: &Definition,
        today: PartialDate,
        lang: Lang,
    ) -> Errors {
        let errors = |person: &Person| of(person, person.shown_errors(definition, today, lang));
        self.persons.iter().flat_map(errors).collect()
    }

    /// Whether the summary of the errors is to be shown: once the person has tried to go on.
    pub(crate) fn is_summed_up(&self) -> bool {
        self.persons.iter().any(Person::is_summed_up)
    }

    /// The subjects of a request, one for each mode that is asked about each person.
    pub(crate) fn subjects(&self, definition: &Definition) -> Vec<Subject> {
        let subjects = |person: &Person| person.subjects(definition);
        self.persons.iter().flat_map(subjects).collect()
    }
}

/// The errors of a person, among those of the page.
fn of(person: &Person, errors: Vec<(String, String)>) -> Errors {
    let field = |name| Field {
        who: person.who(),
        name,
    };
    let errors = errors.into_iter();
    errors
        .map(|(name, sentence)| (field(name), sentence))
        .collect()
}

#[cfg(test)]
mod tests;
