//! The operations served, as data: adding one is adding an entry here and a folder of cases.

use crate::rules::{self, Rule};

/// One operation of API Particulier.
pub(crate) struct Operation {
    /// The upstream's `x-operationId`: the name of its folder of cases.
    pub(crate) id: &'static str,
    /// Its path.
    pub(crate) path: &'static str,
    /// The rules over its parameters, in the order their errors come.
    pub(crate) rules: &'static [Rule],
    /// Who answers behind the API, as error bodies name it.
    pub(crate) provider: &'static str,
    /// The provider's prefix in error codes.
    pub(crate) prefix: &'static str,
    /// Whether the API says if the answer comes from its cache.
    pub(crate) cached: bool,
    /// The provider's name in `/api/{name}/ping`.
    pub(crate) ping: &'static str,
}

/// Every operation served.
pub(crate) static OPERATIONS: &[Operation] = &[
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
        provider: "CNAF & MSA",
        prefix: "35",
        cached: true,
        ping: "cnaf_msa_quotient_familial",
    },
    Operation {
        id: "api_particulier_v3_france_travail_statut_with_identifiant",
        path: "/v3/france_travail/statut/identifiant",
        rules: &[rules::recipient, rules::identifiant],
        provider: "France Travail",
        prefix: "24",
        cached: false,
        ping: "pole_emploi_status",
    },
];
