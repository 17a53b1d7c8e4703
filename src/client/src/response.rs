//! What a successful call gives back.

use std::fmt;

use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::{Transport, TransportKind, dialect::Dialect};

/// The header by which the API names a call.
pub(crate) const REQUEST_ID: &str = "x-request-id";

/// A request id longer than this is not one: it is left out.
const LONGEST_REQUEST_ID: usize = 128;

/// A 2xx answer. `T` is the operation's own data, or any JSON for [`Client::get`](crate::Client::get).
///
/// `Debug` shows the status and the request id, never the data.
#[non_exhaustive]
pub struct Response<T = Value> {
    /// The `data` of the envelope, an empty object when the answer had none; the whole body where there is no envelope.
    pub data: T,
    /// The `links` of the envelope; empty when absent.
    pub links: Map<String, Value>,
    /// The `meta` of the envelope; empty when absent.
    pub meta: Map<String, Value>,
    /// The whole body as received, envelope included.
    pub raw: Map<String, Value>,
    /// The HTTP status.
    pub status: StatusCode,
    /// The headers; names are found whatever their case.
    pub headers: HeaderMap,
}

/// What remains of the quota, as told by the `RateLimit-*` headers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimit {
    /// How many calls the window allows.
    pub limit: u64,
    /// How many are left in it.
    pub remaining: u64,
    /// When it starts anew, in seconds since 1970.
    pub reset: u64,
}

impl RateLimit {
    /// Reads the three headers; none when one is absent or malformed.
    pub(crate) fn read(headers: &HeaderMap) -> Option<Self> {
        Some(Self {
            limit: header_number(headers, "ratelimit-limit")?,
            remaining: header_number(headers, "ratelimit-remaining")?,
            reset: header_number(headers, "ratelimit-reset")?,
        })
    }
}

impl<T> Response<T> {
    /// The quota, when the API told it.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        RateLimit::read(&self.headers)
    }

    /// The `X-Request-ID` header, which the API's support asks for.
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.headers)
    }
}

impl<T: DeserializeOwned> Response<T> {
    /// Reads a 2xx answer of the call to `path`.
    pub(crate) fn read(
        path: &str,
        dialect: Dialect,
        status: StatusCode,
        headers: HeaderMap,
        body: &[u8],
    ) -> Result<Self, Transport> {
        let failure = |kind: TransportKind| kind.in_answer(path, status, &headers);
        let raw: Map<String, Value> =
            serde_json::from_slice(body).map_err(|_| failure(TransportKind::NotAnObject))?;
        let data = match dialect {
            Dialect::Envelope => enveloped(&raw),
            Dialect::Version2 | Dialect::Impot => raw.clone().into(),
        };
        // The parser's own words may quote a value: they are dropped.
        let data =
            serde_json::from_value(data).map_err(|_| failure(TransportKind::UnexpectedShape))?;
        Ok(Self {
            data,
            links: object(&raw, "links"),
            meta: object(&raw, "meta"),
            raw,
            status,
            headers,
        })
    }
}

fn enveloped(raw: &Map<String, Value>) -> Value {
    let data = raw.get("data").filter(|data| !data.is_null());
    data.cloned().unwrap_or_else(|| Map::new().into())
}

fn object(raw: &Map<String, Value>, key: &str) -> Map<String, Value> {
    raw.get(key)
        .and_then(Value::as_object)
        .cloned()
        .unwrap_or_default()
}

/// A header that holds one whole number.
pub(crate) fn header_number(headers: &HeaderMap, name: &str) -> Option<u64> {
    headers.get(name)?.to_str().ok()?.trim().parse().ok()
}

/// The request id, when it is a plausible one.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    let id = headers.get(REQUEST_ID)?.to_str().ok()?;
    (id.len() <= LONGEST_REQUEST_ID).then_some(id)
}

impl<T> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status.as_u16())
            .field("request_id", &self.request_id())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate_limit(limit: &str, remaining: &str, reset: &str) -> Option<RateLimit> {
        let mut headers = HeaderMap::new();
        for (name, value) in [
            ("ratelimit-limit", limit),
            ("ratelimit-remaining", remaining),
            ("ratelimit-reset", reset),
        ] {
            headers.insert(name, value.parse().unwrap());
        }
        RateLimit::read(&headers)
    }

    #[test]
    fn three_whole_numbers_make_a_rate_limit() {
        let expected = RateLimit {
            limit: 20,
            remaining: 0,
            reset: 1_893_456_000,
        };
        assert_eq!(rate_limit("20", "0", "1893456000"), Some(expected));
    }

    #[test]
    fn an_absent_or_malformed_header_makes_none() {
        assert_eq!(RateLimit::read(&HeaderMap::new()), None);
        for malformed in ["", "-1", "1.5", "soon", "99999999999999999999999"] {
            assert_eq!(rate_limit(malformed, "0", "0"), None, "{malformed}");
            assert_eq!(rate_limit("0", malformed, "0"), None, "{malformed}");
            assert_eq!(rate_limit("0", "0", malformed), None, "{malformed}");
        }
    }
}
