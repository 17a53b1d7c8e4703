//! What a day nursery (*établissement d'accueil du jeune enfant*) needs to compute the family's contribution.

use serde::Deserialize;

use super::Adresse;
use crate::conceal::conceal;

/// The answer. Each part is there only when the token has the right to it.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct ParticipationFamilialeEaje {
    /// The person asked about and, when there is one, the spouse.
    pub allocataires: Option<Vec<PersonneEaje>>,
    /// The children, in the sense of the fund; an empty list says that there are none.
    pub enfants: Option<Vec<PersonneEaje>>,
    /// The address as declared to the fund.
    pub adresse: Option<Adresse>,
    /// What the contribution is computed from.
    pub parametres_calcul_participation_familiale: Option<ParametresCalcul>,
}

/// A member of the household.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct PersonneEaje {
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
    /// INSEE's code of the commune of birth, most often known of the person asked about alone.
    pub code_cog_insee_commune_naissance: Option<String>,
}

/// What the contribution is computed from.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct ParametresCalcul {
    /// How many children the household brings up.
    pub nombre_enfants_a_charge: Option<i64>,
    /// How many of them give right to the disabled child's allowance.
    pub nombre_enfants_beneficiaire_aeeh: Option<i64>,
    /// The household's resources.
    pub base_ressources_annuelles: Option<BaseRessourcesAnnuelles>,
}

/// The household's resources of one year.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct BaseRessourcesAnnuelles {
    /// In euros.
    pub valeur: Option<i64>,
    /// The year of the resources. MSA is known to give the current year instead.
    pub annee_calcul: Option<i64>,
}

conceal!(
    ParticipationFamilialeEaje,
    PersonneEaje,
    ParametresCalcul,
    BaseRessourcesAnnuelles
);
