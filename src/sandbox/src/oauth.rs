//! What the two token endpoints have in common: who asks, and how a request is refused (RFC 6749 §2.3.1 and §5.2).

use axum::{
    http::{HeaderMap, header},
    response::Response,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

use crate::{answer, fields::Fields};

/// Whether a request shows this client's identifier and secret, in the form or in `Authorization: Basic`.
pub(crate) fn is_client(id: &str, secret: &str, headers: &HeaderMap, form: &Fields) -> bool {
    let shown = match (form.one("client_id"), form.one("client_secret")) {
        (Some(id), Some(secret)) => Some((id.to_owned(), secret.to_owned())),
        _ => basic(headers),
    };
    shown.is_some_and(|shown| shown == (id.to_owned(), secret.to_owned()))
}

fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let header = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, given) = header.split_once(' ')?;
    let given = STANDARD.decode(given.trim()).ok()?;
    let given = String::from_utf8(given).ok()?;
    let (id, secret) = given.split_once(':')?;
    // Both are written as in a form before they are put together.
    let decoded = |text: &str| {
        Fields::read(format!("x={text}").as_bytes())
            .one("x")
            .map(str::to_owned)
    };
    let basic = scheme.eq_ignore_ascii_case("basic");
    basic.then(|| decoded(id).zip(decoded(secret)))?
}

/// A refusal: 401 for a client that is not known, 400 for the rest.
pub(crate) fn refused(status: u16, error: &str) -> Response {
    let mut response =
        answer::with_body(status, answer::JSON, json!({ "error": error }).to_string());
    if status == 401 {
        let challenge = header::HeaderValue::from_static("Basic realm=\"token\"");
        response
            .headers_mut()
            .insert(header::WWW_AUTHENTICATE, challenge);
    }
    uncached(response)
}

/// The tokens given.
pub(crate) fn given(body: &Value) -> Response {
    uncached(answer::with_body(200, answer::JSON, body.to_string()))
}

/// An answer that no cache may keep.
pub(crate) fn uncached(mut response: Response) -> Response {
    let no_store = header::HeaderValue::from_static("no-store");
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, no_store);
    response
}
