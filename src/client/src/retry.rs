//! Trying again: only when asked to, only what may pass, never in a hurry.

use std::time::Duration;

use crate::Error;

/// How often, and how patiently, a call is tried again. The default is never.
///
/// Tried again: 429, after the wait the API asks for; 502 and 503. Never another 4xx, never 504 (the provider has
/// already taken its time), never a call without answer. Each wait adds a part drawn at random, which doubles
/// from one try to the next, so that many clients do not come back at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retry {
    times: u32,
    first_wait: Duration,
    longest_wait: Duration,
}

impl Retry {
    /// No second try.
    pub const NEVER: Self = Self::times(0);

    /// At most `times` more tries, waiting from 500 ms on, and giving up when one wait would be over 30 s.
    pub const fn times(times: u32) -> Self {
        Self {
            times,
            first_wait: Duration::from_millis(500),
            longest_wait: Duration::from_secs(30),
        }
    }

    /// Sets the wait before the second try, which doubles each time.
    #[must_use]
    pub const fn first_wait(mut self, wait: Duration) -> Self {
        self.first_wait = wait;
        self
    }

    /// Sets the wait beyond which the error is returned instead.
    #[must_use]
    pub const fn longest_wait(mut self, wait: Duration) -> Self {
        self.longest_wait = wait;
        self
    }

    /// How long to wait after the error of try number `attempt` (from 0); none when it is final.
    /// `random` lies between 0 and 1.
    pub(crate) fn wait(&self, error: &Error, attempt: u32, random: f64) -> Option<Duration> {
        let answer = match error {
            Error::RateLimit(answer) | Error::Provider(answer) => answer,
            Error::ProviderUnavailable(answer)
                if answer.status == http::StatusCode::SERVICE_UNAVAILABLE =>
            {
                answer
            }
            _ => return None,
        };
        let jittered = self.backoff(attempt, random);
        let wait = answer
            .retry_after
            .unwrap_or_default()
            .saturating_add(jittered);
        (attempt < self.times && wait <= self.longest_wait).then_some(wait)
    }
}

impl Retry {
    /// Between half and all of the first wait, doubled at each attempt.
    fn backoff(&self, attempt: u32, random: f64) -> Duration {
        let share = 0.5 + random.clamp(0.0, 1.0) / 2.0;
        let seconds = self.first_wait.as_secs_f64() * 2_f64.powf(attempt.into()) * share;
        Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX)
    }
}

impl Default for Retry {
    fn default() -> Self {
        Self::NEVER
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorAnswer;

    const POLICY: Retry = Retry::times(2)
        .first_wait(Duration::from_secs(1))
        .longest_wait(Duration::from_secs(10));

    fn error(status: u16, retry_after: Option<u64>) -> Error {
        let mut headers = http::HeaderMap::new();
        headers.extend(retry_after.map(|seconds| (http::header::RETRY_AFTER, seconds.into())));
        let (status, now) = (
            http::StatusCode::from_u16(status).unwrap(),
            std::time::SystemTime::UNIX_EPOCH,
        );
        Error::from_answer(ErrorAnswer::read("/", status, &headers, b"", now))
    }

    fn seconds(wait: Option<Duration>) -> Option<f64> {
        wait.map(|wait| wait.as_secs_f64())
    }

    #[test]
    fn only_what_may_pass_is_tried_again() {
        for status in [429, 502, 503] {
            assert!(
                POLICY.wait(&error(status, None), 0, 0.0).is_some(),
                "{status}"
            );
        }
        for status in [400, 401, 403, 404, 409, 410, 418, 422, 500, 504, 599] {
            assert!(
                POLICY.wait(&error(status, None), 0, 0.0).is_none(),
                "{status}"
            );
        }
        let unreachable = crate::TransportKind::Connect.on("/").into();
        assert_eq!(POLICY.wait(&unreachable, 0, 0.0), None);
    }

    #[test]
    fn the_wait_doubles_between_its_half_and_its_whole() {
        assert_eq!(seconds(POLICY.wait(&error(502, None), 0, 0.0)), Some(0.5));
        assert_eq!(seconds(POLICY.wait(&error(502, None), 0, 1.0)), Some(1.0));
        assert_eq!(seconds(POLICY.wait(&error(502, None), 1, 0.0)), Some(1.0));
        assert_eq!(seconds(POLICY.wait(&error(502, None), 1, 1.0)), Some(2.0));
    }

    #[test]
    fn the_wait_the_api_asks_for_comes_first() {
        assert_eq!(
            seconds(POLICY.wait(&error(429, Some(3)), 0, 0.0)),
            Some(3.5)
        );
    }

    #[test]
    fn tries_are_counted_and_a_long_wait_ends_them() {
        assert_eq!(POLICY.wait(&error(503, None), 2, 0.0), None);
        assert_eq!(
            seconds(POLICY.wait(&error(429, Some(9)), 0, 1.0)),
            Some(10.0)
        );
        assert_eq!(POLICY.wait(&error(429, Some(10)), 0, 0.0), None);
        assert_eq!(Retry::NEVER.wait(&error(429, None), 0, 0.0), None);
    }

    #[test]
    fn no_policy_overflows() {
        let patient = Retry::times(u32::MAX)
            .first_wait(Duration::MAX)
            .longest_wait(Duration::MAX);
        assert_eq!(
            patient.wait(&error(429, Some(u64::MAX)), u32::MAX - 1, 1.0),
            Some(Duration::MAX)
        );
    }
}
