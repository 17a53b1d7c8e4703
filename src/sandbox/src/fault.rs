//! What goes wrong on purpose, on every call, whatever the token and the parameters.

use std::{convert::Infallible, fmt, io, str::FromStr, time::Duration};

use axum::{
    body::{Body, Bytes},
    http::{HeaderValue, header::RETRY_AFTER},
    response::Response,
};
use futures_util::{StreamExt, stream};
use serde_json::{Value, json};

use crate::{answer, api::Api, operations::Operation, texts};

/// The size of a `huge` body.
pub(crate) const HUGE: usize = 10 * 1024 * 1024;
/// The pause before each byte of a `slow` body.
const TRICKLE: Duration = Duration::from_millis(50);

/// What goes wrong on every call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// `down`: 503, the provider is in maintenance (`xx020`).
    Down,
    /// `bad-gateway`: 502, the provider's answer makes no sense (`xx999`).
    BadGateway,
    /// `timeout`: 504, the provider did not answer in time (`xx002`); the latency option sets how long that takes.
    Timeout,
    /// `garbage`: 200 and a body that is no JSON.
    Garbage,
    /// `html`: 200 and a gateway's page.
    Html,
    /// `wrong-shape`: 200 and the right keys with values of the wrong types.
    WrongShape,
    /// `reset`: 200 and a connection closed in the middle of the body.
    Reset,
    /// `slow`: 200 and a body that comes byte by byte.
    Slow,
    /// `too-many`: 429 (`00429`), to be tried again in one second.
    TooMany,
    /// `conflict`: 409 (`00015`).
    Conflict,
    /// `unauthorized`: 401 (`00101`).
    Unauthorized,
    /// `huge`: 200 and ten mebibytes.
    Huge,
}

/// Every fault and its name on a command line.
const NAMES: [(Fault, &str); 12] = [
    (Fault::Down, "down"),
    (Fault::BadGateway, "bad-gateway"),
    (Fault::Timeout, "timeout"),
    (Fault::Garbage, "garbage"),
    (Fault::Html, "html"),
    (Fault::WrongShape, "wrong-shape"),
    (Fault::Reset, "reset"),
    (Fault::Slow, "slow"),
    (Fault::TooMany, "too-many"),
    (Fault::Conflict, "conflict"),
    (Fault::Unauthorized, "unauthorized"),
    (Fault::Huge, "huge"),
];

/// A word that names no fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no such fault: use one of {}", NAMES.map(|(_, name)| name).join(", "))]
pub struct UnknownFault;

impl FromStr for Fault {
    type Err = UnknownFault;

    fn from_str(text: &str) -> Result<Self, UnknownFault> {
        NAMES
            .iter()
            .find(|(_, name)| *name == text)
            .map(|(fault, _)| *fault)
            .ok_or(UnknownFault)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = NAMES
            .iter()
            .find(|(fault, _)| fault == self)
            .map_or("", |(_, name)| name);
        formatter.write_str(name)
    }
}

impl Fault {
    /// The faulty answer; `sample` is a right body of the operation.
    pub(crate) fn answer(self, operation: &Operation, sample: &str) -> Response {
        match self {
            Self::Down => answer::provider_failure(503, operation, texts::PROVIDER_MAINTENANCE),
            Self::BadGateway => {
                answer::provider_failure(502, operation, texts::PROVIDER_UNKNOWN_ANSWER)
            }
            Self::Timeout => answer::provider_failure(504, operation, texts::PROVIDER_TIMEOUT),
            Self::Garbage => ok(operation, texts::GARBAGE),
            Self::Html => answer::with_body(200, "text/html; charset=utf-8", texts::GATEWAY_PAGE),
            Self::WrongShape => ok(operation, wrong_shape(sample)),
            Self::Reset => ok(operation, cut(sample)),
            Self::Slow => ok(operation, trickle(sample)),
            Self::TooMany => too_many(operation.api),
            Self::Conflict => answer::problem(operation.api, 409, texts::IN_FLIGHT),
            Self::Unauthorized => answer::refusal(operation.api, 401, texts::TOKEN_INVALID),
            Self::Huge => ok(operation, huge()),
        }
    }
}

fn ok(operation: &Operation, body: impl Into<Body>) -> Response {
    answer::with_body(200, answer::media(operation, 200), body)
}

fn too_many(api: Api) -> Response {
    let mut response = answer::refusal(api, 429, texts::TOO_MANY);
    response
        .headers_mut()
        .insert(RETRY_AFTER, HeaderValue::from_static("1"));
    response
}

/// The sample's keys, each value of another type: nothing of it may be taken for data.
fn wrong_shape(sample: &str) -> String {
    fn twist(value: Value) -> Value {
        match value {
            Value::Null => json!(true),
            Value::Bool(_) => json!("vrai"),
            Value::Number(number) => json!(number.to_string()),
            Value::String(text) => json!(text.len()),
            Value::Array(_) => json!({}),
            Value::Object(map) => map
                .into_iter()
                .map(|(key, value)| (key, twist(value)))
                .collect(),
        }
    }
    twist(serde_json::from_str(sample).unwrap_or_default()).to_string()
}

/// Half of the sample, then an error, upon which the server closes the connection.
fn cut(sample: &str) -> Body {
    let half = Bytes::from(sample.as_bytes()[..sample.len() / 2].to_vec());
    let halfway = stream::once(async { Ok(half) });
    Body::from_stream(halfway.chain(stream::once(async {
        // Lets the first half leave before the connection closes.
        tokio::task::yield_now().await;
        Err(io::Error::from(io::ErrorKind::ConnectionReset))
    })))
}

/// The sample, a byte at a time.
fn trickle(sample: &str) -> Body {
    let bytes = sample.as_bytes().to_vec().into_iter();
    Body::from_stream(stream::unfold(bytes, async |mut bytes| {
        let byte = bytes.next()?;
        tokio::time::sleep(TRICKLE).await;
        Some((Ok::<_, Infallible>(Bytes::from(vec![byte])), bytes))
    }))
}

fn huge() -> String {
    let frame = json!({ "data": { "remplissage": "" }, "links": {}, "meta": {} }).to_string();
    let filler = "x".repeat(HUGE - frame.len());
    frame.replacen("\"\"", &format!("\"{filler}\""), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_reads_back_as_its_fault() {
        for (fault, name) in NAMES {
            assert_eq!(name.parse(), Ok(fault));
            assert_eq!(fault.to_string(), name);
        }
        assert!(
            "broken"
                .parse::<Fault>()
                .unwrap_err()
                .to_string()
                .contains("bad-gateway")
        );
    }

    #[test]
    fn a_wrong_shape_keeps_the_keys_and_no_type() {
        let sample = r#"{"data":{"a":"x","b":1,"c":null,"d":[1],"e":true}}"#;
        let twisted: Value = serde_json::from_str(&wrong_shape(sample)).unwrap();
        assert_eq!(
            twisted,
            json!({"data":{"a":1,"b":"1","c":true,"d":{},"e":"vrai"}})
        );
    }

    #[test]
    fn huge_is_exactly_its_size_and_is_json() {
        assert_eq!(huge().len(), HUGE);
        assert!(serde_json::from_str::<Value>(&huge()).is_ok());
    }
}
