//! The benefits that a person receives or not. What belongs to a right is null when the person does not receive it.

use serde::Deserialize;

use crate::{Presence, conceal::conceal};

/// The income support *revenu de solidarité active*. The children of a person who receives it do not receive it themselves.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct RevenuSolidariteActive {
    /// Whether the person receives it.
    pub est_beneficiaire: Option<bool>,
    /// Whether it is increased, for a person bringing up children alone.
    #[serde(default)]
    pub avec_majoration: Presence<bool>,
    /// Since when, `AAAA-MM-JJ`.
    #[serde(default)]
    pub date_debut_droit: Presence<String>,
}

/// The in-work benefit *prime d'activité*.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct PrimeActivite {
    /// Whether the person receives it.
    pub est_beneficiaire: Option<bool>,
    /// Whether it is increased, for a person bringing up children alone.
    #[serde(default)]
    pub avec_majoration: Presence<bool>,
    /// Since when, `AAAA-MM-JJ`.
    #[serde(default)]
    pub date_debut_droit: Presence<String>,
}

/// The complementary health cover *complémentaire santé solidaire*.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct ComplementaireSanteSolidaire {
    /// Whether the person has it.
    pub est_beneficiaire: Option<bool>,
    /// Whether the person pays a share of it.
    #[serde(default)]
    pub avec_participation: Presence<bool>,
    /// Since when, `AAAA-MM-JJ`.
    #[serde(default)]
    pub date_debut_droit: Presence<String>,
}

/// The disabled adult's allowance *allocation aux adultes handicapés*.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct AllocationAdulteHandicape {
    /// Whether the person receives it.
    pub est_beneficiaire: Option<bool>,
    /// Since when, `AAAA-MM-JJ`.
    #[serde(default)]
    pub date_debut_droit: Presence<String>,
}

/// The disabled child's allowance *allocation d'éducation de l'enfant handicapé*.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct AllocationEnfantHandicape {
    /// `allocataire` (receives it), `ouvrant_droit` (the child it is received for) or `non_beneficiaire`.
    pub status: Option<String>,
    /// Since when, `AAAA-MM-JJ`.
    #[serde(default)]
    pub date_debut_droit: Presence<String>,
}

/// The lone parent's allowance *allocation de soutien familial*.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct AllocationSoutienFamilial {
    /// Whether the person receives it.
    pub est_beneficiaire: Option<bool>,
    /// Since when, `AAAA-MM-JJ`.
    #[serde(default)]
    pub date_debut_droit: Presence<String>,
}

/// The school year's allowance *allocation de rentrée scolaire*.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct AllocationRentreeScolaire {
    /// Whether the person receives it.
    pub est_beneficiaire: Option<bool>,
    /// Since when, `AAAA-MM-JJ`.
    #[serde(default)]
    pub date_debut_droit: Presence<String>,
}

conceal!(
    RevenuSolidariteActive,
    PrimeActivite,
    ComplementaireSanteSolidaire,
    AllocationAdulteHandicape,
    AllocationEnfantHandicape,
    AllocationSoutienFamilial,
    AllocationRentreeScolaire
);
