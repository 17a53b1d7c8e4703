//! Students (`/v3/mesri/…`), at the ministry of higher education.

use serde::Deserialize;

use crate::{BearerToken, Call, Client, Identite, Ine, Params, conceal::conceal, operations};

/// The operations about students; see [`Client::mesri`].
#[derive(Debug, Clone, Copy)]
pub struct Mesri<'a>(pub(crate) &'a Client);

impl Mesri<'_> {
    /// A student's admissions and registrations, from a civil status. Of the first names, only the first is used.
    pub fn statut_etudiant_identite(&self, identite: &Identite) -> Call<StatutEtudiant> {
        Call::by_identite(self.0, &operations::STATUT_ETUDIANT_IDENTITE, identite)
    }

    /// The same, about the citizen of a FranceConnect token; the answer then holds no identity.
    pub fn statut_etudiant_france_connect(&self, citizen: &BearerToken) -> Call<StatutEtudiant> {
        Call::by_france_connect(self.0, &operations::STATUT_ETUDIANT_FRANCE_CONNECT, citizen)
    }

    /// The same, from a national student number.
    pub fn statut_etudiant_ine(&self, ine: &Ine) -> Call<StatutEtudiant> {
        let params = Params::new().with("ine", ine);
        Call::new(self.0, &operations::STATUT_ETUDIANT_INE, params)
    }
}

/// The answer. Each part is there only when the token has the right to it.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct StatutEtudiant {
    /// Who the student is.
    pub identite: Option<IdentiteEtudiant>,
    /// The current year's admissions, however many; an empty list says that there are none.
    pub admissions: Option<Vec<Admission>>,
}

/// Who the student is, as certified by the ministry.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct IdentiteEtudiant {
    /// The birth name.
    pub nom_naissance: Option<String>,
    /// The first name.
    pub prenom: Option<String>,
    /// `AAAA-MM-JJ`, as written.
    pub date_naissance: Option<String>,
}

/// An admission to a course of study.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Admission {
    /// From when, `AAAA-MM-JJ`.
    pub date_debut: Option<String>,
    /// Until when, `AAAA-MM-JJ`.
    pub date_fin: Option<String>,
    /// Whether the student is registered. False says *admitted only*: it proves no registration.
    pub est_inscrit: Option<bool>,
    /// What kind of course it is.
    pub regime_formation: Option<RegimeFormation>,
    /// INSEE's code of the commune of study.
    pub code_cog_insee_commune: Option<String>,
    /// Where the student studies.
    pub etablissement_etudes: Option<EtablissementEtudes>,
}

/// What kind of course it is.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct RegimeFormation {
    /// From `RF1` to `RF7`.
    pub code: Option<String>,
    /// The kind in words.
    pub libelle: Option<String>,
}

/// A place of study.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct EtablissementEtudes {
    /// Its national code: seven digits and a letter.
    pub uai: Option<String>,
    /// Its name.
    pub nom: Option<String>,
}

conceal!(
    StatutEtudiant,
    IdentiteEtudiant,
    Admission,
    RegimeFormation,
    EtablissementEtudes
);
