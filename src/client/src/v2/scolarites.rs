//! Pupils, in version 2, whose names are those of today.

use serde::Deserialize;

use crate::{Presence, conceal::conceal};

/// A pupil's schooling. Each part is there only when the token has the right to it.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Scolarite {
    /// Who the pupil is.
    pub eleve: Option<Eleve>,
    /// The national code of the school.
    pub code_etablissement: Option<String>,
    /// The school year: `AAAA` or `AAAA-AAAA`.
    pub annee_scolaire: Option<String>,
    /// Whether the pupil goes to school.
    pub est_scolarise: Option<bool>,
    /// Whether the pupil has a scholarship. Null says that it is not known; false is not reliable before the middle of
    /// October.
    #[serde(default)]
    pub est_boursier: Presence<bool>,
    /// How high the scholarship is, from 1 to 6. Null says that there is none, or that it is not known.
    #[serde(default)]
    pub niveau_bourse: Presence<i64>,
    /// Under which status.
    #[serde(alias = "status_eleve")]
    pub statut_eleve: Option<StatutEleve>,
}

/// Who the pupil is.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Eleve {
    /// The name.
    pub nom: Option<String>,
    /// The first name.
    pub prenom: Option<String>,
    /// `F` or `M`.
    pub sexe: Option<String>,
    /// `AAAA-MM-JJ`, as written.
    pub date_naissance: Option<String>,
}

/// The status of a pupil.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct StatutEleve {
    /// Two letters, most often `ST`.
    pub code: Option<String>,
    /// The status in words.
    pub libelle: Option<String>,
}

conceal!(Scolarite, Eleve, StatutEleve);
