//! A code becomes tokens (OpenID Connect Core §3.1.3, RFC 7636 §4.6).

use axum::response::Response;
use serde_json::{Value, json};

use super::{Asked, FranceConnect, store::Grant, userinfo};
use crate::{fields::Fields, jose, oauth};

/// Gives the tokens, once: to the service that sent the person, at the address it gave, by the verifier it kept.
pub(super) fn token(provider: &FranceConnect, asked: &Asked) -> Response {
    let (fields, options) = (&asked.fields, &provider.options);
    if !asked.posted {
        return oauth::refused(400, "invalid_request");
    }
    if !oauth::is_client(
        &options.client_id,
        &options.client_secret,
        &asked.headers,
        fields,
    ) {
        return oauth::refused(401, "invalid_client");
    }
    match (fields.one("grant_type"), fields.one("code")) {
        (Some("authorization_code"), Some(code)) => exchange(provider, fields, code),
        (Some(grant), _) if grant != "authorization_code" => {
            oauth::refused(400, "unsupported_grant_type")
        }
        _ => oauth::refused(400, "invalid_request"),
    }
}

fn exchange(provider: &FranceConnect, fields: &Fields, code: &str) -> Response {
    let (now, life) = (provider.clock.now(), provider.options.token_lifetime);
    let fits = |grant: &Grant| {
        fields.one("redirect_uri") == Some(&grant.redirect_uri) && is_verified(grant, fields)
    };
    let Some((grant, token)) = provider.store.exchange(code, now, life, fits) else {
        return oauth::refused(400, "invalid_grant");
    };
    oauth::given(&json!({
        "access_token": token,
        "token_type": "Bearer",
        "expires_in": life.as_secs(),
        "scope": grant.scopes.join(" "),
        "id_token": provider.key.sign(&id_token(provider, &grant, &token)),
    }))
}

/// A verifier comes when a challenge came, and only then.
fn is_verified(grant: &Grant, fields: &Fields) -> bool {
    let shown = fields.one("code_verifier").map(jose::digest);
    grant.challenge == shown
}

fn id_token(provider: &FranceConnect, grant: &Grant, access_token: &str) -> Value {
    let mut claims = userinfo::common(provider, &grant.person);
    claims["auth_time"] = grant.connected_at.as_second().into();
    claims["nonce"] = grant.nonce.as_str().into();
    claims["acr"] = grant.acr.into();
    claims["at_hash"] = jose::half_digest(access_token).into();
    claims
}
