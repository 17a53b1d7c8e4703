//! Students and their scholarships, in version 2.

use serde::Deserialize;

use crate::{Presence, conceal::conceal};

/// A student. Each part is there only when the token has the right to it.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Etudiant {
    /// The national student number.
    pub ine: Option<String>,
    /// The birth name.
    #[serde(alias = "nomFamille")]
    pub nom: Option<String>,
    /// The first name.
    pub prenom: Option<String>,
    /// `AAAA-MM-JJ`, as written.
    pub date_naissance: Option<String>,
    /// The admissions and registrations; an empty list says that there are none.
    pub inscriptions: Option<Vec<Inscription>>,
}

/// An admission or a registration.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Inscription {
    /// From when, `AAAA-MM-JJ`.
    pub date_debut_inscription: Option<String>,
    /// Until when, `AAAA-MM-JJ`.
    pub date_fin_inscription: Option<String>,
    /// `inscrit`, or `admis`, which proves no registration.
    pub statut: Option<String>,
    /// `formation initiale` or `formation continue`.
    pub regime: Option<String>,
    /// INSEE's code of the commune of study.
    pub code_commune: Option<String>,
    /// Where the student studies.
    pub etablissement: Option<Etablissement>,
}

/// A place of study.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Etablissement {
    /// Its national code: seven digits and a letter.
    pub uai: Option<String>,
    /// Its name.
    #[serde(alias = "nomEtablissement")]
    pub nom: Option<String>,
}

/// A student's scholarship. Each part is there only when the token has the right to it.
#[derive(Clone, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct EtudiantBoursier {
    /// The name.
    pub nom: Option<String>,
    /// The first name.
    pub prenom: Option<String>,
    /// The second one.
    pub prenom2: Option<String>,
    /// `AAAA-MM-JJ`, as written.
    pub date_naissance: Option<String>,
    /// The name of the commune of birth.
    pub lieu_naissance: Option<String>,
    /// `F` or `M`.
    pub sexe: Option<String>,
    /// Whether the student has a scholarship.
    pub boursier: Option<bool>,
    /// `0bis`, or `1` to `7`.
    pub echelon_bourse: Option<String>,
    /// The student's email address.
    pub email: Option<String>,
    /// From when it is paid, `AAAA-MM-JJ`.
    pub date_de_rentree: Option<String>,
    /// How many months it is paid.
    pub duree_versement: Option<f64>,
    /// 0 when it is final; more when it is provisional.
    #[serde(default)]
    pub statut: Presence<i64>,
    /// The same in words.
    pub statut_libelle: Option<String>,
    /// The name of the commune of study.
    pub ville_etudes: Option<String>,
    /// The name of the establishment.
    pub etablissement: Option<String>,
}

conceal!(Etudiant, Inscription, Etablissement, EtudiantBoursier);
