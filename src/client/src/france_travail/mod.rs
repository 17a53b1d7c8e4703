//! France Travail (`/v3/france_travail/…`), the public employment service.

mod indemnites;
mod statut;

pub use indemnites::{Indemnites, Paiement};
pub use statut::{Adresse, Categorie, Contact, IdentiteInscrit, Inscription, Statut};

use crate::{Call, Client, Params, operations};

/// The operations of France Travail; see [`Client::france_travail`].
#[derive(Debug, Clone, Copy)]
pub struct FranceTravail<'a>(pub(crate) &'a Client);

impl FranceTravail<'_> {
    /// A job seeker's status, from the user name chosen on francetravail.fr.
    pub fn statut_identifiant(&self, identifiant: &str) -> Call<Statut> {
        let params = Params::new().with("identifiant", identifiant);
        Call::new(self.0, &operations::STATUT_IDENTIFIANT, params)
    }

    /// What a job seeker was paid, from the user name chosen on francetravail.fr. Nothing paid is nothing found.
    pub fn indemnites_identifiant(&self, identifiant: &str) -> Call<Indemnites> {
        let params = Params::new().with("identifiant", identifiant);
        Call::new(self.0, &operations::INDEMNITES_IDENTIFIANT, params)
    }
}
