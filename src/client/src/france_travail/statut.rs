//! The status of a job seeker.

use serde::Deserialize;

use crate::{Presence, conceal::conceal};

/// The answer. Each part is there only when the token has the right to it.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Statut {
    /// The user name asked about.
    pub identifiant: Option<String>,
    /// Who the person is.
    pub identite: Option<IdentiteInscrit>,
    /// How to reach the person.
    pub contact: Option<Contact>,
    /// Where the person lives.
    pub adresse: Option<Adresse>,
    /// The registration.
    pub inscription: Option<Inscription>,
}

/// Who the person is.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct IdentiteInscrit {
    /// `MME` or `M.`.
    pub civilite: Option<String>,
    /// The birth name.
    pub nom_naissance: Option<String>,
    /// The name in use; none when there is none.
    pub nom_usage: Option<String>,
    /// The first name, cut after 13 characters.
    pub prenom: Option<String>,
    /// `Masculin` or `Féminin`.
    pub sexe: Option<String>,
    /// `AAAA-MM-JJ`, as written.
    pub date_naissance: Option<String>,
}

/// How to reach the person.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Contact {
    /// A telephone number.
    pub telephone: Option<String>,
    /// Another one; none when there is none.
    pub telephone2: Option<String>,
    /// An email address; none when there is none.
    pub email: Option<String>,
}

/// Where the person lives, in the lines of a French envelope.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Adresse {
    /// The postcode.
    pub code_postal: Option<String>,
    /// INSEE's code of the commune.
    pub code_cog_insee_commune: Option<String>,
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

/// A registration as a job seeker.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Inscription {
    /// Since when, `AAAA-MM-JJ`.
    pub date_debut: Option<String>,
    /// Until when, `AAAA-MM-JJ`. Null says that the person is still registered.
    #[serde(default)]
    pub date_fin: Presence<String>,
    /// What kind of job is sought.
    pub categorie: Option<Categorie>,
    /// Whether the identity was certified (`VC`, `IC`, `PC`) or not (`AC`, `DC`, `RC`). Null says that it was not.
    #[serde(default)]
    pub code_certification_cnav: Presence<String>,
}

/// What kind of job is sought.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Categorie {
    /// From 1 to 5.
    pub code: Option<i64>,
    /// The category in words.
    pub libelle: Option<String>,
}

conceal!(
    Statut,
    IdentiteInscrit,
    Contact,
    Adresse,
    Inscription,
    Categorie
);
