//! France Travail (`/v3/france_travail/…`), the public employment service.

mod statut;

pub use statut::{
    Adresse, Categorie, Contact, IdentiteInscrit, Inscription, STATUT_IDENTIFIANT, Statut,
    StatutIdentifiant,
};

use crate::{Call, Client};

/// The operations of France Travail; see [`Client::france_travail`].
#[derive(Debug, Clone, Copy)]
pub struct FranceTravail<'a>(pub(crate) &'a Client);

impl<'a> FranceTravail<'a> {
    /// A job seeker's status, from the user name chosen on francetravail.fr.
    pub fn statut_identifiant(&self, params: &StatutIdentifiant) -> Call<'a, Statut> {
        Call::new(self.0, &STATUT_IDENTIFIANT, params.params())
    }
}
