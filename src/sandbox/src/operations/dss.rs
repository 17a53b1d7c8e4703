//! Social security: family funds, and what they pay.

use super::{BASE, Operation, Provider};
use crate::{
    rules::{self, Rule},
    scopes::{Field, field},
};

/// The funds that know a family quotient.
const CAF_MSA: Provider = Provider {
    name: "CNAF & MSA",
    prefix: "35",
};

const IDENTITE: &[Rule] = &[
    rules::recipient,
    rules::sexe_optional,
    rules::dss_birthplace,
    rules::dss_birth_date,
    rules::dss_prenoms,
    rules::nom_naissance,
    rules::nom_usage,
];

const DSS: Operation = Operation {
    rules: IDENTITE,
    cached: true,
    ..BASE
};

pub(super) const QUOTIENT_FAMILIAL: &[Field] = &[
    field("quotient_familial", &["cnaf_quotient_familial"]),
    field("allocataires", &["cnaf_allocataires"]),
    field("enfants", &["cnaf_enfants"]),
    field("adresse", &["cnaf_adresse"]),
];

pub(super) static OPERATIONS: &[Operation] = &[
    Operation {
        id: "api_particulier_v3_cnav_quotient_familial_with_civility",
        path: "/v3/dss/quotient_familial/identite",
        rules: &[
            rules::recipient,
            rules::qf_period,
            rules::sexe_optional,
            rules::dss_birthplace,
            rules::dss_birth_date,
            rules::dss_prenoms,
            rules::nom_naissance,
            rules::nom_usage,
        ],
        provider: CAF_MSA,
        fields: QUOTIENT_FAMILIAL,
        ping: Some("cnaf_msa_quotient_familial"),
        proves: true,
        ..DSS
    },
    Operation {
        id: "api_particulier_v3_cnav_participation_familiale_eaje_with_civility",
        path: "/v3/dss/participation_familiale_eaje/identite",
        proves: true,
        fields: &[
            field(
                "allocataires",
                &["cnav_participation_familiale_eaje_allocataires"],
            ),
            field("enfants", &["cnav_participation_familiale_eaje_enfants"]),
            field("adresse", &["cnav_participation_familiale_eaje_adresse"]),
            field(
                "parametres_calcul_participation_familiale",
                &["cnav_participation_familiale_eaje_parametres_calcul"],
            ),
        ],
        ..DSS
    },
    Operation {
        id: "api_particulier_v3_cnav_revenu_solidarite_active_with_civility",
        path: "/v3/dss/revenu_solidarite_active/identite",
        fields: &[
            field("", &["revenu_solidarite_active"]),
            field("avec_majoration", &["revenu_solidarite_active_majoration"]),
        ],
        ..DSS
    },
    Operation {
        id: "api_particulier_v3_cnav_prime_activite_with_civility",
        path: "/v3/dss/prime_activite/identite",
        fields: &[
            field("", &["prime_activite"]),
            field("avec_majoration", &["prime_activite_majoration"]),
        ],
        ..DSS
    },
    Operation {
        id: "api_particulier_v3_cnav_complementaire_sante_solidaire_with_civility",
        path: "/v3/dss/complementaire_sante_solidaire/identite",
        fields: &[field("", &["complementaire_sante_solidaire"])],
        ..DSS
    },
    Operation {
        id: "api_particulier_v3_cnav_allocation_adulte_handicape_with_civility",
        path: "/v3/dss/allocation_adulte_handicape/identite",
        fields: &[field("", &["allocation_adulte_handicape"])],
        ..DSS
    },
    Operation {
        id: "api_particulier_v3_cnav_allocation_enfant_handicape_with_civility",
        path: "/v3/dss/allocation_enfant_handicape/identite",
        fields: &[field("", &["cnav_allocation_enfant_handicape"])],
        ..DSS
    },
    Operation {
        id: "api_particulier_v3_cnav_allocation_soutien_familial_with_civility",
        path: "/v3/dss/allocation_soutien_familial/identite",
        fields: &[field("", &["allocation_soutien_familial"])],
        ..DSS
    },
    Operation {
        id: "api_particulier_v3_cnav_allocation_rentree_scolaire_with_civility",
        path: "/v3/dss/allocation_rentree_scolaire/identite",
        fields: &[field("", &["cnav_allocation_rentree_scolaire"])],
        ping: Some("cnav_allocation_rentree_scolaire"),
        ..DSS
    },
];
