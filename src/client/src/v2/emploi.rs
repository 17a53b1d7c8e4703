//! Job seekers, in version 2.

use serde::Deserialize;

use crate::{Presence, conceal::conceal};

/// A job seeker's status. Each part is there only when the token has the right to it.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SituationPoleEmploi {
    /// The user name asked about.
    pub identifiant: Option<String>,
    /// `MME`, `M.` or `M`.
    pub civilite: Option<String>,
    /// The birth name.
    pub nom: Option<String>,
    /// The name in use; none when there is none.
    pub nom_usage: Option<String>,
    /// The first name, cut after 13 characters.
    pub prenom: Option<String>,
    /// The sex, in words.
    pub sexe: Option<String>,
    /// A date as written, sometimes with an hour, which means nothing.
    pub date_naissance: Option<String>,
    /// Whether the identity was certified (`VC`, `IC`, `PC`) or not (other codes). Null says that it was not.
    #[serde(default, rename = "codeCertificationCNAV")]
    pub code_certification_cnav: Presence<String>,
    /// A telephone number.
    pub telephone: Option<String>,
    /// Another one; none when there is none.
    pub telephone2: Option<String>,
    /// An email address; none when there is none.
    pub email: Option<String>,
    /// Where the person lives.
    pub adresse: Option<AdresseEmploi>,
    /// Since when the person is registered.
    pub date_inscription: Option<String>,
    /// Until when. Null says that the person is still registered.
    #[serde(default)]
    pub date_cessation_inscription: Presence<String>,
    /// What kind of job is sought, from 1 to 5.
    pub code_categorie_inscription: Option<i64>,
    /// The same in words.
    pub libelle_categorie_inscription: Option<String>,
}

/// Where the person lives, in the lines of a French envelope.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct AdresseEmploi {
    /// The postcode.
    pub code_postal: Option<String>,
    /// INSEE's code of the commune.
    #[serde(rename = "INSEECommune")]
    pub insee_commune: Option<String>,
    /// The town.
    pub localite: Option<String>,
    /// Number and street.
    pub ligne_voie: Option<String>,
    /// The name line.
    pub ligne_nom: Option<String>,
    /// Floor, stair, flat.
    pub ligne_complement_destinataire: Option<String>,
    /// Building, entrance.
    pub ligne_complement_adresse: Option<String>,
    /// Hamlet, post office box.
    pub ligne_complement_distribution: Option<String>,
}

/// What a job seeker was paid.
#[derive(Clone, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PaiementsPoleEmploi {
    /// The user name asked about.
    pub identifiant: Option<String>,
    /// The payments.
    pub paiements: Option<Vec<Paiement>>,
}

/// A payment, in euros. The API's description of itself gives the longer names; its answers have the shorter ones.
#[derive(Clone, Default, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Paiement {
    /// When it was made, `AAAA-MM-JJ`.
    #[serde(alias = "date_versement")]
    pub date: Option<String>,
    /// All of it.
    #[serde(alias = "montant_total")]
    pub montant: Option<f64>,
    /// Its part of unemployment benefit.
    #[serde(alias = "montant_allocations")]
    pub allocations: Option<f64>,
    /// Its part of aids.
    #[serde(alias = "montant_aides")]
    pub aides: Option<f64>,
    /// The rest.
    #[serde(alias = "montant_autres")]
    pub autres: Option<f64>,
}

conceal!(
    SituationPoleEmploi,
    AdresseEmploi,
    PaiementsPoleEmploi,
    Paiement
);
