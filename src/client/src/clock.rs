//! How far this machine's clock is from the API's, as the `Date` of its answers tells.

use std::{
    sync::{Mutex, PoisonError},
    time::{SystemTime, UNIX_EPOCH},
};

use http::{HeaderMap, header::DATE};

use crate::texts;

/// How far, in seconds, a clock may be before a warning: half of what a DPoP proof may be.
const TOLERATED: i64 = 30;

/// Compares the two clocks at each answer, and warns once when they part.
#[derive(Default)]
pub(crate) struct ClockWatch(Mutex<Option<i64>>);

impl ClockWatch {
    /// Compares, with an answer that begins to arrive at `now`.
    pub(crate) fn observe(&self, headers: &HeaderMap, now: SystemTime) {
        match skew(headers, now) {
            Some(skew) if self.parts(skew) => {
                tracing::warn!(target: "api_particulier", skew_s = skew, "{}", texts::CLOCK_IS_OFF);
            }
            _ => {}
        }
    }

    /// Keeps what was seen, and says whether the clocks were together until now.
    fn parts(&self, skew: i64) -> bool {
        let is_off = |skew: i64| skew.abs() > TOLERATED;
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let was_off = last.replace(skew).is_some_and(is_off);
        is_off(skew) && !was_off
    }

    /// The seconds by which this machine was ahead at the last answer that had a date.
    pub(crate) fn last(&self) -> Option<i64> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn skew(headers: &HeaderMap, now: SystemTime) -> Option<i64> {
    let told = headers.get(DATE)?.to_str().ok()?;
    let told = seconds(httpdate::parse_http_date(told).ok()?)?;
    seconds(now)?.checked_sub(told)
}

fn seconds(at: SystemTime) -> Option<i64> {
    i64::try_from(at.duration_since(UNIX_EPOCH).ok()?.as_secs()).ok()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    /// What is seen of an answer dated 1,000,000 seconds after 1970, when this machine's clock says `own`.
    fn seen(date: &str, own: u64) -> Option<i64> {
        let headers = HeaderMap::from_iter([(DATE, date.parse().unwrap())]);
        let watch = ClockWatch::default();
        watch.observe(&headers, UNIX_EPOCH + Duration::from_secs(own));
        watch.last()
    }

    #[test]
    fn ahead_is_more_and_behind_is_less() {
        let date = "Mon, 12 Jan 1970 13:46:40 GMT";
        assert_eq!(seen(date, 1_000_000), Some(0));
        assert_eq!(seen(date, 1_000_045), Some(45));
        assert_eq!(seen(date, 999_000), Some(-1_000));
    }

    #[test]
    fn a_clock_is_told_each_time_it_goes_off_and_not_while_it_is() {
        let watch = ClockWatch::default();
        let told = [30, 31, 4000, -31, -30, 0, -31].map(|skew| watch.parts(skew));
        assert_eq!(told, [false, true, false, false, false, false, true]);
    }

    #[test]
    fn an_answer_without_a_date_tells_nothing() {
        assert_eq!(seen("demain", 1_000_000), None);
        let watch = ClockWatch::default();
        watch.observe(&HeaderMap::new(), UNIX_EPOCH);
        assert_eq!(watch.last(), None);
    }
}
