//! How API Impôt particulier lets a caller in: a token asked for with a client's identifier and secret, then a correlation
//! identifier on every call.
//!
//! Source: the specification of API Impôt particulier, and RFC 6749 §4.4 and §5 for the token.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use axum::{
    Form,
    http::{HeaderMap, header},
    response::Response,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use crate::{
    ImpotClient, answer,
    scopes::Scopes,
    texts::{self, Text},
    tokens::{self, Caller},
};

/// Where a token is asked for.
pub(crate) const TOKEN_PATH: &str = "/token";

/// What every token may be asked for.
const RESOURCES: [&str; 8] = [
    "RessourceIR",
    "RessourceIRDerniere",
    "RessourceIRDerniere2",
    "RessourceIRMultiple",
    "RessourceIRFacture",
    "RessourceIFI",
    "RessourceTHPrincipale",
    "RessourceLEP",
];

/// The form of a token request; the client may also be in `Authorization: Basic`.
#[derive(Deserialize)]
pub(crate) struct TokenRequest {
    grant_type: Option<String>,
    client_id: Option<String>,
    client_secret: Option<String>,
    scope: Option<String>,
}

/// The tokens given and not ended.
#[derive(Default)]
pub(crate) struct Gateway(Mutex<HashMap<String, Issued>>);

struct Issued {
    ends: Timestamp,
    scopes: Scopes,
}

impl Gateway {
    /// Gives a token, or says what is wrong in the way of RFC 6749.
    pub(crate) fn token(
        &self,
        client: &ImpotClient,
        headers: &HeaderMap,
        form: Option<Form<TokenRequest>>,
        now: Timestamp,
    ) -> Response {
        let Some(Form(request)) = form else {
            return refused(400, "invalid_request");
        };
        if !is_client(client, headers, &request) {
            return refused(401, "invalid_client");
        }
        match request.grant_type.as_deref() {
            Some("client_credentials") => {}
            Some(_) => return refused(400, "unsupported_grant_type"),
            None => return refused(400, "invalid_request"),
        }
        let asked = request.scope.unwrap_or_else(|| RESOURCES.join(" "));
        if !asked.split(' ').all(|scope| RESOURCES.contains(&scope)) {
            return refused(400, "invalid_scope");
        }
        let token = self.issue(&asked, now, client.token_life);
        let body = json!({ "access_token": token, "token_type": "Bearer",
            "expires_in": client.token_life.as_secs(), "scope": asked });
        uncached(answer::with_body(200, answer::JSON, body.to_string()))
    }

    fn issue(&self, scope: &str, now: Timestamp, life: Duration) -> String {
        let token = Uuid::new_v4().to_string();
        let ends = now.saturating_add(life).unwrap_or(Timestamp::MAX);
        let scopes = Scopes::Only(scope.split(' ').map(str::to_owned).collect());
        let mut issued = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        issued.retain(|_, token| now < token.ends);
        issued.insert(token.clone(), Issued { ends, scopes });
        token
    }

    /// Finds out who calls: a token given here and not ended (401).
    pub(crate) fn identify(&self, headers: &HeaderMap, now: Timestamp) -> Result<Caller, Text> {
        let token = tokens::bearer(headers).ok_or(texts::IMPOT_TOKEN)?;
        let issued = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = issued.get(token).filter(|found| now < found.ends);
        let scopes = found.ok_or(texts::IMPOT_TOKEN)?.scopes.clone();
        Ok(Caller {
            position: None,
            token: token.to_owned(),
            scopes,
            wants_proof: false,
        })
    }
}

/// Whether `X-Correlation-ID` is there and is a UUID in its usual form.
pub(crate) fn is_correlated(headers: &HeaderMap) -> bool {
    let id = headers
        .get("x-correlation-id")
        .and_then(|value| value.to_str().ok());
    id.is_some_and(|id| id.len() == 36 && Uuid::try_parse(id).is_ok())
}

fn is_client(client: &ImpotClient, headers: &HeaderMap, request: &TokenRequest) -> bool {
    let known = format!("{}:{}", client.id, client.secret);
    match (&request.client_id, &request.client_secret) {
        (Some(id), Some(secret)) => format!("{id}:{secret}") == known,
        _ => basic(headers).is_some_and(|given| given == known.as_bytes()),
    }
}

fn basic(headers: &HeaderMap) -> Option<Vec<u8>> {
    let (scheme, given) = headers
        .get(header::AUTHORIZATION)?
        .to_str()
        .ok()?
        .split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("basic")
        .then(|| STANDARD.decode(given.trim()).ok())?
}

fn refused(status: u16, error: &str) -> Response {
    let mut response =
        answer::with_body(status, answer::JSON, json!({ "error": error }).to_string());
    if status == 401 {
        let challenge = header::HeaderValue::from_static("Basic realm=\"impot\"");
        response
            .headers_mut()
            .insert(header::WWW_AUTHENTICATE, challenge);
    }
    uncached(response)
}

fn uncached(mut response: Response) -> Response {
    let no_store = header::HeaderValue::from_static("no-store");
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, no_store);
    response
}
