//! Today, as the person's device has it.

use js_sys::Date;
use model::date::PartialDate;

/// The date of today in the person's own time zone.
pub(crate) fn today() -> PartialDate {
    let now = Date::new_0();
    let small = |part: u32| u8::try_from(part).ok();
    let annee = u16::try_from(now.get_full_year()).unwrap_or(u16::MAX);
    #[expect(
        clippy::expect_used,
        reason = "the calendar only has days that exist, and no year 0"
    )]
    PartialDate::new(annee, small(now.get_month() + 1), small(now.get_date()))
        .expect("today exists")
}
