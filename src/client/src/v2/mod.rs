//! Version 2 (`/api/v2/…`), which the API announces the end of: every call warns. Prefer the operations of the other modules.
//!
//! The token goes in `X-Api-Key`, the answer has no envelope, and a malformed parameter is a 400 ([`Error::Client`]).
//! An operation that is no longer served is [`Error::Gone`].
//!
//! [`Error::Client`]: crate::Error::Client
//! [`Error::Gone`]: crate::Error::Gone

mod composition_familiale;
mod emploi;
mod etudiants;
pub mod operations;
mod parameters;
mod prestations;
mod scolarites;

pub use composition_familiale::{Adresse, CompositionFamiliale, Personne};
pub use emploi::{AdresseEmploi, Paiement, PaiementsPoleEmploi, SituationPoleEmploi};
pub use etudiants::{Etablissement, Etudiant, EtudiantBoursier, Inscription};
pub use prestations::StatutPrestation;
pub use scolarites::{Eleve, Scolarite, StatutEleve};

use crate::{Call, Client, Identite, Ine, Operation, Params};

/// The operations of version 2; see [`Client::v2`].
#[derive(Debug, Clone, Copy)]
pub struct V2<'a>(pub(crate) &'a Client);

impl V2<'_> {
    /// The family quotient at CAF or MSA, the household's composition and its address.
    pub fn composition_familiale_v2(&self, identite: &Identite) -> Call<CompositionFamiliale> {
        self.prestation(&operations::COMPOSITION_FAMILIALE_V2, identite)
    }

    /// Whether a person has the complementary health cover *C2S*.
    pub fn complementaire_sante_solidaire(&self, identite: &Identite) -> Call<StatutPrestation> {
        self.prestation(&operations::COMPLEMENTAIRE_SANTE_SOLIDAIRE, identite)
    }

    /// Whether a person receives the income support *RSA*.
    pub fn revenu_solidarite_active(&self, identite: &Identite) -> Call<StatutPrestation> {
        self.prestation(&operations::REVENU_SOLIDARITE_ACTIVE, identite)
    }

    /// Whether a person receives the in-work benefit *prime d'activité*.
    pub fn prime_activite(&self, identite: &Identite) -> Call<StatutPrestation> {
        self.prestation(&operations::PRIME_ACTIVITE, identite)
    }

    /// Whether a person receives the disabled adult's allowance *AAH*.
    pub fn allocation_adulte_handicape(&self, identite: &Identite) -> Call<StatutPrestation> {
        self.prestation(&operations::ALLOCATION_ADULTE_HANDICAPE, identite)
    }

    /// Whether a person receives the lone parent's allowance *ASF*.
    pub fn allocation_soutien_familial(&self, identite: &Identite) -> Call<StatutPrestation> {
        self.prestation(&operations::ALLOCATION_SOUTIEN_FAMILIAL, identite)
    }

    /// A student's admissions and registrations, from a civil status with a whole date of birth.
    pub fn etudiants_identite(&self, identite: &Identite) -> Call<Etudiant> {
        let params = parameters::etudiant(identite);
        Call::new(self.0, &operations::ETUDIANTS_IDENTITE, params)
    }

    /// The same, from a national student number.
    pub fn etudiants_ine(&self, ine: &Ine) -> Call<Etudiant> {
        let params = Params::new().with("ine", ine);
        Call::new(self.0, &operations::ETUDIANTS_INE, params)
    }

    /// A student's scholarship, from a civil status with a whole date of birth.
    pub fn etudiants_boursiers_identite(&self, identite: &Identite) -> Call<EtudiantBoursier> {
        let params = parameters::etudiant_boursier(identite);
        Call::new(self.0, &operations::ETUDIANTS_BOURSIERS_IDENTITE, params)
    }

    /// The same, from a national student number.
    pub fn etudiants_boursiers_ine(&self, ine: &Ine) -> Call<EtudiantBoursier> {
        let params = Params::new().with("ine", ine);
        Call::new(self.0, &operations::ETUDIANTS_BOURSIERS_INE, params)
    }

    /// A job seeker's status, from the user name chosen on francetravail.fr.
    pub fn situations_pole_emploi(&self, identifiant: &str) -> Call<SituationPoleEmploi> {
        let params = Params::new().with("identifiant", identifiant);
        Call::new(self.0, &operations::SITUATIONS_POLE_EMPLOI, params)
    }

    /// What a job seeker was paid, from the same user name.
    pub fn paiements_pole_emploi(&self, identifiant: &str) -> Call<PaiementsPoleEmploi> {
        let params = Params::new().with("identifiant", identifiant);
        Call::new(self.0, &operations::PAIEMENTS_POLE_EMPLOI, params)
    }

    /// A pupil's schooling in a school (its national code) and in the school year that began in `annee`.
    pub fn scolarites(&self, identite: &Identite, annee: u16, uai: &str) -> Call<Scolarite> {
        let params = parameters::eleve(identite)
            .with("codeEtablissement", uai)
            .with("anneeScolaire", annee);
        Call::new(self.0, &operations::SCOLARITES, params)
    }

    fn prestation<T>(&self, operation: &'static Operation, identite: &Identite) -> Call<T> {
        Call::new(self.0, operation, parameters::allocataire(identite))
    }
}

impl Call<CompositionFamiliale> {
    /// Another month's quotient than the current one: `mois` from 1 to 12.
    pub fn periode(self, annee: u16, mois: u8) -> Self {
        self.param("annee", annee).param("mois", mois)
    }
}
