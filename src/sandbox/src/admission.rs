//! Who is let in to an operation: a valid token, that opens it, and what its interface asks for besides.

use axum::{http::HeaderMap, response::Response};
use jiff::Timestamp;

use crate::{
    answer,
    api::Api,
    france_connect::FranceConnect,
    impot::{self, Gateway},
    operations::Operation,
    scopes::Scopes,
    texts::{self, Text},
    tokens::{self, Caller},
};

/// Those who know the tokens of each kind.
pub(crate) struct Doors<'a> {
    /// The tokens of API Particulier.
    pub(crate) accepted: &'a [String],
    /// Knows those of API Impôt particulier.
    pub(crate) gateway: &'a Gateway,
    /// Knows those of people who are connected.
    pub(crate) france_connect: &'a FranceConnect,
}

/// Lets a caller in to `operation`, or writes the refusal: 401 for the token, 403 for its scopes, 400 for a call of the tax
/// interface that cannot be followed.
#[expect(
    clippy::result_large_err,
    reason = "the refusal is the answer, written at once"
)]
pub(crate) fn admit(
    operation: &Operation,
    headers: &HeaderMap,
    doors: &Doors<'_>,
    at: Timestamp,
) -> Result<Caller, Response> {
    let api = operation.api;
    let refused = |text| answer::refusal(api, 401, text);
    let caller = match api {
        Api::V3 if operation.connected => {
            // The operation itself refuses these tokens, and blames no parameter.
            connected(headers, doors.france_connect)
                .map_err(|text| answer::problem(api, 401, text))?
        }
        Api::Impot => (doors.gateway.identify(headers, at)).map_err(refused)?,
        Api::V2 | Api::V3 => tokens::identify(headers, api, doors.accepted).map_err(refused)?,
    };
    if !caller.scopes.open(operation.fields) {
        let closed = match api {
            Api::Impot => texts::IMPOT_RESOURCE,
            Api::V2 | Api::V3 => texts::NO_PRIVILEGE,
        };
        return Err(answer::refusal(api, 403, closed));
    }
    if api == Api::Impot && !impot::is_correlated(headers) {
        return Err(answer::problem(api, 400, texts::IMPOT_CORRELATION));
    }
    Ok(caller)
}

/// The caller on behalf of a person who is connected: the data scopes are those FranceConnect granted.
fn connected(headers: &HeaderMap, provider: &FranceConnect) -> Result<Caller, Text> {
    let (token, access) = provider.introspect(headers)?;
    Ok(Caller {
        position: None,
        token,
        scopes: Scopes::Only(access.scopes),
        wants_proof: tokens::wants_proof(headers),
        person: Some(access.person),
    })
}
