//! The identity parameters that several providers share.

use crate::{Operation, Param, Params, conceal::conceal};

/// A person's civil status, as the `identite` operations ask for it.
///
/// Birth name, birth year and birthplace weigh most in the search; every first name given avoids homonyms. Each operation
/// takes its own part of it ([`Operation::parameters`]): the rest is not sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Identite {
    pub(crate) nom_naissance: String,
    nom_usage: Option<String>,
    pub(crate) prenoms: Vec<String>,
    pub(crate) sexe: Option<Sexe>,
    pub(crate) date_naissance: Option<DateNaissance>,
    pub(crate) lieu_naissance: Option<LieuNaissance>,
}

/// The sex of the civil status.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Sexe {
    /// Female.
    F,
    /// Male.
    M,
}

/// A date of birth, of which only the year may be known.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct DateNaissance {
    annee: u16,
    mois: Option<u8>,
    jour: Option<u8>,
}

/// A place of birth. The codes are INSEE's (*code officiel géographique*).
#[derive(Clone, PartialEq, Eq)]
pub enum LieuNaissance {
    /// Born in France, in the commune of this code, such as `08480`.
    Commune(String),
    /// Born in France, in the commune of this name; the year of birth must then be known.
    NomCommune {
        /// The name of the commune.
        nom: String,
        /// The code of its department, such as `92`, `2A` or `974`.
        departement: String,
    },
    /// Born abroad, in the country of this code, such as `99109`.
    Pays(String),
}

const PAYS: &str = "codeCogInseePaysNaissance";

const COMMUNE: &str = "codeCogInseeCommuneNaissance";

/// France among the country codes.
const FRANCE: &str = "99100";

impl Identite {
    /// An identity known by birth name and first names, one item per first name.
    pub fn new<P: Into<String>>(
        nom_naissance: impl Into<String>,
        prenoms: impl IntoIterator<Item = P>,
    ) -> Self {
        Self {
            nom_naissance: nom_naissance.into(),
            nom_usage: None,
            prenoms: prenoms.into_iter().map(Into::into).collect(),
            sexe: None,
            date_naissance: None,
            lieu_naissance: None,
        }
    }

    /// The name in use, when it is not the birth name.
    #[must_use]
    pub fn nom_usage(mut self, nom: impl Into<String>) -> Self {
        self.nom_usage = Some(nom.into());
        self
    }

    /// The sex.
    #[must_use]
    pub fn sexe(mut self, sexe: Sexe) -> Self {
        self.sexe = Some(sexe);
        self
    }

    /// The date of birth.
    #[must_use]
    pub fn date_naissance(mut self, date: DateNaissance) -> Self {
        self.date_naissance = Some(date);
        self
    }

    /// The place of birth.
    #[must_use]
    pub fn lieu_naissance(mut self, lieu: LieuNaissance) -> Self {
        self.lieu_naissance = Some(lieu);
        self
    }

    /// What an operation takes of this identity.
    pub(crate) fn params(&self, operation: &Operation) -> Params {
        let date = self.date_naissance;
        let params = Params::new()
            .with("nomNaissance", self.nom_naissance.as_str())
            .with("nomUsage", self.nom_usage.as_deref())
            .with("prenoms[]", self.prenoms.clone())
            .with("sexeEtatCivil", self.sexe)
            .with("anneeDateNaissance", date.map(|date| date.annee))
            .with("moisDateNaissance", date.and_then(|date| date.mois))
            .with("jourDateNaissance", date.and_then(|date| date.jour));
        let params = match &self.lieu_naissance {
            Some(lieu) => lieu.add_to(params, operation.parameter(PAYS).is_some()),
            None => params,
        };
        params.taken_by(operation)
    }
}

impl DateNaissance {
    /// Only the year is known.
    pub fn annee(annee: u16) -> Self {
        Self {
            annee,
            mois: None,
            jour: None,
        }
    }

    /// The year and the month are known.
    pub fn mois(annee: u16, mois: u8) -> Self {
        Self {
            annee,
            mois: Some(mois),
            jour: None,
        }
    }

    /// The whole date is known.
    pub fn jour(annee: u16, mois: u8, jour: u8) -> Self {
        Self {
            annee,
            mois: Some(mois),
            jour: Some(jour),
        }
    }

    /// `AAAA-MM-JJ`, when the whole date is known.
    pub(crate) fn whole(self) -> Option<String> {
        let (mois, jour) = (self.mois?, self.jour?);
        Some(format!("{:04}-{mois:02}-{jour:02}", self.annee))
    }
}

impl LieuNaissance {
    fn add_to(&self, params: Params, takes_pays: bool) -> Params {
        match self {
            Self::Commune(code) => params.with(PAYS, FRANCE).with(COMMUNE, code.as_str()),
            Self::NomCommune { nom, departement } => params
                .with(PAYS, FRANCE)
                .with("nomCommuneNaissance", nom.as_str())
                .with("codeCogInseeDepartementNaissance", departement.as_str()),
            Self::Pays(code) if takes_pays => params.with(PAYS, code.as_str()),
            // A provider that asks for no country finds those born abroad by its code, in the place of the commune's.
            Self::Pays(code) => params.with(COMMUNE, code.as_str()),
        }
    }
}

impl From<Sexe> for Param {
    fn from(sexe: Sexe) -> Self {
        Self::from(match sexe {
            Sexe::F => "F",
            Sexe::M => "M",
        })
    }
}

conceal!(Identite, Sexe, DateNaissance, LieuNaissance);
