//! Pupils (`/v5/men/…`), at the ministry of education.

use serde::Deserialize;

use crate::{Call, Client, Identite, Presence, conceal::conceal, operations};

/// The operations about pupils; see [`Client::men`].
#[derive(Debug, Clone, Copy)]
pub struct Men<'a>(pub(crate) &'a Client);

/// Where a pupil is looked for.
#[derive(Clone, PartialEq, Eq)]
pub enum Perimetre {
    /// In the school of this national code (*UAI*): seven digits and a letter.
    Etablissement(String),
    /// In the schools of these departments, by the ministry's own codes (*BCN*), such as `001`.
    Departements(Degre, Vec<String>),
    /// In the schools of these academic regions, by the ministry's own codes (*BCN*), such as `18`.
    Regions(Degre, Vec<String>),
}

/// A level of schools.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Degre {
    /// Nursery and primary schools.
    Premier,
    /// *Collèges* and *lycées*.
    Second,
}

impl Men<'_> {
    /// A pupil's schooling in the school year that began in `annee`, from a civil status.
    pub fn scolarites_identite(
        &self,
        identite: &Identite,
        annee: u16,
        perimetre: &Perimetre,
    ) -> Call<Scolarite> {
        let call = Call::by_identite(self.0, &operations::SCOLARITES_IDENTITE, identite);
        call.param("anneeScolaire", annee).within(perimetre)
    }
}

impl Call<Scolarite> {
    fn within(self, perimetre: &Perimetre) -> Self {
        let (degre, name, codes) = match perimetre {
            Perimetre::Etablissement(uai) => return self.param("codeEtablissement", uai.as_str()),
            Perimetre::Departements(degre, codes) => (degre, "codesBcnDepartements[]", codes),
            Perimetre::Regions(degre, codes) => (degre, "codesBcnRegions[]", codes),
        };
        let degre = match degre {
            Degre::Premier => "1D",
            Degre::Second => "2D",
        };
        self.param("degreEtablissement", degre)
            .param(name, codes.clone())
    }
}

/// The answer. Each part is there only when the token has the right to it.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Scolarite {
    /// Who the pupil is.
    pub identite: Option<IdentiteEleve>,
    /// The school year: `AAAA` or `AAAA-AAAA`.
    pub annee_scolaire: Option<String>,
    /// Whether the pupil goes to school.
    pub est_scolarise: Option<bool>,
    /// Under which status.
    pub statut_eleve: Option<StatutEleve>,
    /// Which school.
    pub etablissement: Option<Etablissement>,
    /// Which class, in the ministry's own classification.
    pub module_elementaire_formation: Option<ModuleElementaireFormation>,
    /// Whether the pupil has a scholarship. Null says that it is not known; false is not reliable before the middle of
    /// October.
    #[serde(default)]
    pub est_boursier: Presence<bool>,
    /// How high the scholarship is, from 1 to 6. Null says that there is none, or that it is not known.
    #[serde(default)]
    pub echelon_bourse: Presence<i64>,
    /// From version 5 on: whether the pupil eats and sleeps at school. Null says that it is not known.
    #[serde(default)]
    pub regime_pensionnat: Presence<RegimePensionnat>,
}

/// Who the pupil is.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct IdentiteEleve {
    /// The name.
    pub nom: Option<String>,
    /// The first name.
    pub prenom: Option<String>,
    /// `F` or `M`.
    pub sexe: Option<String>,
    /// `AAAA-MM-JJ`, as written.
    pub date_naissance: Option<String>,
}

/// The status of a pupil.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct StatutEleve {
    /// Two letters, most often `ST`.
    pub code: Option<String>,
    /// The status in words.
    pub libelle: Option<String>,
}

/// A school.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Etablissement {
    /// Its national code: seven digits and a letter.
    pub code_uai: Option<String>,
    /// The code of the ministry it belongs to.
    pub code_ministere_tutelle: Option<String>,
}

/// A class.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct ModuleElementaireFormation {
    /// Its code.
    pub code_mef_stat: Option<String>,
    /// Its name.
    pub libelle: Option<String>,
}

/// Whether the pupil eats and sleeps at school.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct RegimePensionnat {
    /// From `0` (neither) to `6`; `2` eats there, `3` sleeps there.
    pub code: Option<String>,
    /// The same in words.
    pub libelle: Option<String>,
}

conceal!(
    Perimetre,
    Scolarite,
    IdentiteEleve,
    StatutEleve,
    Etablissement,
    ModuleElementaireFormation,
    RegimePensionnat
);
