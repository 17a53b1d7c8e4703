//! How API Impôt particulier lets a caller in: a token asked for with a client's identifier and secret, then a correlation
//! identifier on every call.
//!
//! Source: the specification of API Impôt particulier, and RFC 6749 §4.4 and §5 for the token.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use axum::{http::HeaderMap, response::Response};
use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

use crate::{
    ImpotClient,
    fields::Fields,
    oauth,
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
        form: &Fields,
        now: Timestamp,
    ) -> Response {
        if !oauth::is_client(&client.id, &client.secret, headers, form) {
            return oauth::refused(401, "invalid_client");
        }
        match form.one("grant_type") {
            Some("client_credentials") => {}
            Some(_) => return oauth::refused(400, "unsupported_grant_type"),
            None => return oauth::refused(400, "invalid_request"),
        }
        let asked = form
            .one("scope")
            .map_or_else(|| RESOURCES.join(" "), str::to_owned);
        if !asked.split(' ').all(|scope| RESOURCES.contains(&scope)) {
            return oauth::refused(400, "invalid_scope");
        }
        let token = self.issue(&asked, now, client.token_life);
        oauth::given(&json!({ "access_token": token, "token_type": "Bearer",
            "expires_in": client.token_life.as_secs(), "scope": asked }))
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
            person: None,
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
