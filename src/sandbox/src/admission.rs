//! Who is let in to an operation: a valid token, that opens it, and what its interface asks for besides.

use axum::{http::HeaderMap, response::Response};
use jiff::Timestamp;

use crate::{
    answer,
    api::Api,
    impot::{self, Gateway},
    operations::Operation,
    texts,
    tokens::{self, Caller},
};

/// Lets a caller in to `operation`, or writes the refusal: 401 for the token, 403 for its scopes, 400 for a call of the tax
/// interface that cannot be followed.
///
/// `accepted` are the tokens of API Particulier, `gateway` knows those of API Impôt particulier.
#[expect(
    clippy::result_large_err,
    reason = "the refusal is the answer, written at once"
)]
pub(crate) fn admit(
    operation: &Operation,
    headers: &HeaderMap,
    accepted: &[String],
    gateway: &Gateway,
    at: Timestamp,
) -> Result<Caller, Response> {
    let api = operation.api;
    let (identified, closed) = match api {
        Api::Impot => (gateway.identify(headers, at), texts::IMPOT_RESOURCE),
        Api::V2 | Api::V3 => (
            tokens::identify(headers, api, accepted),
            texts::NO_PRIVILEGE,
        ),
    };
    let caller = identified.map_err(|text| answer::refusal(api, 401, text))?;
    if !caller.scopes.open(operation.fields) {
        return Err(answer::refusal(api, 403, closed));
    }
    if api == Api::Impot && !impot::is_correlated(headers) {
        return Err(answer::problem(api, 400, texts::IMPOT_CORRELATION));
    }
    Ok(caller)
}
