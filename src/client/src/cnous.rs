//! Scholarships of students (`/v5/cnous/…`), at the student welfare service.

use serde::Deserialize;

use crate::{
    BearerToken, Call, Client, Identite, Ine, Params, Presence, conceal::conceal, operations,
};

/// The operations about scholarships; see [`Client::cnous`].
#[derive(Debug, Clone, Copy)]
pub struct Cnous<'a>(pub(crate) &'a Client);

impl Cnous<'_> {
    /// A student's scholarship, from a civil status.
    pub fn etudiant_boursier_identite(&self, identite: &Identite) -> Call<EtudiantBoursier> {
        Call::by_identite(self.0, &operations::ETUDIANT_BOURSIER_IDENTITE, identite)
    }

    /// The same, about the citizen of a FranceConnect token; the answer then holds no identity.
    pub fn etudiant_boursier_france_connect(
        &self,
        citizen: &BearerToken,
    ) -> Call<EtudiantBoursier> {
        Call::by_france_connect(
            self.0,
            &operations::ETUDIANT_BOURSIER_FRANCE_CONNECT,
            citizen,
        )
    }

    /// The same, from a national student number.
    pub fn etudiant_boursier_ine(&self, ine: &Ine) -> Call<EtudiantBoursier> {
        let params = Params::new().with("ine", ine);
        Call::new(self.0, &operations::ETUDIANT_BOURSIER_INE, params)
    }
}

impl Call<EtudiantBoursier> {
    /// The scholarship of the year that began in `annee` (from version 4 on), instead of the latest valid one.
    pub fn annee_campagne(self, annee: u16) -> Self {
        self.param("campaignYear", annee)
    }
}

/// The answer. Each part is there only when the token has the right to it.
#[derive(Clone, Default, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct EtudiantBoursier {
    /// Version 3 alone: whether the student has a scholarship; later versions say it in `statut_boursier`.
    pub est_boursier: Option<bool>,
    /// From version 4 on: whether the student has a scholarship.
    pub statut_boursier: Option<StatutBoursier>,
    /// How high the scholarship is.
    pub echelon_bourse: Option<EchelonBourse>,
    /// When it is paid.
    pub periode_versement_bourse: Option<PeriodeVersementBourse>,
    /// Where the student studies.
    pub etablissement_etudes: Option<VilleEtudes>,
    /// The student's email address.
    pub email: Option<String>,
    /// Who the student is.
    pub identite: Option<IdentiteBoursier>,
    /// From version 5 on: the national student number.
    pub ine: Option<String>,
}

/// Whether the student has a scholarship.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct StatutBoursier {
    /// Whether one was granted. Before the middle of October, false may only say that it is not known yet.
    pub est_boursier: Option<bool>,
    /// Whether the student was struck off since.
    pub est_radie: Option<bool>,
    /// When the student was struck off, `AAAA-MM-JJ`. Null says that the student was not.
    #[serde(default)]
    pub date_radiation: Presence<String>,
}

/// How high the scholarship is.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct EchelonBourse {
    /// `0bis`, or `1` to `7`.
    pub echelon: Option<String>,
    /// Whether it is provisional; of regional scholarships only.
    pub echelon_bourse_regionale_provisoire: Option<bool>,
}

/// When the scholarship is paid.
#[derive(Clone, Default, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct PeriodeVersementBourse {
    /// From when, `AAAA-MM-JJ`.
    pub date_rentree: Option<String>,
    /// How many months.
    pub duree: Option<f64>,
}

/// Where the student studies.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct VilleEtudes {
    /// The name of the commune.
    pub nom_commune: Option<String>,
    /// The name of the establishment.
    pub nom_etablissement: Option<String>,
}

/// Who the student is.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct IdentiteBoursier {
    /// The name.
    pub nom: Option<String>,
    /// The first names; the second may be null.
    pub prenoms: Option<Vec<Option<String>>>,
    /// `AAAA-MM-JJ`, as written.
    pub date_naissance: Option<String>,
    /// The name of the commune of birth.
    pub nom_commune_naissance: Option<String>,
    /// `F` or `M`.
    pub sexe: Option<String>,
}

conceal!(
    EtudiantBoursier,
    StatutBoursier,
    EchelonBourse,
    PeriodeVersementBourse,
    VilleEtudes,
    IdentiteBoursier
);
