//! A civil status under the names that version 2 gives to its parts.

use crate::{Identite, LieuNaissance, Params, Sexe, operations};

/// Names of today, and those of version 2 where they differ.
const RENAMED: [(&str, &str); 7] = [
    ("sexeEtatCivil", "sexe"),
    ("anneeDateNaissance", "anneeDateDeNaissance"),
    ("moisDateNaissance", "moisDateDeNaissance"),
    ("jourDateNaissance", "jourDateDeNaissance"),
    ("codeCogInseePaysNaissance", "codePaysLieuDeNaissance"),
    ("codeCogInseeCommuneNaissance", "codeInseeLieuDeNaissance"),
    (
        "codeCogInseeDepartementNaissance",
        "codeInseeDepartementNaissance",
    ),
];

/// As the operations about social benefits ask.
pub(super) fn allocataire(identite: &Identite) -> Params {
    let today = identite.params(&operations::QUOTIENT_FAMILIAL_IDENTITE);
    let renamed = today.into_iter().map(|(name, value)| (older(name), value));
    renamed.collect()
}

fn older(name: String) -> String {
    let renamed = RENAMED.iter().find(|(today, _)| *today == name);
    renamed.map_or(name, |(_, older)| (*older).to_owned())
}

/// As the operation about students asks.
pub(super) fn etudiant(identite: &Identite) -> Params {
    birth(identite, "dateDeNaissance")
        .with("prenom", identite.prenoms.first().map(String::as_str))
        .with("sexe", identite.sexe.map(small_letter))
        .with("lieuDeNaissance", lieu(identite))
}

/// As the operation about scholarships asks.
pub(super) fn etudiant_boursier(identite: &Identite) -> Params {
    birth(identite, "dateDeNaissance")
        .with("prenoms", identite.prenoms.join(" "))
        .with("sexe", identite.sexe)
        .with("lieuDeNaissance", lieu(identite))
}

/// As the operation about pupils asks.
pub(super) fn eleve(identite: &Identite) -> Params {
    birth(identite, "dateNaissance")
        .with("prenom", identite.prenoms.first().map(String::as_str))
        .with("sexe", identite.sexe.map(small_letter))
}

/// The name, and the date of birth when it is whole.
fn birth(identite: &Identite, date_name: &str) -> Params {
    let date = identite.date_naissance.and_then(|date| date.whole());
    Params::new()
        .with("nom", identite.nom_naissance.as_str())
        .with(date_name, date)
}

/// The code of the commune, or of the country for those born abroad.
fn lieu(identite: &Identite) -> Option<&str> {
    match identite.lieu_naissance.as_ref()? {
        LieuNaissance::Commune(code) | LieuNaissance::Pays(code) => Some(code),
        LieuNaissance::NomCommune { .. } => None,
    }
}

fn small_letter(sexe: Sexe) -> &'static str {
    match sexe {
        Sexe::F => "f",
        Sexe::M => "m",
    }
}
