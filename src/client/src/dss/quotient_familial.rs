//! The family quotient of CAF and MSA, and the household.

use serde::Deserialize;

use crate::{Call, Presence, conceal::conceal};

impl Call<QuotientFamilial> {
    /// Another month's quotient than the current one: `mois` from 1 to 12, within the last 23 months.
    pub fn periode(self, annee: u16, mois: u8) -> Self {
        self.param("annee", annee).param("mois", mois)
    }
}

/// The answer. Each part is there only when the token has the right to it.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct QuotientFamilial {
    /// The quotient itself.
    pub quotient_familial: Option<QuotientFamilialValeur>,
    /// The person asked about and, when there is one, the spouse.
    pub allocataires: Option<Vec<Personne>>,
    /// The children, in the sense of the fund; an empty list says that there are none.
    pub enfants: Option<Vec<Personne>>,
    /// The address as declared to the fund.
    pub adresse: Option<Adresse>,
}

/// The quotient, and what it applies to.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct QuotientFamilialValeur {
    /// The fund that answered: `CNAF` or `MSA`.
    pub fournisseur: Option<String>,
    /// The quotient in euros. Null says that the fund has none; 0 is a quotient.
    #[serde(default)]
    pub valeur: Presence<i64>,
    /// The year the quotient applies to.
    pub annee: Option<i64>,
    /// The month the quotient applies to.
    pub mois: Option<i64>,
    /// The year it was computed.
    pub annee_calcul: Option<i64>,
    /// The month it was computed.
    pub mois_calcul: Option<i64>,
}

/// A member of the household.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Personne {
    /// The birth name.
    pub nom_naissance: Option<String>,
    /// The name in use; none when there is none.
    pub nom_usage: Option<String>,
    /// The first names, separated by spaces.
    pub prenoms: Option<String>,
    /// `AAAA-MM-JJ` as written: an unknown part is zeros (`2020-00-00`), so it is not always a date.
    pub date_naissance: Option<String>,
    /// `F` or `M`.
    pub sexe: Option<String>,
}

/// An address as declared, in the lines of a French envelope.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Adresse {
    /// To whom it is addressed.
    pub destinataire: Option<String>,
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

conceal!(QuotientFamilial, QuotientFamilialValeur, Personne, Adresse);
