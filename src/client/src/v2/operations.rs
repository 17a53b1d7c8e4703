//! The table of the operations of version 2 that still answer: name, path, parameters.

use crate::operation::{Operation, Parameter, Version};

const fn required(name: &'static str) -> Parameter {
    Parameter::required(name)
}

const fn optional(name: &'static str) -> Parameter {
    Parameter::optional(name)
}

/// Makes one constant for each line, and [`ALL`] of them.
macro_rules! operations {
    ($($constant:ident = $name:literal $path:literal ($($parameters:ident)*);)+) => {
        $(#[doc = concat!("`v2.", $name, "`")]
        pub const $constant: Operation = Operation {
            name: concat!("v2.", $name),
            versions: &[Version { number: 2, path: concat!("/api/v2/", $path), deprecated: true }],
            groups: &[$($parameters),*],
        };)+

        /// Every operation of version 2 that still answers.
        pub const ALL: &[&Operation] = &[$(&$constant),+];
    };
}

operations! {
    COMPOSITION_FAMILIALE_V2 = "composition_familiale_v2" "composition-familiale-v2" (ALLOCATAIRE PERIODE);
    COMPLEMENTAIRE_SANTE_SOLIDAIRE = "complementaire_sante_solidaire" "complementaire-sante-solidaire" (ALLOCATAIRE);
    REVENU_SOLIDARITE_ACTIVE = "revenu_solidarite_active" "revenu-solidarite-active" (ALLOCATAIRE);
    PRIME_ACTIVITE = "prime_activite" "prime-activite" (ALLOCATAIRE);
    ALLOCATION_ADULTE_HANDICAPE = "allocation_adulte_handicape" "allocation-adulte-handicape" (ALLOCATAIRE);
    ALLOCATION_SOUTIEN_FAMILIAL = "allocation_soutien_familial" "allocation-soutien-familial" (ALLOCATAIRE);
    ETUDIANTS_IDENTITE = "etudiants_identite" "etudiants" (ETUDIANT);
    ETUDIANTS_INE = "etudiants_ine" "etudiants" (INE);
    ETUDIANTS_BOURSIERS_IDENTITE = "etudiants_boursiers_identite" "etudiants-boursiers" (ETUDIANT_BOURSIER);
    ETUDIANTS_BOURSIERS_INE = "etudiants_boursiers_ine" "etudiants-boursiers" (INE);
    SITUATIONS_POLE_EMPLOI = "situations_pole_emploi" "situations-pole-emploi" (IDENTIFIANT);
    PAIEMENTS_POLE_EMPLOI = "paiements_pole_emploi" "paiements-pole-emploi" (IDENTIFIANT);
    SCOLARITES = "scolarites" "scolarites" (ELEVE);
}

const ALLOCATAIRE: &[Parameter] = &[
    required("nomNaissance"),
    optional("nomUsage"),
    optional("prenoms[]"),
    optional("sexe"),
    optional("anneeDateDeNaissance"),
    optional("moisDateDeNaissance"),
    optional("jourDateDeNaissance"),
    optional("codePaysLieuDeNaissance"),
    optional("codeInseeLieuDeNaissance"),
    optional("nomCommuneNaissance"),
    optional("codeInseeDepartementNaissance"),
];

/// The month of a quotient.
const PERIODE: &[Parameter] = &[optional("annee"), optional("mois")];

const ETUDIANT: &[Parameter] = &[
    required("nom"),
    required("prenom"),
    required("sexe"),
    required("dateDeNaissance"),
    optional("lieuDeNaissance"),
];

const ETUDIANT_BOURSIER: &[Parameter] = &[
    required("nom"),
    required("prenoms"),
    required("sexe"),
    required("dateDeNaissance"),
    optional("lieuDeNaissance"),
];

const ELEVE: &[Parameter] = &[
    required("nom"),
    required("prenom"),
    required("sexe"),
    required("dateNaissance"),
    required("codeEtablissement"),
    required("anneeScolaire"),
];

const INE: &[Parameter] = &[required("ine")];

const IDENTIFIANT: &[Parameter] = &[required("identifiant")];
