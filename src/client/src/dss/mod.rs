//! Social benefits (`/v3/dss/…`): CAF, MSA and the other funds of the social security.

mod participation_familiale_eaje;
mod prestations;
mod quotient_familial;

pub use participation_familiale_eaje::{
    BaseRessourcesAnnuelles, ParametresCalcul, ParticipationFamilialeEaje, PersonneEaje,
};
pub use prestations::{
    AllocationAdulteHandicape, AllocationEnfantHandicape, AllocationRentreeScolaire,
    AllocationSoutienFamilial, ComplementaireSanteSolidaire, PrimeActivite, RevenuSolidariteActive,
};
pub use quotient_familial::{Adresse, Personne, QuotientFamilial, QuotientFamilialValeur};

use crate::{BearerToken, Call, Client, Identite, operations};

/// The operations of the social benefits; see [`Client::dss`].
#[derive(Debug, Clone, Copy)]
pub struct Dss<'a>(pub(crate) &'a Client);

impl Dss<'_> {
    /// The family quotient at CAF or MSA, the household's composition and its address, from a civil status.
    ///
    /// Only the person who receives the benefits (*allocataire*) is found, not the other members of the household.
    pub fn quotient_familial_identite(&self, identite: &Identite) -> Call<QuotientFamilial> {
        Call::by_identite(self.0, &operations::QUOTIENT_FAMILIAL_IDENTITE, identite)
    }

    /// The same, about the citizen of a FranceConnect token.
    pub fn quotient_familial_france_connect(
        &self,
        citizen: &BearerToken,
    ) -> Call<QuotientFamilial> {
        Call::by_france_connect(
            self.0,
            &operations::QUOTIENT_FAMILIAL_FRANCE_CONNECT,
            citizen,
        )
    }

    /// What a day nursery needs to compute the family's contribution, at CAF or MSA, from a civil status.
    ///
    /// Day nurseries must use it instead of the family quotient.
    pub fn participation_familiale_eaje_identite(
        &self,
        identite: &Identite,
    ) -> Call<ParticipationFamilialeEaje> {
        Call::by_identite(
            self.0,
            &operations::PARTICIPATION_FAMILIALE_EAJE_IDENTITE,
            identite,
        )
    }

    /// The same, about the citizen of a FranceConnect token.
    pub fn participation_familiale_eaje_france_connect(
        &self,
        citizen: &BearerToken,
    ) -> Call<ParticipationFamilialeEaje> {
        Call::by_france_connect(
            self.0,
            &operations::PARTICIPATION_FAMILIALE_EAJE_FRANCE_CONNECT,
            citizen,
        )
    }

    /// Whether a person receives the income support *RSA*, from a civil status.
    pub fn revenu_solidarite_active_identite(
        &self,
        identite: &Identite,
    ) -> Call<RevenuSolidariteActive> {
        Call::by_identite(
            self.0,
            &operations::REVENU_SOLIDARITE_ACTIVE_IDENTITE,
            identite,
        )
    }

    /// The same, about the citizen of a FranceConnect token.
    pub fn revenu_solidarite_active_france_connect(
        &self,
        citizen: &BearerToken,
    ) -> Call<RevenuSolidariteActive> {
        Call::by_france_connect(
            self.0,
            &operations::REVENU_SOLIDARITE_ACTIVE_FRANCE_CONNECT,
            citizen,
        )
    }

    /// Whether a person has the complementary health cover *C2S*, from a civil status.
    pub fn complementaire_sante_solidaire_identite(
        &self,
        identite: &Identite,
    ) -> Call<ComplementaireSanteSolidaire> {
        Call::by_identite(
            self.0,
            &operations::COMPLEMENTAIRE_SANTE_SOLIDAIRE_IDENTITE,
            identite,
        )
    }

    /// The same, about the citizen of a FranceConnect token.
    pub fn complementaire_sante_solidaire_france_connect(
        &self,
        citizen: &BearerToken,
    ) -> Call<ComplementaireSanteSolidaire> {
        Call::by_france_connect(
            self.0,
            &operations::COMPLEMENTAIRE_SANTE_SOLIDAIRE_FRANCE_CONNECT,
            citizen,
        )
    }

    /// Whether a person receives the in-work benefit *prime d'activité*, from a civil status.
    pub fn prime_activite_identite(&self, identite: &Identite) -> Call<PrimeActivite> {
        Call::by_identite(self.0, &operations::PRIME_ACTIVITE_IDENTITE, identite)
    }

    /// The same, about the citizen of a FranceConnect token.
    pub fn prime_activite_france_connect(&self, citizen: &BearerToken) -> Call<PrimeActivite> {
        Call::by_france_connect(self.0, &operations::PRIME_ACTIVITE_FRANCE_CONNECT, citizen)
    }

    /// Whether a person receives the disabled adult's allowance *AAH*, from a civil status.
    pub fn allocation_adulte_handicape_identite(
        &self,
        identite: &Identite,
    ) -> Call<AllocationAdulteHandicape> {
        Call::by_identite(
            self.0,
            &operations::ALLOCATION_ADULTE_HANDICAPE_IDENTITE,
            identite,
        )
    }

    /// The same, about the citizen of a FranceConnect token.
    pub fn allocation_adulte_handicape_france_connect(
        &self,
        citizen: &BearerToken,
    ) -> Call<AllocationAdulteHandicape> {
        Call::by_france_connect(
            self.0,
            &operations::ALLOCATION_ADULTE_HANDICAPE_FRANCE_CONNECT,
            citizen,
        )
    }

    /// Whether a person receives, or gives right to, the disabled child's allowance *AEEH*, from a civil status.
    pub fn allocation_enfant_handicape_identite(
        &self,
        identite: &Identite,
    ) -> Call<AllocationEnfantHandicape> {
        Call::by_identite(
            self.0,
            &operations::ALLOCATION_ENFANT_HANDICAPE_IDENTITE,
            identite,
        )
    }

    /// The same, about the citizen of a FranceConnect token.
    pub fn allocation_enfant_handicape_france_connect(
        &self,
        citizen: &BearerToken,
    ) -> Call<AllocationEnfantHandicape> {
        Call::by_france_connect(
            self.0,
            &operations::ALLOCATION_ENFANT_HANDICAPE_FRANCE_CONNECT,
            citizen,
        )
    }

    /// Whether a person receives the lone parent's allowance *ASF*, from a civil status.
    pub fn allocation_soutien_familial_identite(
        &self,
        identite: &Identite,
    ) -> Call<AllocationSoutienFamilial> {
        Call::by_identite(
            self.0,
            &operations::ALLOCATION_SOUTIEN_FAMILIAL_IDENTITE,
            identite,
        )
    }

    /// The same, about the citizen of a FranceConnect token.
    pub fn allocation_soutien_familial_france_connect(
        &self,
        citizen: &BearerToken,
    ) -> Call<AllocationSoutienFamilial> {
        Call::by_france_connect(
            self.0,
            &operations::ALLOCATION_SOUTIEN_FAMILIAL_FRANCE_CONNECT,
            citizen,
        )
    }

    /// Whether a person receives the school year's allowance *ARS*, from a civil status.
    pub fn allocation_rentree_scolaire_identite(
        &self,
        identite: &Identite,
    ) -> Call<AllocationRentreeScolaire> {
        Call::by_identite(
            self.0,
            &operations::ALLOCATION_RENTREE_SCOLAIRE_IDENTITE,
            identite,
        )
    }

    /// The same, about the citizen of a FranceConnect token.
    pub fn allocation_rentree_scolaire_france_connect(
        &self,
        citizen: &BearerToken,
    ) -> Call<AllocationRentreeScolaire> {
        Call::by_france_connect(
            self.0,
            &operations::ALLOCATION_RENTREE_SCOLAIRE_FRANCE_CONNECT,
            citizen,
        )
    }
}
