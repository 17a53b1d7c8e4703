//! Telling, for the form's server, the values of an attestation from those that a person typed.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::fill::is_sent;
use model::protocol::Period;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::attest::{Attested, Claims, TYP};
use crate::jose::Jws;
use crate::keys::Ring;

/// What the form's server received.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Question {
    /// The hidden field `pre-remplir-attestation`.
    attestation: String,
    /// What was sent in the fields, by the path of each: `quotient_familial.valeur`, or `source:path`.
    #[serde(default)]
    values: BTreeMap<String, Value>,
    /// The form it was sent in.
    form: Option<String>,
    /// The SIRET of the administration.
    audience: Option<String>,
}

/// What an attestation proves.
#[derive(Debug, Serialize)]
pub(crate) struct Verified {
    form: String,
    audience: String,
    organisation: String,
    pub(crate) receipt: String,
    jti: String,
    identity: String,
    issued_at: String,
    expires_at: String,
    /// When the person took the agreement back, if they did: what is certified was delivered before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) withdrawn_at: Option<String>,
    values: BTreeMap<String, Verdict>,
}

/// What an attestation proves of one value.
#[derive(Debug, PartialEq, Serialize)]
#[serde(tag = "status", rename_all = "snake_case")]
enum Verdict {
    /// It is what the administration gave.
    Certified(Origin),
    /// The administration gave another: this one is the person's own declaration.
    Changed { declared: bool },
    /// The attestation says nothing of it: it is the person's own declaration.
    Unknown { declared: bool },
}

/// Where a certified value comes from.
#[derive(Debug, PartialEq, Serialize)]
struct Origin {
    source: String,
    assurance: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    provider: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    obtained_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<Period>,
}

/// Why an attestation proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// It is not a token of this kind, or not signed by ES256.
    Unreadable,
    /// No key of this relay has the name it gives.
    Key,
    /// It was not signed by that key.
    Signature,
    /// Another relay issued it.
    Issuer,
    /// It is not for this administration.
    Audience,
    /// It is for another form.
    Form,
    /// Its time is over, or has not come.
    Expired,
}

/// Answers a question.
///
/// # Errors
/// [`Refused`] when the attestation proves nothing.
pub(crate) fn verify(
    keys: &Ring,
    issuer: &str,
    question: &Question,
    now: Timestamp,
) -> Result<Verified, Refused> {
    let claims = claims(keys, &question.attestation, now)?;
    let is =
        |expected: &Option<String>, found: &str| expected.as_deref().is_none_or(|one| one == found);
    match () {
        () if claims.iss != issuer => return Err(Refused::Issuer),
        () if !is(&question.audience, &claims.aud) => return Err(Refused::Audience),
        () if !is(&question.form, &claims.form) => return Err(Refused::Form),
        () if !(claims.iat..claims.exp).contains(&now.as_second()) => return Err(Refused::Expired),
        () => {}
    }
    let verdicts = question.values.iter();
    let values =
        verdicts.map(|(path, value)| (path.clone(), verdict(&claims.sources, path, value)));
    Ok(Verified {
        values: values.collect(),
        issued_at: rfc3339(claims.iat),
        expires_at: rfc3339(claims.exp),
        form: claims.form,
        audience: claims.aud,
        organisation: claims.organisation,
        receipt: claims.receipt,
        jti: claims.jti,
        withdrawn_at: None,
        identity: claims.identity,
    })
}

/// The claims of a token that one of these keys signed.
pub(crate) fn claims(keys: &Ring, token: &str, now: Timestamp) -> Result<Claims, Refused> {
    let jws = Jws::parse(TYP, token.trim()).ok_or(Refused::Unreadable)?;
    let kid = jws.header.kid.as_deref().unwrap_or_default();
    let key = keys.named(kid, now).ok_or(Refused::Key)?;
    jws.claims(key.public()).ok_or(Refused::Signature)
}

fn rfc3339(seconds: i64) -> String {
    Timestamp::from_second(seconds).map_or_else(|_| String::new(), crate::calendar::rfc3339)
}

/// What the sources say of a value; without a source before its path, the first that has such a path is meant.
fn verdict(sources: &[Attested], path: &str, value: &Value) -> Verdict {
    let (named, path) = match path.split_once(':') {
        Some((source, path)) => (Some(source), path),
        None => (None, path),
    };
    let mut meant = sources
        .iter()
        .filter(|one| named.is_none_or(|source| one.source == source));
    let found = meant.find_map(|source| Some((source, source.values.get(path)?)));
    match found {
        None => Verdict::Unknown { declared: true },
        Some((_, certified)) if !alike(certified, value) => Verdict::Changed { declared: true },
        Some((source, _)) => Verdict::Certified(Origin {
            source: source.source.clone(),
            assurance: source.assurance.clone(),
            provider: source.provider.clone(),
            obtained_at: source.obtained_at.clone(),
            period: source.period,
        }),
    }
}

/// Whether a field sent this value; what is not text is compared as it is.
fn alike(certified: &Value, sent: &Value) -> bool {
    match sent {
        Value::String(sent) => is_sent(certified, sent),
        sent => certified == sent,
    }
}
