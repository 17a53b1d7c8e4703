//! The benefits that a person receives or not, in version 2.

use serde::Deserialize;

use crate::{Presence, conceal::conceal};

/// The answer, the same for every benefit.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct StatutPrestation {
    /// `beneficiaire` or `non_beneficiaire`; of the complementary health cover, `beneficiaire_sans_participation_financiere`,
    /// `beneficiaire_avec_participation_financiere` or `non_beneficiaire_css`.
    pub status: Option<String>,
    /// Whether it is increased; of the income support and of the in-work benefit only.
    #[serde(default)]
    pub majoration: Presence<bool>,
    /// Since when, `AAAA-MM-JJ`; null when the person does not receive it.
    #[serde(default)]
    pub date_debut: Presence<String>,
    /// Until when; not reliable, and dropped from later versions.
    #[serde(default)]
    pub date_fin: Presence<String>,
}

conceal!(StatutPrestation);
