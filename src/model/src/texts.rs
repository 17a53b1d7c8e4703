//! Every sentence about an input, in both languages: the page and the relay say the same.

use crate::error::{FieldError, Reason};
use crate::lang::Lang;

/// What is wrong with an input and how to mend it.
pub fn sentence(error: &FieldError, lang: Lang) -> String {
    let input = Input::of(&error.field);
    match lang {
        Lang::Fr => french(input, error.reason),
        Lang::En => english(input, error.reason),
    }
}

/// The inputs that sentences tell apart.
#[derive(Clone, Copy)]
enum Input {
    NomNaissance,
    NomUsage,
    Prenom,
    Sexe,
    Annee,
    Mois,
    Jour,
    Pays,
    Commune,
    Departement,
    Other,
}

impl Input {
    /// The input of a name such as `identite.prenoms[1]`.
    fn of(field: &str) -> Self {
        let last = field.rsplit('.').next().unwrap_or(field);
        match last.split('[').next().unwrap_or(last) {
            "nom_naissance" => Self::NomNaissance,
            "nom_usage" => Self::NomUsage,
            "prenoms" => Self::Prenom,
            "sexe" => Self::Sexe,
            "annee" => Self::Annee,
            "mois" => Self::Mois,
            "jour" => Self::Jour,
            "pays" => Self::Pays,
            "commune" | "nom_commune" => Self::Commune,
            "departement" => Self::Departement,
            _ => Self::Other,
        }
    }
}

fn french(input: Input, reason: Reason) -> String {
    match reason {
        Reason::Missing => missing_fr(input).to_owned(),
        Reason::Character => "Utilisez seulement des lettres, des espaces, des traits d’union et des apostrophes, \
                              comme sur la pièce d’identité."
            .to_owned(),
        Reason::TooLong { max } => format!("Écrivez {max} caractères au plus."),
        Reason::TooMany { max: 1 } => "Indiquez seulement le premier prénom.".to_owned(),
        Reason::TooMany { max } => format!("Indiquez {max} prénoms au plus, dans l’ordre de l’état civil."),
        Reason::NotANumber => match input {
            Input::Annee => "Écrivez l’année en quatre chiffres, par exemple 1985.",
            Input::Mois => "Écrivez le mois en chiffres, de 1 à 12.",
            _ => "Écrivez le jour en chiffres, de 1 à 31.",
        }
        .to_owned(),
        Reason::OutOfRange { min, max } => match input {
            Input::Annee => format!("Écrivez l’année en quatre chiffres, entre {min} et {max}."),
            Input::Mois => format!("Écrivez un mois entre {min} et {max}."),
            _ => format!("Écrivez un jour entre {min} et {max}."),
        },
        Reason::NoSuchDay => "Ce jour n’existe pas dans ce mois : vérifiez le jour et le mois.".to_owned(),
        Reason::InTheFuture => "Cette date n’est pas encore passée : vérifiez la date de naissance.".to_owned(),
        Reason::DayWithoutMonth => "Indiquez aussi le mois, ou effacez le jour.".to_owned(),
        Reason::MonthWithoutYear => "Indiquez aussi l’année, ou effacez le mois.".to_owned(),
        Reason::Choice => "Choisissez « Féminin » ou « Masculin ».".to_owned(),
        Reason::Country => "Choisissez le pays de naissance dans la liste.".to_owned(),
        Reason::Commune => "Choisissez la commune de naissance dans la liste.".to_owned(),
        Reason::OldCorsica => {
            "Ce code de commune corse n’est plus utilisé : choisissez la commune dans la liste (2A ou 2B).".to_owned()
        }
        Reason::Departement => "Indiquez le numéro du département de naissance, par exemple 35 ou 2A.".to_owned(),
        Reason::Shape => "Vérifiez cet identifiant : il n’a pas la forme attendue.".to_owned(),
    }
}

fn missing_fr(input: Input) -> &'static str {
    match input {
        Input::NomNaissance => "Indiquez le nom de naissance.",
        Input::NomUsage => "Indiquez le nom d’usage.",
        Input::Prenom => "Indiquez le premier prénom.",
        Input::Sexe => "Choisissez « Féminin » ou « Masculin ».",
        Input::Annee => "Indiquez l’année de naissance.",
        Input::Mois => "Indiquez le mois de naissance.",
        Input::Jour => "Indiquez le jour de naissance.",
        Input::Pays => "Indiquez le lieu de naissance : en France, ou dans quel pays.",
        Input::Commune => "Cherchez la commune de naissance et choisissez-la dans la liste.",
        Input::Departement => {
            "Indiquez le numéro du département de naissance, par exemple 35 ou 2A."
        }
        Input::Other => "Remplissez ce champ.",
    }
}

fn english(input: Input, reason: Reason) -> String {
    match reason {
        Reason::Missing => missing_en(input).to_owned(),
        Reason::Character => {
            "Use only letters, spaces, hyphens and apostrophes, as on the identity document.".to_owned()
        }
        Reason::TooLong { max } => format!("Write at most {max} characters."),
        Reason::TooMany { max: 1 } => "Give the first of the first names only.".to_owned(),
        Reason::TooMany { max } => format!("Give at most {max} first names, in the order of the birth record."),
        Reason::NotANumber => match input {
            Input::Annee => "Write the year in four digits, for example 1985.",
            Input::Mois => "Write the month as a number from 1 to 12.",
            _ => "Write the day as a number from 1 to 31.",
        }
        .to_owned(),
        Reason::OutOfRange { min, max } => match input {
            Input::Annee => format!("Write the year in four digits, between {min} and {max}."),
            Input::Mois => format!("Write a month between {min} and {max}."),
            _ => format!("Write a day between {min} and {max}."),
        },
        Reason::NoSuchDay => "This day does not exist in this month: check the day and the month.".to_owned(),
        Reason::InTheFuture => "This date has not come yet: check the date of birth.".to_owned(),
        Reason::DayWithoutMonth => "Give the month too, or clear the day.".to_owned(),
        Reason::MonthWithoutYear => "Give the year too, or clear the month.".to_owned(),
        Reason::Choice => "Choose “Female” or “Male”.".to_owned(),
        Reason::Country => "Choose the country of birth from the list.".to_owned(),
        Reason::Commune => "Choose the town of birth from the list.".to_owned(),
        Reason::OldCorsica => {
            "This code of a Corsican town is no longer in use: choose the town from the list (2A or 2B).".to_owned()
        }
        Reason::Departement => "Give the number of the département of birth, for example 35 or 2A.".to_owned(),
        Reason::Shape => "Check this identifier: it does not have the expected form.".to_owned(),
    }
}

fn missing_en(input: Input) -> &'static str {
    match input {
        Input::NomNaissance => "Give the name at birth.",
        Input::NomUsage => "Give the name in use.",
        Input::Prenom => "Give the first first name.",
        Input::Sexe => "Choose “Female” or “Male”.",
        Input::Annee => "Give the year of birth.",
        Input::Mois => "Give the month of birth.",
        Input::Jour => "Give the day of birth.",
        Input::Pays => "Say whether the birth was in France or abroad, and in which country.",
        Input::Commune => "Search for the town of birth and choose it from the list.",
        Input::Departement => "Give the number of the département of birth, for example 35 or 2A.",
        Input::Other => "Fill in this field.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_fits_its_input() {
        let error = |field: &str, reason| sentence(&FieldError::new(field, reason), Lang::Fr);
        assert_eq!(
            error("identite.prenoms[0]", Reason::Missing),
            "Indiquez le premier prénom."
        );
        assert!(
            error(
                "date_naissance.annee",
                Reason::OutOfRange {
                    min: 1900,
                    max: 2026
                }
            )
            .contains("1900 et 2026")
        );
        assert_eq!(
            error("identifiant", Reason::Missing),
            "Remplissez ce champ."
        );
    }
}
