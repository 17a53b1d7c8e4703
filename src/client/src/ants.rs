//! Vehicle registration (`/v3/ants/…`).

use serde::Deserialize;

use crate::{BearerToken, Call, Client, Presence, conceal::conceal, operations};

/// The operations about vehicles; see [`Client::ants`].
#[derive(Debug, Clone, Copy)]
pub struct Ants<'a>(pub(crate) &'a Client);

impl Ants<'_> {
    /// The registration of a vehicle such as `AA-123-BB`, for the citizen of a FranceConnect token.
    ///
    /// How well the citizen matches the holder is told by `identity_matching`, in [`Response::meta`](crate::Response::meta).
    pub fn extrait_immatriculation_vehicule_france_connect(
        &self,
        citizen: &BearerToken,
        immatriculation: &str,
    ) -> Call<ExtraitImmatriculation> {
        let operation = &operations::EXTRAIT_IMMATRICULATION_VEHICULE_FRANCE_CONNECT;
        Call::by_france_connect(self.0, operation, citizen)
            .param("immatriculation", immatriculation)
    }
}

/// The answer. Each part but the identity is there only when the token has the right to it.
#[derive(Clone, Default, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct ExtraitImmatriculation {
    /// Who holds the vehicle.
    pub identite_particulier: Option<IdentiteParticulier>,
    /// Where that person lives.
    pub adresse_particulier: Option<AdresseParticulier>,
    /// `locataire`, `titulaire` or `cotitulaire`.
    pub statut_rattachement: Option<String>,
    /// The registration.
    pub donnees_immatriculation_vehicule: Option<DonneesImmatriculation>,
    /// The vehicle.
    pub caracteristiques_techniques_vehicule: Option<CaracteristiquesTechniques>,
}

/// Who holds the vehicle.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct IdentiteParticulier {
    /// The name.
    pub nom: Option<String>,
    /// The first name.
    pub prenom: Option<String>,
    /// `F` or `M`.
    pub sexe_etat_civil: Option<String>,
    /// The year of birth. Null says that it is not known.
    #[serde(default)]
    pub annee_date_naissance: Presence<i64>,
    /// The month of birth. Null says that it is not known.
    #[serde(default)]
    pub mois_date_naissance: Presence<i64>,
    /// The day of birth. Null says that it is not known.
    #[serde(default)]
    pub jour_date_naissance: Presence<i64>,
    /// The code of the department of birth.
    pub code_departement_naissance: Option<String>,
}

/// Where the holder lives.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct AdresseParticulier {
    /// Whatever the other lines do not hold.
    pub complement_information: Option<String>,
    /// The number in the street.
    pub num_voie: Option<String>,
    /// What kind of street.
    pub type_voie: Option<String>,
    /// The name of the street.
    pub libelle_voie: Option<String>,
    /// The postcode.
    pub code_postal_ville: Option<String>,
    /// The town.
    pub libelle_commune: Option<String>,
    /// Hamlet.
    pub lieu_dit: Option<String>,
    /// Floor, stair, flat.
    pub etage_escalier_appartement: Option<String>,
    /// What follows the number, such as `B`.
    pub extension: Option<String>,
    /// Country.
    pub pays: Option<String>,
}

/// The registration of a vehicle.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct DonneesImmatriculation {
    /// The number on the plate.
    pub numero_immatriculation: Option<String>,
    /// When the vehicle was first registered, `AAAA-MM-JJ`.
    pub date_premiere_immatriculation: Option<String>,
    /// Whether it is hired; its code is null when it is not.
    pub statut_location: Option<Nomenclature>,
}

/// The vehicle.
#[derive(Clone, Default, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct CaracteristiquesTechniques {
    /// The make.
    pub marque: Option<String>,
    /// Type, variant and version.
    pub type_variante_version: Option<String>,
    /// The model.
    pub denomination_commerciale: Option<String>,
    /// The largest mass when loaded, in kilograms.
    pub masse_charge_maximale: Option<f64>,
    /// The European category, such as `M1`.
    pub categorie_vehicule: Option<Nomenclature>,
    /// The national kind, such as `VP`.
    pub genre_national: Option<Nomenclature>,
    /// The cubic capacity, in cubic centimetres.
    pub cylindree: Option<f64>,
    /// The fuel, such as `ES`.
    pub type_carburant: Option<Nomenclature>,
    /// The carbon dioxide given off, in grams per kilometre.
    pub taux_co2: Option<f64>,
    /// The European emission class, such as `Euro 6`.
    pub classe_environnementale: Option<Nomenclature>,
}

/// An entry of an official list.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Nomenclature {
    /// Its code.
    #[serde(default)]
    pub code: Presence<String>,
    /// The same in words.
    #[serde(default)]
    pub label: Presence<String>,
}

conceal!(
    ExtraitImmatriculation,
    IdentiteParticulier,
    AdresseParticulier,
    DonneesImmatriculation,
    CaracteristiquesTechniques,
    Nomenclature
);
