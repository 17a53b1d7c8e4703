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
        let backoff = self
            .first_wait
            .saturating_mul(2_u32.saturating_pow(attempt));
        let jittered = backoff.mul_f64(0.5 + random.clamp(0.0, 1.0) / 2.0);
        let wait = answer
            .retry_after
            .unwrap_or_default()
            .saturating_add(jittered);
        (attempt < self.times && wait <= self.longest_wait).then_some(wait)
    }
}

impl Default for Retry {
    fn default() -> Self {
        Self::NEVER
    }
}
