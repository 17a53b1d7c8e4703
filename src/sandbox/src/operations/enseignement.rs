//! Students, scholarships, pupils.

use super::{BASE, CNOUS, MEN, MESRI, Operation};
use crate::{
    rules::{self, Rule},
    scopes::{Field, field},
};

const STATUT_ETUDIANT: &[Field] = &[
    field("identite", &["mesri_identite"]),
    field("admissions", &["mesri_admissions"]),
    field("admissions.est_inscrit", &["mesri_admission_inscrit"]),
    field(
        "admissions.regime_formation",
        &["mesri_admission_regime_formation"],
    ),
    field(
        "admissions.code_cog_insee_commune",
        &["mesri_admission_commune_etudes"],
    ),
    field(
        "admissions.etablissement_etudes",
        &["mesri_admission_etablissement_etudes"],
    ),
];

const ETUDIANT_BOURSIER: &[Field] = &[
    field("est_boursier", &["cnous_statut_boursier"]),
    field("statut_boursier", &["cnous_statut_boursier"]),
    field("echelon_bourse", &["cnous_echelon_bourse"]),
    field("periode_versement_bourse", &["cnous_periode_versement"]),
    field("etablissement_etudes", &["cnous_ville_etudes"]),
    field("email", &["cnous_email"]),
    field("identite", &["cnous_identite"]),
    field("ine", &["cnous_ine"]),
    // The field is gone since v3: the scope shows nothing, and still opens the operation.
    field("statut", &["cnous_statut_bourse"]),
];

const SCOLARITES: &[Field] = &[
    field("identite", &["men_statut_identite"]),
    field("annee_scolaire", &["men_statut_scolarite"]),
    field("est_scolarise", &["men_statut_scolarite"]),
    field("statut_eleve", &["men_statut_scolarite"]),
    field("etablissement", &["men_statut_etablissement"]),
    field(
        "module_elementaire_formation",
        &["men_statut_module_elementaire_formation"],
    ),
    field("est_boursier", &["men_statut_boursier"]),
    field("echelon_bourse", &["men_echelon_bourse"]),
    field("regime_pensionnat", &["men_regime_pensionnat"]),
];

/// MESRI and CNOUS: the whole birth date, a birthplace when it is known.
const ETUDIANT_V3: &[Rule] = &[
    rules::recipient,
    rules::nom_naissance,
    rules::prenoms,
    rules::birth_date,
    rules::sexe_optional,
    rules::birthplace,
    rules::other_civility,
];
const ETUDIANT: &[Rule] = &[
    rules::recipient,
    rules::nom_naissance,
    rules::prenoms,
    rules::birth_date,
    rules::sexe_optional,
    rules::birthplace,
    rules::campaign_year,
    rules::other_civility,
];
const INE: &[Rule] = &[rules::recipient, rules::ine];
const INE_ET_CAMPAGNE: &[Rule] = &[rules::recipient, rules::ine, rules::campaign_year];

const ETUDIANTS: Operation = Operation {
    provider: MESRI,
    fields: STATUT_ETUDIANT,
    ..BASE
};
const BOURSIERS: Operation = Operation {
    rules: ETUDIANT,
    provider: CNOUS,
    fields: ETUDIANT_BOURSIER,
    ..BASE
};
const BOURSIERS_INE: Operation = Operation {
    rules: INE_ET_CAMPAGNE,
    ..BOURSIERS
};
const ELEVES: Operation = Operation {
    rules: &[
        rules::recipient,
        rules::nom_naissance,
        rules::prenoms,
        rules::birth_date,
        rules::sexe,
        rules::annee_scolaire,
        rules::etablissement_or_perimetre,
        rules::other_civility,
    ],
    provider: MEN,
    fields: SCOLARITES,
    ..BASE
};

pub(super) static OPERATIONS: &[Operation] = &[
    Operation {
        id: "api_particulier_v3_mesri_statut_etudiant_with_civility",
        path: "/v3/mesri/statut_etudiant/identite",
        rules: &[
            rules::recipient,
            rules::nom_naissance,
            rules::prenom,
            rules::birth_date,
            rules::sexe,
            rules::birthplace,
            rules::other_civility,
        ],
        ..ETUDIANTS
    },
    Operation {
        id: "api_particulier_v3_mesri_statut_etudiant_with_ine",
        path: "/v3/mesri/statut_etudiant/ine",
        rules: INE,
        ping: Some("mesri_statut_etudiant_ine"),
        ..ETUDIANTS
    },
    Operation {
        id: "api_particulier_v3_cnous_etudiant_boursier_with_civility",
        path: "/v3/cnous/etudiant_boursier/identite",
        rules: ETUDIANT_V3,
        ..BOURSIERS
    },
    Operation {
        id: "api_particulier_v3_cnous_etudiant_boursier_with_ine",
        path: "/v3/cnous/etudiant_boursier/ine",
        rules: INE,
        ping: Some("cnous_etudiant_boursier_ine"),
        ..BOURSIERS
    },
    Operation {
        id: "api_particulier_v4_cnous_etudiant_boursier_with_civility",
        path: "/v4/cnous/etudiant_boursier/identite",
        ..BOURSIERS
    },
    Operation {
        id: "api_particulier_v4_cnous_etudiant_boursier_with_ine",
        path: "/v4/cnous/etudiant_boursier/ine",
        ..BOURSIERS_INE
    },
    Operation {
        id: "api_particulier_v5_cnous_etudiant_boursier_with_civility",
        path: "/v5/cnous/etudiant_boursier/identite",
        ..BOURSIERS
    },
    Operation {
        id: "api_particulier_v5_cnous_etudiant_boursier_with_ine",
        path: "/v5/cnous/etudiant_boursier/ine",
        ..BOURSIERS_INE
    },
    Operation {
        id: "api_particulier_v3_men_scolarites_with_civility",
        path: "/v3/men/scolarites/identite",
        ..ELEVES
    },
    Operation {
        id: "api_particulier_v4_men_scolarites_with_civility",
        path: "/v4/men/scolarites/identite",
        ..ELEVES
    },
    Operation {
        id: "api_particulier_v5_men_scolarites_with_civility",
        path: "/v5/men/scolarites/identite",
        ..ELEVES
    },
];
