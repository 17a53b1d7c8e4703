//! The sentences about what is asked, what comes of it and what it fills.

use model::fill::Reason;
use model::lang::{Lang, capitalised, fr_from, fr_to};
use model::protocol::Period;

use super::{en, fr, texts};

/// What is asked of whom, while waiting.
pub(crate) fn asking_of(lang: Lang, label: &str, provider: &str) -> String {
    match lang {
        Lang::Fr => format!("{label} : demande envoyée {}", fr_to(provider)),
        Lang::En => format!("{label}: asked of {provider}"),
    }
}

/// What came of what was asked, while others are waited for.
pub(crate) fn came_of(lang: Lang, label: &str, provider: &str, has_data: bool) -> String {
    match (lang, has_data) {
        (Lang::Fr, true) => format!("{label} : reçu {}", fr_from(provider)),
        (Lang::Fr, false) => format!("{label} : rien n’est venu {}", fr_from(provider)),
        (Lang::En, true) => format!("{label}: received from {provider}"),
        (Lang::En, false) => format!("{label}: nothing came from {provider}"),
    }
}

/// Who has just answered, the how manieth of how many.
pub(crate) fn answered(
    lang: Lang,
    provider: &str,
    has_data: bool,
    rank: usize,
    count: usize,
) -> String {
    let provider = capitalised(provider);
    match (lang, has_data) {
        (Lang::Fr, true) => format!("{provider} a répondu. Réponse {rank} sur {count}."),
        (Lang::Fr, false) => format!("{provider} n’a rien donné. Réponse {rank} sur {count}."),
        (Lang::En, true) => format!("{provider} has answered. Answer {rank} of {count}."),
        (Lang::En, false) => format!("{provider} gave nothing. Answer {rank} of {count}."),
    }
}

/// How many of the sources that were asked gave something.
pub(crate) fn all_answered(lang: Lang, useful: usize, asked: usize) -> String {
    match (lang, asked) {
        _ if useful < asked => partly_answered(lang, useful, asked),
        (Lang::Fr, 1) => "La réponse est arrivée.".to_owned(),
        (Lang::Fr, _) => format!("Les {asked} réponses sont arrivées."),
        (Lang::En, 1) => "The answer has come.".to_owned(),
        (Lang::En, _) => format!("All {asked} answers have come."),
    }
}

fn partly_answered(lang: Lang, useful: usize, asked: usize) -> String {
    match lang {
        Lang::Fr => format!("Réponses utiles : {useful} sur {asked}."),
        Lang::En => format!("Useful answers: {useful} of {asked}."),
    }
}

/// How many fields of the form can be filled.
pub(crate) fn to_fill(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (_, 0) => texts(lang).nothing_to_fill.to_owned(),
        (Lang::Fr, 1) => "1 champ à vérifier.".to_owned(),
        (Lang::Fr, _) => format!("{count} champs à vérifier."),
        (Lang::En, 1) => "1 field to check.".to_owned(),
        (Lang::En, _) => format!("{count} fields to check."),
    }
}

/// How many fields were filled.
pub(crate) fn filled(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (Lang::Fr, 0) => "Aucun champ n’a été rempli.".to_owned(),
        (Lang::Fr, 1) => "1 champ a été rempli.".to_owned(),
        (Lang::Fr, _) => format!("{count} champs ont été remplis."),
        (Lang::En, 0) => "No field was filled in.".to_owned(),
        (Lang::En, 1) => "1 field was filled in.".to_owned(),
        (Lang::En, _) => format!("{count} fields were filled in."),
    }
}

/// How many rows the filling will add to the form's lists; none says nothing.
pub(crate) fn rows_to_add(lang: Lang, count: usize) -> Option<String> {
    match (lang, count) {
        (_, 0) => None,
        (Lang::Fr, 1) => Some("1 ligne sera ajoutée au formulaire.".to_owned()),
        (Lang::Fr, _) => Some(format!("{count} lignes seront ajoutées au formulaire.")),
        (Lang::En, 1) => Some("1 row will be added to the form.".to_owned()),
        (Lang::En, _) => Some(format!("{count} rows will be added to the form.")),
    }
}

/// Where data come from, in a few words: "CNAF, octobre 2026".
pub(crate) fn origin(lang: Lang, provider: &str, period: Option<Period>) -> String {
    match period {
        None => provider.to_owned(),
        Some(Period { annee, mois }) => match mois.and_then(|mois| month(lang, mois)) {
            None => format!("{provider}, {annee}"),
            Some(mois) => format!("{provider}, {mois} {annee}"),
        },
    }
}

pub(super) fn month(lang: Lang, mois: u8) -> Option<&'static str> {
    let months = match lang {
        Lang::Fr => &fr::MONTHS,
        Lang::En => &en::MONTHS,
    };
    months.get(usize::from(mois).checked_sub(1)?).copied()
}

/// A control of the page, with the group that it stands in: "Parent 1, Prénoms".
pub(crate) fn label(group: Option<&str>, label: &str) -> String {
    match group {
        Some(group) => format!("{group}, {label}"),
        None => label.to_owned(),
    }
}

/// A control that stays as it is, and why.
pub(crate) fn gap(lang: Lang, group: Option<&str>, control: &str, reason: Reason) -> String {
    let control = label(group, control);
    match lang {
        Lang::Fr => format!("{control} : {}", fr::gap(reason)),
        Lang::En => format!("{control}: {}", en::gap(reason)),
    }
}
