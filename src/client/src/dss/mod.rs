//! Social benefits (`/v3/dss/…`): CAF, MSA and the other funds of the social security.

mod quotient_familial;

pub use quotient_familial::{
    Adresse, Personne, QUOTIENT_FAMILIAL_IDENTITE, QuotientFamilial, QuotientFamilialIdentite,
    QuotientFamilialValeur,
};

use crate::{Call, Client};

/// The operations of the social benefits; see [`Client::dss`].
#[derive(Debug, Clone, Copy)]
pub struct Dss<'a>(pub(crate) &'a Client);

impl<'a> Dss<'a> {
    /// The family quotient at CAF or MSA, the household's composition and its address, from a civil status.
    ///
    /// Only the person who receives the benefits (*allocataire*) is found, not the other members of the household.
    pub fn quotient_familial_identite(
        &self,
        params: &QuotientFamilialIdentite,
    ) -> Call<'a, QuotientFamilial> {
        Call::new(self.0, &QUOTIENT_FAMILIAL_IDENTITE, params.params())
    }
}
