//! What a job seeker was paid.

use serde::Deserialize;

use crate::conceal::conceal;

/// The answer. Each part is there only when the token has the right to it.
#[derive(Clone, Default, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Indemnites {
    /// The user name asked about.
    pub identifiant: Option<String>,
    /// The payments.
    pub paiements: Option<Vec<Paiement>>,
}

/// A payment, in euros.
#[derive(Clone, Default, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Paiement {
    /// When it was made, `AAAA-MM-JJ`.
    pub date_versement: Option<String>,
    /// All of it.
    pub montant_total: Option<f64>,
    /// Its part of unemployment benefit.
    pub montant_allocations: Option<f64>,
    /// Its part of aids.
    pub montant_aides: Option<f64>,
    /// The rest.
    pub montant_autres: Option<f64>,
}

conceal!(Indemnites, Paiement);
