//! The operations that FranceConnect opens: the person comes with the token, and all the rest is as with a typed identity.

use std::sync::LazyLock;

use super::{BASE, Operation, Provider};
use crate::{
    rules::{self, Rule},
    scopes::field,
};

const NOTHING_ELSE: &[Rule] = &[rules::recipient];
const PERIOD: &[Rule] = &[rules::recipient, rules::qf_period];
const CAMPAIGN: &[Rule] = &[rules::recipient, rules::campaign_year];

/// The identifier, the address, and what is asked besides the person.
const TABLE: [(&str, &str, &[Rule]); 15] = [
    (
        "api_particulier_v3_cnav_quotient_familial_with_france_connect",
        "/v3/dss/quotient_familial/france_connect",
        PERIOD,
    ),
    (
        "api_particulier_v3_cnav_participation_familiale_eaje_with_france_connect",
        "/v3/dss/participation_familiale_eaje/france_connect",
        NOTHING_ELSE,
    ),
    (
        "api_particulier_v3_cnav_revenu_solidarite_active_with_france_connect",
        "/v3/dss/revenu_solidarite_active/france_connect",
        NOTHING_ELSE,
    ),
    (
        "api_particulier_v3_cnav_prime_activite_with_france_connect",
        "/v3/dss/prime_activite/france_connect",
        NOTHING_ELSE,
    ),
    (
        "api_particulier_v3_cnav_complementaire_sante_solidaire_with_france_connect",
        "/v3/dss/complementaire_sante_solidaire/france_connect",
        NOTHING_ELSE,
    ),
    (
        "api_particulier_v3_cnav_allocation_adulte_handicape_with_france_connect",
        "/v3/dss/allocation_adulte_handicape/france_connect",
        NOTHING_ELSE,
    ),
    (
        "api_particulier_v3_cnav_allocation_enfant_handicape_with_france_connect",
        "/v3/dss/allocation_enfant_handicape/france_connect",
        NOTHING_ELSE,
    ),
    (
        "api_particulier_v3_cnav_allocation_soutien_familial_with_france_connect",
        "/v3/dss/allocation_soutien_familial/france_connect",
        NOTHING_ELSE,
    ),
    (
        "api_particulier_v3_cnav_allocation_rentree_scolaire_with_france_connect",
        "/v3/dss/allocation_rentree_scolaire/france_connect",
        NOTHING_ELSE,
    ),
    (
        "api_particulier_v3_mesri_statut_etudiant_with_france_connect",
        "/v3/mesri/statut_etudiant/france_connect",
        NOTHING_ELSE,
    ),
    (
        "api_particulier_v3_cnous_etudiant_boursier_with_france_connect",
        "/v3/cnous/etudiant_boursier/france_connect",
        NOTHING_ELSE,
    ),
    (
        "api_particulier_v4_cnous_etudiant_boursier_with_france_connect",
        "/v4/cnous/etudiant_boursier/france_connect",
        CAMPAIGN,
    ),
    (
        "api_particulier_v5_cnous_etudiant_boursier_with_france_connect",
        "/v5/cnous/etudiant_boursier/france_connect",
        CAMPAIGN,
    ),
    (
        "api_particulier_v3_dsnj_service_national_with_france_connect",
        "/v3/dsnj/service_national/france_connect",
        NOTHING_ELSE,
    ),
    (
        "api_particulier_v3_gip_mds_service_civique_with_france_connect",
        "/v3/gip_mds/service_civique/france_connect",
        NOTHING_ELSE,
    ),
];

/// The one operation that no typed identity opens.
const IMMATRICULATION: Operation = Operation {
    id: "api_particulier_v3_ants_extrait_immatriculation_vehicule_with_france_connect",
    path: "/v3/ants/extrait_immatriculation_vehicule/france_connect",
    rules: &[rules::recipient, rules::immatriculation],
    provider: Provider {
        name: "ANTS",
        prefix: "42",
    },
    fields: &[
        field(
            "adresse_particulier",
            &["ants_extrait_immatriculation_vehicule_adresse_particulier"],
        ),
        field(
            "statut_rattachement",
            &["ants_extrait_immatriculation_vehicule_statut_rattachement"],
        ),
        field(
            "donnees_immatriculation_vehicule",
            &["ants_extrait_immatriculation_vehicule_donnees_immatriculation_vehicule"],
        ),
        field(
            "caracteristiques_techniques_vehicule",
            &["ants_extrait_immatriculation_vehicule_caracteristiques_techniques_vehicule"],
        ),
        // The holder's identity comes whatever the scopes: this one shows nothing more, and opens the operation.
        field(
            "identite",
            &["ants_extrait_immatriculation_vehicule_identite_particulier"],
        ),
    ],
    connected: true,
    ..BASE
};

/// Every operation of this kind.
pub(super) static OPERATIONS: LazyLock<Vec<Operation>> = LazyLock::new(|| {
    let beside = TABLE.iter().map(|(id, path, rules)| Operation {
        id,
        path,
        rules,
        ping: None,
        connected: true,
        ..sister(id)
    });
    beside.chain([IMMATRICULATION]).collect()
});

/// The operation that answers the same by a typed identity; a test proves that there is one.
fn sister(id: &str) -> Operation {
    let sister = super::sister(id);
    let found = super::by_token().find(|operation| operation.id == sister);
    found.copied().unwrap_or(BASE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_has_what_its_sister_has() {
        for operation in OPERATIONS.iter() {
            assert!(
                operation.connected && !operation.fields.is_empty(),
                "{}",
                operation.id
            );
            assert!(
                operation.path.ends_with("/france_connect"),
                "{}",
                operation.path
            );
        }
        assert_eq!(OPERATIONS[0].provider.prefix, "35");
    }
}
