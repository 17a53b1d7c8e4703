//! The national service of young people (`/v3/dsnj/…`), at the ministry of the armed forces.

use serde::Deserialize;

use crate::{BearerToken, Call, Client, Identite, conceal::conceal, operations};

/// The operations about the national service; see [`Client::dsnj`].
#[derive(Debug, Clone, Copy)]
pub struct Dsnj<'a>(pub(crate) &'a Client);

impl Dsnj<'_> {
    /// Whether a person from 16 to 25 has fulfilled the duties of the national service, from a civil status.
    pub fn service_national_identite(&self, identite: &Identite) -> Call<ServiceNational> {
        Call::by_identite(self.0, &operations::SERVICE_NATIONAL_IDENTITE, identite)
    }

    /// The same, about the citizen of a FranceConnect token.
    pub fn service_national_france_connect(&self, citizen: &BearerToken) -> Call<ServiceNational> {
        Call::by_france_connect(
            self.0,
            &operations::SERVICE_NATIONAL_FRANCE_CONNECT,
            citizen,
        )
    }
}

/// The answer.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct ServiceNational {
    /// `en_regle`, `pas_en_regle`, `indetermine` or `non_concerne`.
    pub statut_service_national: Option<String>,
    /// What the administration adds to it; none when there is nothing.
    pub commentaires: Option<String>,
}

conceal!(ServiceNational);
