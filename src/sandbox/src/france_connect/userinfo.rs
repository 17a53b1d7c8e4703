//! Who the person is, as far as the scopes granted tell; signed, as FranceConnect v2 does.

use axum::{
    http::{HeaderValue, header},
    response::Response,
};
use serde_json::{Value, json};

use super::{Asked, FranceConnect, people::Person, scopes};
use crate::{answer, jose, oauth, tokens};

const JWT: &str = "application/jwt";

/// Answers the holder of a live token.
pub(super) fn userinfo(provider: &FranceConnect, asked: &Asked) -> Response {
    let token = tokens::bearer(&asked.headers);
    let Some(access) = token.and_then(|token| provider.store.access(token, provider.clock.now()))
    else {
        return refused();
    };
    let mut claims = common(provider, &access.person);
    if let Value::Object(all) = &mut claims {
        all.extend(scopes::claims(&access.person.identity, &access.scopes));
    }
    oauth::uncached(answer::with_body(200, JWT, provider.key.sign(&claims)))
}

/// What every signed answer says: who tells whom about whom, and until when.
pub(super) fn common(provider: &FranceConnect, person: &Person) -> Value {
    let now = provider.clock.now().as_second();
    let client = &provider.options.client_id;
    json!({
        "iss": provider.issuer(),
        "sub": subject(person, client),
        "aud": client,
        "iat": now,
        "exp": now.saturating_add_unsigned(provider.options.token_lifetime.as_secs()),
    })
}

/// The same for a person and a service at each start, and another for another service.
pub(super) fn subject(person: &Person, client: &str) -> String {
    let identity = &person.identity;
    let told = [
        client,
        &identity.nom_naissance,
        &identity.prenoms.join(" "),
        &identity.date_naissance.to_string(),
    ];
    let told = told.join("\n");
    format!("{}v1", jose::digest(told))
}

fn refused() -> Response {
    let body = json!({ "error": "invalid_token" }).to_string();
    let mut response = answer::with_body(401, answer::JSON, body);
    let challenge = HeaderValue::from_static("Bearer error=\"invalid_token\"");
    response
        .headers_mut()
        .insert(header::WWW_AUTHENTICATE, challenge);
    response
}
