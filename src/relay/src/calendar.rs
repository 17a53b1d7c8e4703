//! Today and now, as the administrations of France count them.

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use model::date::PartialDate;

/// Today in metropolitan France; in UTC on a machine that has no time zones.
pub(crate) fn today() -> PartialDate {
    let paris = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
    let now: Zoned = Timestamp::now().to_zoned(paris);
    let part = |number: i8| u8::try_from(number).ok();
    let year = u16::try_from(now.year()).unwrap_or(u16::MAX);
    #[expect(
        clippy::expect_used,
        reason = "the calendar only gives days that exist"
    )]
    PartialDate::new(year, part(now.month()), part(now.day())).expect("today exists")
}

/// Now, in UTC.
pub(crate) fn now() -> String {
    rfc3339(Timestamp::now())
}

/// A moment in UTC, to the second (RFC 3339).
pub(crate) fn rfc3339(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// A month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Month {
    pub(crate) annee: u16,
    pub(crate) mois: u8,
}

/// The days during which a month's figures may not be there yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Renewal {
    /// The last of these days.
    pub(crate) until: u8,
    /// The month whose figures are awaited.
    pub(crate) mois: u8,
    /// The month before, whose figures are there.
    pub(crate) last_month: Month,
}

/// Whether `today` is before the renewal of monthly figures: the CAF renews its own after the first whole weekend.
pub(crate) fn renewal(today: PartialDate) -> Option<Renewal> {
    let (mois, jour) = (today.mois()?, today.jour()?);
    let first = Date::new(
        i16::try_from(today.annee()).ok()?,
        i8::try_from(mois).ok()?,
        1,
    )
    .ok()?;
    let to_saturday = first.weekday().until(Weekday::Saturday);
    let until = u8::try_from(1 + to_saturday + 1).ok()?;
    let last_month = match mois {
        1 => Month {
            annee: today.annee() - 1,
            mois: 12,
        },
        _ => Month {
            annee: today.annee(),
            mois: mois - 1,
        },
    };
    (jour <= until).then_some(Renewal {
        until,
        mois,
        last_month,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str) -> Option<Renewal> {
        renewal(PartialDate::parse_iso(text).unwrap())
    }

    #[test]
    fn figures_are_renewed_after_the_first_whole_weekend() {
        // November 2026 begins on a Sunday: its first whole weekend is the 7th and 8th.
        assert_eq!(on("2026-11-08").unwrap().until, 8);
        assert_eq!(on("2026-11-09"), None);
        // August 2026 begins on a Saturday.
        assert_eq!(on("2026-08-02").unwrap().until, 2);
        assert_eq!(on("2026-08-03"), None);
    }

    #[test]
    fn the_month_before_january_is_december() {
        assert_eq!(
            on("2027-01-01").unwrap().last_month,
            Month {
                annee: 2026,
                mois: 12
            }
        );
        assert_eq!(
            on("2026-03-01").unwrap().last_month,
            Month {
                annee: 2026,
                mois: 2
            }
        );
    }
}
