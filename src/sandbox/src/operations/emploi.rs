//! France Travail: registration and payments, by the name a person chose there.

use super::{BASE, FRANCE_TRAVAIL, Operation};
use crate::{rules, scopes::field};

const PAR_IDENTIFIANT: Operation = Operation {
    rules: &[rules::recipient, rules::identifiant],
    provider: FRANCE_TRAVAIL,
    ..BASE
};

pub(super) static OPERATIONS: &[Operation] = &[
    Operation {
        id: "api_particulier_v3_france_travail_statut_with_identifiant",
        path: "/v3/france_travail/statut/identifiant",
        fields: &[
            field("identifiant", &["pole_emploi_identifiant"]),
            field("identite", &["pole_emploi_identite"]),
            field("contact", &["pole_emploi_contact"]),
            field("adresse", &["pole_emploi_adresse"]),
            field("inscription", &["pole_emploi_inscription"]),
        ],
        ping: Some("pole_emploi_status"),
        ..PAR_IDENTIFIANT
    },
    Operation {
        id: "api_particulier_v3_france_travail_indemnites_with_identifiant",
        path: "/v3/france_travail/indemnites/identifiant",
        fields: &[field("paiements", &["pole_emploi_paiements"])],
        ..PAR_IDENTIFIANT
    },
];
