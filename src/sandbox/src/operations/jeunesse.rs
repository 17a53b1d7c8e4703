//! National service, civic service, high-level sport.

use super::{BASE, Operation, Provider};
use crate::{rules, scopes::field};

const ACTUEL: &str = "gip_mds_service_civique_statut_actuel";
const PASSE: &str = "gip_mds_service_civique_statut_passe";
const ORGANISME: &str = "gip_mds_service_civique_organisme_accueil";
const DATES: &str = "gip_mds_service_civique_dates";

pub(super) static OPERATIONS: &[Operation] = &[
    Operation {
        id: "api_particulier_v3_dsnj_service_national_with_civility",
        path: "/v3/dsnj/service_national/identite",
        rules: &[
            rules::recipient,
            rules::strict_prenoms,
            rules::nom_naissance,
            rules::birth_date,
            rules::age_of_service,
            rules::sexe,
            rules::birthplace,
            rules::country,
            rules::other_civility,
        ],
        provider: Provider {
            name: "DSNJ",
            prefix: "39",
        },
        fields: &[field("", &["dsnj_statut_service_national"])],
        ..BASE
    },
    Operation {
        id: "api_particulier_v3_gip_mds_service_civique_with_civility",
        path: "/v3/gip_mds/service_civique/identite",
        rules: &[
            rules::recipient,
            rules::nom_naissance,
            rules::prenoms,
            rules::birth_date,
            rules::other_civility,
        ],
        provider: Provider {
            name: "GIP-MDS",
            prefix: "31",
        },
        fields: &[
            field("statut_actuel", &[ACTUEL]),
            field("statut_actuel.organisme_accueil", &[ACTUEL, ORGANISME]),
            field("statut_actuel.date_debut_contrat", &[ACTUEL, DATES]),
            field("statut_actuel.date_fin_contrat", &[ACTUEL, DATES]),
            field("statut_passe", &[PASSE]),
            field("statut_passe.organisme_accueil", &[PASSE, ORGANISME]),
            field("statut_passe.date_debut_contrat", &[PASSE, DATES]),
            field("statut_passe.date_fin_contrat", &[PASSE, DATES]),
        ],
        ..BASE
    },
    Operation {
        id: "api_particulier_v3_sdh_statut_sportif_with_identifiant",
        path: "/v3/sdh/statut_sportif/identifiant",
        rules: &[rules::recipient, rules::identifiant_digits],
        provider: Provider {
            name: "SDH",
            prefix: "41",
        },
        fields: &[
            field("identite", &["sdh_statut_sportif_identite"]),
            field(
                "est_sportif_de_haut_niveau",
                &["sdh_statut_sportif_est_sportif_de_haut_niveau"],
            ),
            field(
                "a_ete_sportif_de_haut_niveau",
                &["sdh_statut_sportif_a_ete_sportif_de_haut_niveau"],
            ),
            field(
                "informations_statut",
                &["sdh_statut_sportif_informations_statut"],
            ),
            field(
                "informations_statuts_precedents",
                &["sdh_statut_sportif_informations_statuts_precedents"],
            ),
        ],
        ..BASE
    },
];
