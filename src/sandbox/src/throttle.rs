//! Twenty calls a second and per token.
//!
//! Source: the server counts in windows of one second that begin with the epoch's seconds, all v3 operations together and all v2 ones;
//! `RateLimit-Reset` is the second at which the next window begins.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use jiff::Timestamp;

use crate::api::Api;

/// Calls allowed in one window.
pub(crate) const LIMIT: u32 = 20;

/// Where one call stands in its window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Quota {
    /// Whether this call is within the limit.
    pub(crate) allowed: bool,
    /// Calls left in the window after this one.
    pub(crate) remaining: u32,
    /// The epoch second at which the count starts again.
    pub(crate) reset: i64,
}

/// The count of the current window, per generation and token.
#[derive(Default)]
pub(crate) struct Throttle(Mutex<HashMap<(Api, String), (i64, u32)>>);

impl Throttle {
    /// Counts a call made with `token` at `now`.
    pub(crate) fn count(&self, api: Api, token: &str, now: Timestamp) -> Quota {
        let second = now.as_second();
        let mut windows = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let window = windows
            .entry((api, token.to_owned()))
            .or_insert((second, 0));
        if window.0 != second {
            *window = (second, 0);
        }
        window.1 = window.1.saturating_add(1);
        Quota {
            allowed: window.1 <= LIMIT,
            remaining: LIMIT.saturating_sub(window.1),
            reset: second + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64, nanosecond: i32) -> Timestamp {
        Timestamp::new(second, nanosecond).unwrap()
    }

    #[test]
    fn the_twentieth_passes_and_the_twenty_first_does_not() {
        let throttle = Throttle::default();
        let quotas: Vec<_> = (0..21)
            .map(|_| throttle.count(Api::V3, "a", at(100, 0)))
            .collect();
        assert_eq!(
            quotas[0],
            Quota {
                allowed: true,
                remaining: 19,
                reset: 101
            }
        );
        assert_eq!(
            quotas[19],
            Quota {
                allowed: true,
                remaining: 0,
                reset: 101
            }
        );
        assert_eq!(
            quotas[20],
            Quota {
                allowed: false,
                remaining: 0,
                reset: 101
            }
        );
    }

    #[test]
    fn the_count_starts_again_with_the_second_and_not_before() {
        let throttle = Throttle::default();
        (0..20).for_each(|_| assert!(throttle.count(Api::V3, "a", at(100, 0)).allowed));
        assert!(!throttle.count(Api::V3, "a", at(100, 999_999_999)).allowed);
        assert!(throttle.count(Api::V3, "a", at(101, 0)).allowed);
    }

    #[test]
    fn each_token_and_generation_has_its_own_count() {
        let throttle = Throttle::default();
        (0..20).for_each(|_| assert!(throttle.count(Api::V3, "a", at(100, 0)).allowed));
        assert!(throttle.count(Api::V3, "b", at(100, 0)).allowed);
        assert!(throttle.count(Api::V2, "a", at(100, 0)).allowed);
    }
}
