//! The proof that a call comes from the holder of a key, and not from who found a token (RFC 9449).
//!
//! Source: the API's announcement of 2026: one key is pinned by its thumbprint, a failure is a 403.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use axum::http::{HeaderMap, Uri, header};
use jiff::Timestamp;
use p256::PublicKey;
use serde_json::Value;

use crate::jose::{self, ES256};

/// How far from the sandbox's clock a proof may be written, in seconds.
const WINDOW: i64 = 60;

/// The proofs already seen, each as long as it could come back.
#[derive(Default)]
pub(crate) struct Proofs(Mutex<HashMap<String, Timestamp>>);

impl Proofs {
    /// Whether a call to `path` with `token` proves that it holds the key of thumbprint `pinned`, for the first time with this proof.
    pub(crate) fn accept(
        &self,
        headers: &HeaderMap,
        path: &str,
        token: &str,
        pinned: &str,
        now: Timestamp,
    ) -> bool {
        let claims = only(headers).and_then(|proof| signed(proof, pinned));
        claims.is_some_and(|claims| {
            claims["htm"] == "GET"
                && is_address(&claims, headers, path)
                && is_recent(&claims, now)
                && claims["ath"] == jose::digest(token)
                && self.is_first(&claims, now)
        })
    }

    fn is_first(&self, claims: &Value, now: Timestamp) -> bool {
        let Some(jti) = claims["jti"].as_str().filter(|jti| !jti.is_empty()) else {
            return false;
        };
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // A proof from the far end of the window stays valid for twice its width.
        seen.retain(|_, at| now.as_second() - at.as_second() <= 2 * WINDOW);
        seen.insert(jti.to_owned(), now).is_none()
    }
}

/// The proof of a call that has exactly one.
fn only(headers: &HeaderMap) -> Option<&str> {
    let mut proofs = headers.get_all("dpop").iter();
    let proof = proofs.next()?.to_str().ok()?;
    proofs.next().is_none().then_some(proof)
}

/// The claims of a proof of the right type, signed by the pinned key, which it carries.
fn signed(proof: &str, pinned: &str) -> Option<Value> {
    let (header, _) = proof.split_once('.')?;
    let header: Value = serde_json::from_slice(&jose::decode(header)?).ok()?;
    let jwk = &header["jwk"];
    let typed = header["typ"] == "dpop+jwt" && header["alg"] == ES256;
    let public = jwk.get("d").is_none() && jose::thumbprint(jwk) == pinned;
    let key = public_key(jwk).filter(|_| typed && public)?;
    jose::claims(proof, &key)
}

fn public_key(jwk: &Value) -> Option<PublicKey> {
    let coordinate =
        |name: &str| jose::decode(jwk[name].as_str()?).filter(|bytes| bytes.len() == 32);
    let point = [vec![4], coordinate("x")?, coordinate("y")?].concat();
    PublicKey::from_sec1_bytes(&point).ok()
}

/// Whether the proof is for this address; neither query nor fragment belongs in it (RFC 9449 §4.2).
fn is_address(claims: &Value, headers: &HeaderMap, path: &str) -> bool {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let told = claims["htu"]
        .as_str()
        .filter(|told| !told.contains(['?', '#']));
    let (Some(host), Some(Ok(told))) = (host, told.map(str::parse::<Uri>)) else {
        return false;
    };
    let authority = told.authority().map(|authority| authority.as_str());
    told.scheme_str() == Some("http")
        && authority.is_some_and(|authority| authority.eq_ignore_ascii_case(host))
        && told.path() == path
}

fn is_recent(claims: &Value, now: Timestamp) -> bool {
    let written = claims["iat"].as_i64();
    written.is_some_and(|written| written.abs_diff(now.as_second()) <= WINDOW.unsigned_abs())
}
