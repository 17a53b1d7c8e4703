//! The month a family quotient is asked for.

use jiff::{ToSpan, civil::Date};

use super::{Check, number};
use crate::texts;

/// How many months before the present one are still served.
const HISTORY_IN_MONTHS: i32 = 23;

/// `annee` and `mois`, both optional: a four-digit year that is not in the future (`00353`) nor before N−2 (`00356`); a month from 1
/// to 12, not after the present one in the present year (`00354`); not older than 23 months (`00355`).
///
/// Source: server code; `00355` has had this meaning since 2026. What is absent is the present year or month.
pub(crate) fn qf_period(check: &mut Check<'_>) {
    let today = check.today;
    let month = check
        .given
        .one("mois")
        .map(|text| number(text).unwrap_or(0));
    match check
        .given
        .one("annee")
        .map(|text| (text.len() == 4).then(|| number(text)).flatten())
    {
        Some(None) => check.refuse(texts::YEAR_MALFORMED),
        Some(Some(year)) => {
            year_within(check, year);
            month_within(check, month, year >= i64::from(today.year()));
            period_within(check, Some(year), month);
        }
        None => {
            month_within(check, month, false);
            period_within(check, None, month);
        }
    }
    check.keep("annee");
    check.keep("mois");
}

fn year_within(check: &mut Check<'_>, year: i64) {
    match i64::from(check.today.year()) - year {
        ..0 => check.refuse(texts::YEAR_MALFORMED),
        3.. => check.refuse(texts::YEAR_TOO_OLD),
        _ => {}
    }
}

fn month_within(check: &mut Check<'_>, month: Option<i64>, this_year: bool) {
    let last = if this_year {
        i64::from(check.today.month())
    } else {
        12
    };
    if month.is_some_and(|month| !(1..=last).contains(&month)) {
        check.refuse(texts::MONTH_INVALID);
    }
}

fn period_within(check: &mut Check<'_>, year: Option<i64>, month: Option<i64>) {
    let present = check.today.first_of_month();
    let year = year.map_or(Some(present.year()), |year| i16::try_from(year).ok());
    let month = month.map_or(Some(present.month()), |month| i8::try_from(month).ok());
    let asked = year
        .zip(month)
        .and_then(|(year, month)| Date::new(year, month, 1).ok());
    let oldest = present.saturating_sub(HISTORY_IN_MONTHS.months());
    if asked.is_some_and(|asked| asked < oldest) {
        check.refuse(texts::PERIOD_TOO_OLD);
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::tests_support::{codes, kept, key},
        *,
    };
    use crate::key::Key;

    #[test]
    fn the_year_is_well_written_and_not_to_come() {
        for wrong in ["26", "20266", "abcd", "2027", "-202"] {
            assert!(
                codes(qf_period, &format!("annee={wrong}")).contains(&"00353"),
                "{wrong}"
            );
        }
        assert!(codes(qf_period, "annee=2026").is_empty());
    }

    #[test]
    fn the_month_exists_and_is_not_to_come() {
        for wrong in [
            "mois=0",
            "mois=13",
            "mois=x",
            "annee=2026&mois=12",
            "annee=2025&mois=13",
        ] {
            assert_eq!(codes(qf_period, wrong), ["00354"], "{wrong}");
        }
        for right in [
            "mois=1",
            "mois=12",
            "annee=2026&mois=11",
            "annee=2025&mois=12",
        ] {
            assert!(codes(qf_period, right).is_empty(), "{right}");
        }
    }

    #[test]
    fn the_period_goes_back_23_months_and_no_further() {
        assert!(codes(qf_period, "annee=2024&mois=12").is_empty());
        assert_eq!(codes(qf_period, "annee=2024&mois=11"), ["00355"]);
        // The month left out is the present one.
        assert_eq!(codes(qf_period, "annee=2024"), ["00355"]);
        assert_eq!(codes(qf_period, "annee=2023&mois=12"), ["00356", "00355"]);
    }

    #[test]
    fn what_is_absent_does_not_count() {
        assert_eq!(kept(qf_period, "annee=&mois="), Key::default());
        assert_eq!(
            kept(qf_period, "annee=2026&mois=10"),
            key(&[("annee", "2026"), ("mois", "10")])
        );
    }
}
