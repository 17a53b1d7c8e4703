//! The words about a person who is known.

use model::identite::Draft;
use model::lang::Lang;

use super::answers::month;

/// The names of a person, that of birth first: "LEFEBVRE Alexis Gérôme".
pub(crate) fn name(identite: &Draft) -> String {
    let prenoms = identite.prenoms.iter().map(String::as_str);
    let names: Vec<_> = [identite.nom_naissance.as_str()]
        .into_iter()
        .chain(prenoms)
        .collect();
    names.join(" ")
}

/// When they were born, as far as it is known: "née le 27 décembre 1982", "né en 1982".
pub(crate) fn born(lang: Lang, identite: &Draft) -> Option<String> {
    let date = &identite.date_naissance;
    let annee: u16 = date.annee.parse().ok()?;
    let mois = date.mois.parse().ok().and_then(|mois| month(lang, mois));
    let jour: Option<u8> = date.jour.parse().ok().filter(|jour| *jour > 0);
    let born = match (lang, identite.sexe.as_str()) {
        (Lang::Fr, "F") => "née",
        (Lang::Fr, "M") => "né",
        (Lang::Fr, _) => "né(e)",
        (Lang::En, _) => "born",
    };
    Some(match (lang, mois, jour) {
        (_, None, _) => format!("{born} {} {annee}", within(lang)),
        (_, Some(mois), None) => format!("{born} {} {mois} {annee}", within(lang)),
        (Lang::Fr, Some(mois), Some(1)) => format!("{born} le 1er {mois} {annee}"),
        (Lang::Fr, Some(mois), Some(jour)) => format!("{born} le {jour} {mois} {annee}"),
        (Lang::En, Some(mois), Some(jour)) => format!("{born} on {jour} {mois} {annee}"),
    })
}

fn within(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "en",
        Lang::En => "in",
    }
}
