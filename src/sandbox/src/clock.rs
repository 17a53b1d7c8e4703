//! What tells the time, so that no test waits for it.

use std::{fmt, sync::Arc};

use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// The present moment, as the sandbox sees it.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// A clock that reads `now` each time it is asked.
    pub fn new(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// A clock that stands still at `at`.
    #[must_use]
    pub fn fixed(at: Timestamp) -> Self {
        Self::new(move || at)
    }

    /// The present moment.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        (self.0)()
    }
}

/// The date in Paris at `at`, which is what the upstream's date rules go by.
pub(crate) fn paris_date(at: Timestamp) -> Date {
    let paris = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
    at.to_zoned(paris).date()
}

impl Default for Clock {
    fn default() -> Self {
        Self::new(Timestamp::now)
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Clock")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_changes_at_midnight_in_paris() {
        let date = |text: &str| paris_date(text.parse().unwrap()).to_string();
        assert_eq!(date("2026-11-21T22:59:59Z"), "2026-11-21");
        assert_eq!(date("2026-11-21T23:00:00Z"), "2026-11-22");
    }
}
