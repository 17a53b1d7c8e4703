//! Who is let in to an operation: a valid token, that opens it, and what its interface asks for besides.

use axum::{http::HeaderMap, response::Response};
use jiff::{Timestamp, civil::Date};

use crate::{
    Options, answer,
    api::Api,
    dpop::Proofs,
    france_connect::FranceConnect,
    impot::{self, Gateway},
    operations::Operation,
    query::Given,
    rules,
    scopes::Scopes,
    texts::{self, Text},
    tokens::{self, Caller},
};

/// Those who know the tokens of each kind.
pub(crate) struct Doors<'a> {
    /// Holds the tokens of API Particulier, and what more their calls must show.
    pub(crate) options: &'a Options,
    /// Knows those of API Impôt particulier.
    pub(crate) gateway: &'a Gateway,
    /// Knows those of people who are connected.
    pub(crate) france_connect: &'a FranceConnect,
    /// Knows the proofs that have served.
    pub(crate) proofs: &'a Proofs,
}

/// Lets a caller in to `operation`, or writes the refusal: 401 for the token, 403 for its proof or its scopes, 400 for a call of the tax
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
        Api::V2 | Api::V3 => {
            tokens::identify(headers, api, &doors.options.tokens).map_err(refused)?
        }
    };
    if api == Api::V3 && !proves_its_key(operation, headers, doors, &caller, at) {
        return Err(answer::refusal(api, 403, texts::PROOF));
    }
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

fn proves_its_key(
    operation: &Operation,
    headers: &HeaderMap,
    doors: &Doors<'_>,
    caller: &Caller,
    at: Timestamp,
) -> bool {
    let Some(pinned) = &doors.options.dpop else {
        return true;
    };
    let proofs = doors.proofs;
    proofs.accept(headers, operation.path, &caller.token, pinned, at)
}

/// Whether an editor's call names one of its delegations. Without a right `recipient` the question does not come up.
///
/// Source: server code of 2026, which finds the delegation with the token, before the rate and the other parameters.
pub(crate) fn is_delegated(
    operation: &Operation,
    given: &Given,
    caller: &Caller,
    delegations: &[String],
    today: Date,
) -> bool {
    let editor = operation.api == Api::V3 && caller.position.is_some() && !delegations.is_empty();
    let named = given.one("delegation_id").map(str::to_lowercase);
    !editor
        || rules::check(&[rules::recipient], given, today).is_err()
        || named.is_some_and(|named| {
            delegations
                .iter()
                .any(|known| known.to_lowercase() == named)
        })
}
