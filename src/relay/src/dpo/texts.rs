//! Every sentence of the data-protection file but those of the questionnaire, section by section, in both languages.
//!
//! About the law they say only what the API's own conditions and the code des relations entre le public et l'administration
//! are known to say; the rest is left to the data-protection officer, in so many words.

pub(super) mod beginning;
pub(super) mod habilitation;
pub(super) mod information;
pub(super) mod questions;
pub(super) mod register;
pub(super) mod retention;
pub(super) mod transparency;

use jiff::Span;
use model::lang::Lang;

/// A sentence in both languages, with its values between braces.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said {
    fr: &'static str,
    en: &'static str,
}

impl Said {
    pub(super) fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Fr => self.fr,
            Lang::En => self.en,
        }
    }
}

const fn said(fr: &'static str, en: &'static str) -> Said {
    Said { fr, en }
}

/// What people call the ways of asking.
#[rustfmt::skip]
pub(super) const MODES: [(&str, Said); 7] = [
    ("france_connect", said("FranceConnect", "FranceConnect")),
    ("identite", said("identité tapée", "typed identity")),
    ("identifiant", said("identifiant tapé", "typed user name")),
    ("ine", said("numéro INE tapé", "typed INE number")),
    ("allocataire", said("numéro d’allocataire tapé", "typed file number")),
    ("numero_fiscal", said("numéro fiscal tapé", "typed tax number")),
    ("avis", said("référence d’avis tapée", "typed reference of a tax notice")),
];

/// The names of the interfaces.
pub(super) const PARTICULIER: Said = said("API Particulier", "API Particulier");
pub(super) const IMPOT: Said = said("API Impôt particulier", "API Impôt particulier");

/// The inputs of an identity, in the order of the page.
#[rustfmt::skip]
pub(super) const IDENTITE: [Said; 6] = [
    said("nom de naissance", "name at birth"),
    said("nom d’usage", "name in use"),
    said("prénoms", "first names"),
    said("sexe", "sex"),
    said("date de naissance", "date of birth"),
    said("lieu de naissance", "place of birth"),
];

/// One and several of each unit of a duration.
#[rustfmt::skip]
const UNITS: [[Said; 2]; 7] = [
    [said("an", "year"), said("ans", "years")],
    [said("mois", "month"), said("mois", "months")],
    [said("semaine", "week"), said("semaines", "weeks")],
    [said("jour", "day"), said("jours", "days")],
    [said("heure", "hour"), said("heures", "hours")],
    [said("minute", "minute"), said("minutes", "minutes")],
    [said("seconde", "second"), said("secondes", "seconds")],
];

/// A duration as people write it: "5 ans", "18 mois".
pub(super) fn duration(span: Span, lang: Lang) -> String {
    let numbers = [
        i64::from(span.get_years()),
        i64::from(span.get_months()),
        i64::from(span.get_weeks()),
        i64::from(span.get_days()),
        i64::from(span.get_hours()),
        span.get_minutes(),
        span.get_seconds(),
    ];
    let parts = numbers
        .iter()
        .zip(UNITS)
        .filter(|(number, _)| **number != 0);
    let parts = parts.map(|(number, [one, several])| {
        let unit = if *number == 1 { one } else { several };
        format!("{number} {}", unit.get(lang))
    });
    parts.collect::<Vec<_>>().join(" ")
}
