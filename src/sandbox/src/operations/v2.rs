//! The first generation, by its own names: `/api/v2/…`.

use super::{
    BASE, CNOUS, DGFIP, FRANCE_TRAVAIL, MEN, MESRI, Operation, Provider, SECURITE_SOCIALE,
};
use crate::{
    api::Api,
    rules::{self, Rule},
    scopes::field,
};

const CNAF: Provider = Provider {
    name: "CNAF",
    prefix: "23",
};

const IDENTITE: &[Rule] = &[
    rules::recipient_optional,
    rules::v2_sexe_optional,
    rules::v2_dss_birthplace,
    rules::v2_dss_birth_date,
    rules::dss_prenoms,
    rules::nom_naissance,
    rules::nom_usage,
];

const V2: Operation = Operation {
    api: Api::V2,
    ..BASE
};
const DSS: Operation = Operation {
    rules: IDENTITE,
    provider: SECURITE_SOCIALE,
    cached: true,
    ..V2
};
const PAR_IDENTIFIANT: Operation = Operation {
    rules: &[rules::recipient_optional, rules::identifiant],
    provider: FRANCE_TRAVAIL,
    ..V2
};

pub(super) static OPERATIONS: &[Operation] = &[
    Operation {
        id: "api_particulier_v2_cnaf_quotient_familial",
        path: "/api/v2/composition-familiale",
        rules: &[
            rules::recipient_optional,
            rules::numero_allocataire,
            rules::code_postal,
        ],
        provider: CNAF,
        fields: &[
            field("quotientFamilial", &["cnaf_quotient_familial"]),
            field("annee", &["cnaf_quotient_familial"]),
            field("mois", &["cnaf_quotient_familial"]),
            field("allocataires", &["cnaf_allocataires"]),
            field("enfants", &["cnaf_enfants"]),
            field("adresse", &["cnaf_adresse"]),
        ],
        retired: true,
        ..V2
    },
    Operation {
        id: "api_particulier_v2_dgfip_avis_imposition",
        path: "/api/v2/avis-imposition",
        rules: &[
            rules::recipient_optional,
            rules::numero_fiscal,
            rules::reference_avis,
        ],
        provider: DGFIP,
        retired: true,
        ..V2
    },
    Operation {
        id: "api_particulier_v2_cnav_quotient_familial_v2",
        path: "/api/v2/composition-familiale-v2",
        rules: &[
            rules::recipient_optional,
            rules::qf_period,
            rules::v2_sexe_optional,
            rules::v2_dss_birthplace,
            rules::v2_dss_birth_date,
            rules::dss_prenoms,
            rules::nom_naissance,
            rules::nom_usage,
        ],
        fields: &[
            field("", &["cnaf_quotient_familial"]),
            field("allocataires", &["cnaf_allocataires"]),
            field("enfants", &["cnaf_enfants"]),
            field("adresse", &["cnaf_adresse"]),
        ],
        ..DSS
    },
    Operation {
        id: "api_particulier_v2_cnav_revenu_solidarite_active",
        path: "/api/v2/revenu-solidarite-active",
        fields: &[
            field("", &["revenu_solidarite_active"]),
            field("majoration", &["revenu_solidarite_active_majoration"]),
        ],
        ..DSS
    },
    Operation {
        id: "api_particulier_v2_cnav_prime_activite",
        path: "/api/v2/prime-activite",
        fields: &[
            field("", &["prime_activite"]),
            field("majoration", &["prime_activite_majoration"]),
        ],
        ..DSS
    },
    Operation {
        id: "api_particulier_v2_cnav_complementaire_sante_solidaire",
        path: "/api/v2/complementaire-sante-solidaire",
        fields: &[field("", &["complementaire_sante_solidaire"])],
        ..DSS
    },
    Operation {
        id: "api_particulier_v2_cnav_allocation_adulte_handicape",
        path: "/api/v2/allocation-adulte-handicape",
        fields: &[field("", &["allocation_adulte_handicape"])],
        ..DSS
    },
    Operation {
        id: "api_particulier_v2_cnav_allocation_soutien_familial",
        path: "/api/v2/allocation-soutien-familial",
        fields: &[field("", &["allocation_soutien_familial"])],
        ..DSS
    },
    Operation {
        id: "api_particulier_v2_mesri_student_status",
        path: "/api/v2/etudiants",
        rules: &[rules::recipient_optional, rules::v2_etudiant],
        provider: MESRI,
        fields: &[
            field("ine", &["mesri_identifiant"]),
            field("nom", &["mesri_identite"]),
            field("nomFamille", &["mesri_identite"]),
            field("prenom", &["mesri_identite"]),
            field("dateNaissance", &["mesri_identite"]),
            field("inscriptions.etablissement", &["mesri_etablissements"]),
            // These three choose among registrations upstream; here they open the operation and hide none.
            field("choix.etudiant", &["mesri_inscription_etudiant"]),
            field("choix.autre", &["mesri_inscription_autre"]),
            field("choix.admission", &["mesri_admission"]),
        ],
        ..V2
    },
    Operation {
        id: "api_particulier_v2_cnous_student_scholarship",
        path: "/api/v2/etudiants-boursiers",
        rules: &[rules::recipient_optional, rules::v2_boursier],
        provider: CNOUS,
        fields: &[
            field("", &["cnous_identite"]),
            field("boursier", &["cnous_statut_boursier"]),
            field("echelonBourse", &["cnous_echelon_bourse"]),
            field("email", &["cnous_email"]),
            field("dateDeRentree", &["cnous_periode_versement"]),
            field("dureeVersement", &["cnous_periode_versement"]),
            field("statut", &["cnous_statut_bourse"]),
            field("statutLibelle", &["cnous_statut_bourse"]),
            field("villeEtudes", &["cnous_ville_etudes"]),
            field("etablissement", &["cnous_ville_etudes"]),
        ],
        ..V2
    },
    Operation {
        id: "api_particulier_v2_pole_emploi_statut",
        path: "/api/v2/situations-pole-emploi",
        fields: &[
            field("", &["pole_emploi_inscription"]),
            field("civilite", &["pole_emploi_identite"]),
            field("nom", &["pole_emploi_identite"]),
            field("nomUsage", &["pole_emploi_identite"]),
            field("prenom", &["pole_emploi_identite"]),
            field("sexe", &["pole_emploi_identite"]),
            field("dateNaissance", &["pole_emploi_identite"]),
            field("telephone", &["pole_emploi_contact"]),
            field("telephone2", &["pole_emploi_contact"]),
            field("email", &["pole_emploi_contact"]),
            field("adresse", &["pole_emploi_adresse"]),
        ],
        ..PAR_IDENTIFIANT
    },
    Operation {
        id: "api_particulier_v2_pole_emploi_indemnites",
        path: "/api/v2/paiements-pole-emploi",
        fields: &[field("paiements", &["pole_emploi_paiements"])],
        ..PAR_IDENTIFIANT
    },
    Operation {
        id: "api_particulier_v2_men_scolarites",
        path: "/api/v2/scolarites",
        rules: &[
            rules::recipient_optional,
            rules::v2_civility,
            rules::code_etablissement,
            rules::annee_scolaire,
        ],
        provider: MEN,
        fields: &[
            field("", &["men_statut_scolarite"]),
            field("est_boursier", &["men_statut_boursier"]),
            field("niveau_bourse", &["men_echelon_bourse"]),
        ],
        ..V2
    },
];
