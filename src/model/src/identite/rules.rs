//! How much each input of an identity is needed, as the catalogue says it and the page asks it.

use serde::{Deserialize, Serialize};

/// How much a form needs an input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// The input is not asked for.
    #[default]
    Absent,
    /// It may be left empty.
    Optional,
    /// The page insists on it, as finding someone without it is unlikely; the API takes a call without it.
    Asked,
    /// The API refuses a call without it.
    Required,
}

impl Need {
    /// What the relay holds a request to: only what the API itself requires.
    #[must_use]
    pub fn as_the_api(self) -> Self {
        if self == Self::Asked {
            Self::Optional
        } else {
            self
        }
    }

    pub(super) fn insists(self) -> bool {
        self >= Self::Asked
    }
}

/// What a source needs to know of a person's identity, in the terms of the API's parameters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct IdentiteRules {
    /// The name at birth.
    pub nom_naissance: Need,
    /// The name used today.
    pub nom_usage: Need,
    /// The first names.
    pub prenoms: Need,
    /// How many first names may be given at most.
    pub prenoms_max: usize,
    /// The sex of civil status.
    pub sexe: Need,
    /// The year of birth.
    pub annee: Need,
    /// The month of birth.
    pub mois: Need,
    /// The day of birth.
    pub jour: Need,
    /// The birthplace.
    pub lieu_naissance: Need,
}

impl IdentiteRules {
    /// The rules that satisfy both, for a person asked once for several sources.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            nom_naissance: self.nom_naissance.max(other.nom_naissance),
            nom_usage: self.nom_usage.max(other.nom_usage),
            prenoms: self.prenoms.max(other.prenoms),
            prenoms_max: self.prenoms_max.max(other.prenoms_max),
            sexe: self.sexe.max(other.sexe),
            annee: self.annee.max(other.annee),
            mois: self.mois.max(other.mois),
            jour: self.jour.max(other.jour),
            lieu_naissance: self.lieu_naissance.max(other.lieu_naissance),
        }
    }

    /// The same rules, as lenient as the API is.
    #[must_use]
    pub fn as_the_api(self) -> Self {
        Self {
            sexe: self.sexe.as_the_api(),
            annee: self.annee.as_the_api(),
            mois: self.mois.as_the_api(),
            jour: self.jour.as_the_api(),
            lieu_naissance: self.lieu_naissance.as_the_api(),
            ..self
        }
    }
}
