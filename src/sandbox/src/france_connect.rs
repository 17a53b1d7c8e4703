//! The FranceConnect way of asking. The sandbox holds no FranceConnect session, so that no token can be a known one: the answer
//! is the API's own, which tells the person to connect again.
//!
//! Source: the addresses of the API, and its codes of 2026.

use axum::{http::HeaderMap, response::Response};

use crate::{answer, api::Problem, texts, tokens};

/// The addresses that take a FranceConnect token in the place of the API's.
pub(crate) const PATHS: &[&str] = &[
    "/v3/ants/extrait_immatriculation_vehicule/france_connect",
    "/v3/dss/allocation_adulte_handicape/france_connect",
    "/v3/dss/allocation_enfant_handicape/france_connect",
    "/v3/dss/allocation_rentree_scolaire/france_connect",
    "/v3/dss/allocation_soutien_familial/france_connect",
    "/v3/dss/complementaire_sante_solidaire/france_connect",
    "/v3/dss/participation_familiale_eaje/france_connect",
    "/v3/dss/prime_activite/france_connect",
    "/v3/dss/quotient_familial/france_connect",
    "/v3/dss/revenu_solidarite_active/france_connect",
    "/v3/cnous/etudiant_boursier/france_connect",
    "/v4/cnous/etudiant_boursier/france_connect",
    "/v5/cnous/etudiant_boursier/france_connect",
    "/v3/dsnj/service_national/france_connect",
    "/v3/gip_mds/service_civique/france_connect",
    "/v3/mesri/statut_etudiant/france_connect",
];

/// 401: no FranceConnect token (`51504`), or one that nobody knows (`51502`).
pub(crate) fn refuse(headers: &HeaderMap) -> Response {
    let text = match tokens::bearer(headers) {
        None => texts::FRANCE_CONNECT_ABSENT,
        Some(_) => texts::FRANCE_CONNECT_UNKNOWN,
    };
    answer::v3(&[Problem::new(401, text)])
}
