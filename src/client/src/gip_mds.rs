//! Civic service (`/v3/gip_mds/…`), known from employers' declarations.

use serde::Deserialize;

use crate::{BearerToken, Call, Client, Identite, Presence, conceal::conceal, operations};

/// The operations about civic service; see [`Client::gip_mds`].
#[derive(Debug, Clone, Copy)]
pub struct GipMds<'a>(pub(crate) &'a Client);

impl GipMds<'_> {
    /// Whether a person does, or did, a civic service, from a name, first names and a whole date of birth.
    pub fn service_civique_identite(&self, identite: &Identite) -> Call<ServiceCivique> {
        Call::by_identite(self.0, &operations::SERVICE_CIVIQUE_IDENTITE, identite)
    }

    /// The same, about the citizen of a FranceConnect token.
    pub fn service_civique_france_connect(&self, citizen: &BearerToken) -> Call<ServiceCivique> {
        Call::by_france_connect(self.0, &operations::SERVICE_CIVIQUE_FRANCE_CONNECT, citizen)
    }
}

/// The answer. Each part is there only when the token has the right to it.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct ServiceCivique {
    /// The contract that runs now.
    pub statut_actuel: Option<ContratServiceCivique>,
    /// The last contract that has ended.
    pub statut_passe: Option<ContratServiceCivique>,
}

/// A contract of civic service.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct ContratServiceCivique {
    /// Whether there is one; when there is none, the rest is null.
    pub contrat_trouve: Option<bool>,
    /// With which body.
    pub organisme_accueil: Option<OrganismeAccueil>,
    /// From when, `AAAA-MM-JJ`.
    #[serde(default)]
    pub date_debut_contrat: Presence<String>,
    /// Until when, `AAAA-MM-JJ`.
    #[serde(default)]
    pub date_fin_contrat: Presence<String>,
}

/// The body that receives a person in civic service.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct OrganismeAccueil {
    /// Its SIRET.
    #[serde(default)]
    pub siret: Presence<String>,
    /// Its name.
    #[serde(default)]
    pub raison_sociale: Presence<String>,
}

conceal!(ServiceCivique, ContratServiceCivique, OrganismeAccueil);
