//! Today and now, as the administrations of France count them.

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
