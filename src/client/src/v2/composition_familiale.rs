//! The family quotient of CAF and MSA, in version 2.

use serde::Deserialize;

use crate::{Presence, conceal::conceal};

/// The answer. Each part is there only when the token has the right to it.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CompositionFamiliale {
    /// The fund that answered: `CNAF` or `MSA`.
    pub regime: Option<String>,
    /// The quotient in euros. Null says that the fund has none; 0 is a quotient.
    #[serde(default)]
    pub quotient_familial: Presence<i64>,
    /// The year the quotient applies to.
    pub annee: Option<i64>,
    /// The month the quotient applies to.
    pub mois: Option<i64>,
    /// The year it was computed.
    #[serde(rename = "annee_calcul")]
    pub annee_calcul: Option<i64>,
    /// The month it was computed.
    #[serde(rename = "mois_calcul")]
    pub mois_calcul: Option<i64>,
    /// The person asked about and, when there is one, the spouse.
    pub allocataires: Option<Vec<Personne>>,
    /// The children, in the sense of the fund; an empty list says that there are none.
    pub enfants: Option<Vec<Personne>>,
    /// The address as declared to the fund.
    pub adresse: Option<Adresse>,
}

/// A member of the household.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Personne {
    /// The birth name.
    pub nom_naissance: Option<String>,
    /// The name in use; none when there is none.
    #[serde(alias = "nomUsage")]
    pub nom_usuel: Option<String>,
    /// The first names, separated by spaces.
    pub prenoms: Option<String>,
    /// The year of birth, in digits.
    pub annee_date_de_naissance: Option<String>,
    /// The month of birth, in two digits; none when it is not known.
    pub mois_date_de_naissance: Option<String>,
    /// The day of birth, in two digits; none when it is not known.
    pub jour_date_de_naissance: Option<String>,
    /// `F` or `M`.
    pub sexe: Option<String>,
}

/// An address as declared, in the lines of a French envelope.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Adresse {
    /// To whom it is addressed.
    pub identite: Option<String>,
    /// Floor, stair, flat.
    pub complement_information: Option<String>,
    /// Building, entrance.
    pub complement_information_geographique: Option<String>,
    /// Number and street.
    pub numero_libelle_voie: Option<String>,
    /// Hamlet.
    pub lieu_dit: Option<String>,
    /// Postcode and town, in one text.
    pub code_postal_ville: Option<String>,
    /// Country.
    pub pays: Option<String>,
}

conceal!(CompositionFamiliale, Personne, Adresse);
