//! High-level athletes (`/v3/sdh/…`), at the ministry of sports.

use serde::Deserialize;

use crate::{Call, Client, Params, conceal::conceal, operations};

/// The operations about athletes; see [`Client::sdh`].
#[derive(Debug, Clone, Copy)]
pub struct Sdh<'a>(pub(crate) &'a Client);

impl Sdh<'_> {
    /// An athlete's status, now and before, from the number that the ministry gave (digits only).
    pub fn statut_sportif_identifiant(&self, identifiant: &str) -> Call<StatutSportif> {
        let params = Params::new().with("identifiant", identifiant);
        Call::new(self.0, &operations::STATUT_SPORTIF_IDENTIFIANT, params)
    }
}

/// The answer. Each part is there only when the token has the right to it.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct StatutSportif {
    /// Who the athlete is.
    pub identite: Option<IdentiteSportif>,
    /// Whether the person is a high-level athlete.
    pub est_sportif_de_haut_niveau: Option<bool>,
    /// Whether the person was one.
    pub a_ete_sportif_de_haut_niveau: Option<bool>,
    /// The current status.
    pub informations_statut: Option<InformationsStatut>,
    /// The former ones.
    pub informations_statuts_precedents: Option<Vec<InformationsStatutPrecedent>>,
}

/// Who the athlete is.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct IdentiteSportif {
    /// The birth name.
    pub nom_naissance: Option<String>,
    /// The name in use; none when there is none.
    pub nom_usage: Option<String>,
    /// The first names, separated by spaces.
    pub prenoms: Option<String>,
    /// `AAAA-MM-JJ`, as written.
    pub date_naissance: Option<String>,
    /// `F` or `M`.
    pub sexe: Option<String>,
}

/// The current status of an athlete.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct InformationsStatut {
    /// When it applies.
    pub periode: Option<PeriodeStatut>,
    /// In which federation.
    pub federation: Option<Federation>,
    /// Where the athlete trains.
    pub etablissement: Option<EtablissementSportif>,
    /// In which region.
    pub region: Option<Region>,
    /// In which category.
    pub categorie: Option<CategorieSportive>,
    /// Whether the status is that of a high-level athlete.
    pub sportif_de_haut_niveau: Option<bool>,
}

/// A former status of an athlete.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct InformationsStatutPrecedent {
    /// The number of its record.
    pub fiche: Option<i64>,
    /// When it applied.
    pub periode: Option<PeriodeStatut>,
    /// In which federation.
    pub federation: Option<Federation>,
    /// Where the athlete trained.
    pub etablissement: Option<EtablissementSportif>,
    /// In which region.
    pub region: Option<Region>,
    /// In which category.
    pub categorie: Option<CategorieSportive>,
    /// Whether the status was that of a high-level athlete.
    pub sportif_de_haut_niveau: Option<bool>,
}

/// When a status applies.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct PeriodeStatut {
    /// From when, `AAAA-MM-JJ`.
    pub date_debut_statut: Option<String>,
    /// Until when, `AAAA-MM-JJ`.
    pub date_fin_statut: Option<String>,
}

/// A sports federation.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Federation {
    /// Its code.
    pub code_federation: Option<String>,
    /// Its name.
    pub nom_federation: Option<String>,
    /// Its short name.
    pub nom_court_federation: Option<String>,
}

/// A training establishment.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct EtablissementSportif {
    /// Its code.
    pub code_etablissement: Option<String>,
    /// Its name.
    pub nom_etablissement: Option<String>,
}

/// A region.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Region {
    /// Its code.
    pub code_region: Option<String>,
    /// Its name.
    pub nom_region: Option<String>,
}

/// A category of athletes.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct CategorieSportive {
    /// Its code.
    pub code_categorie: Option<String>,
    /// Its name.
    pub nom_categorie: Option<String>,
    /// Its rank.
    pub valeur: Option<String>,
}

conceal!(
    StatutSportif,
    IdentiteSportif,
    InformationsStatut,
    InformationsStatutPrecedent,
    PeriodeStatut,
    Federation,
    EtablissementSportif,
    Region,
    CategorieSportive
);
