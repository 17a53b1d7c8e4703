//! What the provider says of itself (OpenID Connect Discovery 1.0).

use axum::response::Response;
use serde_json::json;

use super::{FranceConnect, request::LEVELS, scopes};
use crate::{answer, jose::ES256};

/// Where everything is, and what is possible there.
pub(super) fn metadata(provider: &FranceConnect) -> Response {
    let at = |path: &str| format!("{}{path}", provider.issuer());
    let claims: Vec<_> = ["sub", "auth_time", "acr"]
        .into_iter()
        .chain(scopes::claim_names())
        .collect();
    let body = json!({
        "issuer": provider.issuer(),
        "authorization_endpoint": at("/authorize"),
        "token_endpoint": at("/token"),
        "userinfo_endpoint": at("/userinfo"),
        "jwks_uri": at("/jwks"),
        "end_session_endpoint": at("/session/end"),
        "scopes_supported": scopes::known(),
        "claims_supported": claims,
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["pairwise"],
        "acr_values_supported": LEVELS,
        "code_challenge_methods_supported": ["S256"],
        "id_token_signing_alg_values_supported": [ES256],
        "userinfo_signing_alg_values_supported": [ES256],
        "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
        "authorization_response_iss_parameter_supported": true,
        "claims_parameter_supported": false,
        "request_parameter_supported": false,
        "request_uri_parameter_supported": false,
    });
    answer::with_body(200, answer::JSON, body.to_string())
}

/// The key that signs.
pub(super) fn keys(provider: &FranceConnect) -> Response {
    let body = json!({ "keys": [provider.key.jwk()] });
    answer::with_body(200, answer::JSON, body.to_string())
}
