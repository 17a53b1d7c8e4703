//! The API's answer to a call it refused: which call, which errors, and when to come back.

use std::{
    fmt,
    time::{Duration, SystemTime},
};

use http::{HeaderMap, Method, StatusCode};
use serde_json::Value;

use crate::{
    ApiError,
    response::{header_number, request_id},
};

/// A longer wait is a mistake, of a clock or of a server, that must not stop a caller for a year.
const LONGEST_WAIT: Duration = Duration::from_secs(24 * 3600);

/// The API's answer to a call it refused.
///
/// `Debug` shows the status, the five-digit code, the path and the request id: the sentences of the API may repeat a
/// parameter, so they are reached by the accessors only.
#[non_exhaustive]
pub struct ErrorAnswer {
    /// The HTTP status.
    pub status: StatusCode,
    /// The errors of the body, first the most telling; empty when the body held none.
    pub errors: Vec<ApiError>,
    /// The method of the call.
    pub method: Method,
    /// The path of the call (or its template when a path may hold a personal value), never the query.
    pub path: String,
    /// The `X-Request-ID` header, which the API's support asks for.
    pub request_id: Option<String>,
    /// How long to wait before the same call may succeed; none when the API did not say.
    ///
    /// On 429, from `RateLimit-Reset` minus now; otherwise from `Retry-After`, else from `meta.retry_in`.
    pub retry_after: Option<Duration>,
}

impl ErrorAnswer {
    /// Reads an answer received at `now`; no body, however odd, is refused.
    pub(crate) fn read(
        path: &str,
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
        now: SystemTime,
    ) -> Self {
        let errors = ApiError::read_all(body);
        let retry_in = errors.first().and_then(ApiError::retry_in);
        Self {
            status,
            method: Method::GET,
            path: path.to_owned(),
            request_id: request_id(headers).map(str::to_owned),
            retry_after: retry_after(status, headers, retry_in, now),
            errors,
        }
    }

    /// The code of the first error.
    pub fn code(&self) -> Option<&str> {
        self.errors.first()?.code.as_deref()
    }

    /// The title of the first error.
    pub fn title(&self) -> Option<&str> {
        self.errors.first()?.title.as_deref()
    }

    /// The sentence of the first error. It may repeat a parameter: do not log it.
    pub fn detail(&self) -> Option<&str> {
        self.errors.first()?.detail.as_deref()
    }

    /// What the first error is about, as given.
    pub fn source(&self) -> Option<&Value> {
        self.errors.first()?.source.as_ref()
    }

    /// The first error's `meta.provider`: who failed, or which fund was asked.
    pub fn provider(&self) -> Option<&str> {
        self.errors.first()?.provider()
    }

    /// The first error's `meta.retry_in`, in seconds, as given.
    pub fn retry_in(&self) -> Option<u64> {
        self.errors.first()?.retry_in()
    }

    /// The first code, when it is one that can be shown: five digits say nothing about a person.
    pub(crate) fn public_code(&self) -> Option<&str> {
        self.errors.first()?.public_code()
    }
}

fn retry_after(
    status: StatusCode,
    headers: &HeaderMap,
    retry_in: Option<u64>,
    now: SystemTime,
) -> Option<Duration> {
    // The quota's reset comes with every answer; only on a 429 is it what the call waits for.
    let reset = header_number(headers, "ratelimit-reset")
        .filter(|_| status == StatusCode::TOO_MANY_REQUESTS);
    let told = || {
        header_number(headers, "retry-after")
            .or(retry_in)
            .map(Duration::from_secs)
    };
    let wait = reset.and_then(|reset| until(reset, now)).or_else(told)?;
    Some(wait.min(LONGEST_WAIT))
}

/// From `now` to an instant in seconds since 1970; zero when it is past.
fn until(epoch_seconds: u64, now: SystemTime) -> Option<Duration> {
    let instant = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(epoch_seconds))?;
    Some(instant.duration_since(now).unwrap_or_default())
}

impl fmt::Debug for ErrorAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErrorAnswer")
            .field("status", &self.status.as_u16())
            .field("code", &self.public_code())
            .field("path", &self.path)
            .field("request_id", &self.request_id)
            .field("retry_after", &self.retry_after)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u64 = 1_800_000_000;

    fn read(status: u16, headers: &[(&'static str, &str)], body: &str) -> ErrorAnswer {
        let headers = headers
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
            .collect();
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(NOW);
        ErrorAnswer::read(
            "/v3/path",
            StatusCode::from_u16(status).unwrap(),
            &headers,
            body.as_bytes(),
            now,
        )
    }

    fn wait(status: u16, headers: &[(&'static str, &str)], body: &str) -> Option<u64> {
        read(status, headers, body)
            .retry_after
            .map(|wait| wait.as_secs())
    }

    #[test]
    fn the_first_error_is_told_by_the_accessors() {
        let answer = read(
            404,
            &[("X-Request-Id", "f00d")],
            r#"{"errors":[{"code":"35003","title":"T","detail":"D","source":{"parameter":"recipient"},
                "meta":{"provider":"CNAF","retry_in":10}},{"code":"00203"}]}"#,
        );
        assert_eq!(
            (answer.code(), answer.title(), answer.detail()),
            (Some("35003"), Some("T"), Some("D"))
        );
        assert_eq!(
            (answer.provider(), answer.retry_in()),
            (Some("CNAF"), Some(10))
        );
        assert_eq!(answer.errors[0].parameter(), Some("recipient"));
        assert_eq!(answer.errors[1].code.as_deref(), Some("00203"));
        assert_eq!(answer.request_id.as_deref(), Some("f00d"));
    }

    #[test]
    fn the_wait_comes_from_the_reset_then_the_header_then_the_body() {
        let body = r#"{"errors":[{"meta":{"retry_in":30}}]}"#;
        let (reset, header) = (("ratelimit-reset", "1800000005"), ("retry-after", "7"));
        assert_eq!(wait(429, &[reset, header], body), Some(5));
        assert_eq!(wait(429, &[header], body), Some(7));
        assert_eq!(
            wait(
                429,
                &[
                    ("ratelimit-reset", "soon"),
                    ("retry-after", "Wed, 21 Oct 2026 07:28:00 GMT")
                ],
                body
            ),
            Some(30)
        );
        assert_eq!(wait(429, &[], ""), None);
    }

    #[test]
    fn the_wait_is_never_negative_nor_endless() {
        assert_eq!(wait(429, &[("ratelimit-reset", "1799999999")], ""), Some(0));
        assert_eq!(wait(429, &[("ratelimit-reset", "-5")], ""), None);
        assert_eq!(
            wait(429, &[("ratelimit-reset", "18446744073709551615")], ""),
            None
        );
        assert_eq!(wait(429, &[("retry-after", "86401")], ""), Some(86_400));
    }

    #[test]
    fn the_reset_of_the_quota_says_nothing_about_another_failure() {
        let headers = [("ratelimit-reset", "1800000005")];
        assert_eq!(
            wait(502, &headers, r#"{"errors":[{"meta":{"retry_in":30}}]}"#),
            Some(30)
        );
        assert_eq!(wait(502, &headers, ""), None);
    }
}
