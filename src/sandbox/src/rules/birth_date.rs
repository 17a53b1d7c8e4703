//! The birth date, in three parts that may be partly known.

use jiff::{ToSpan, civil::Date};

use super::{Check, number};
use crate::texts;

/// The oldest birth date the social security operations accept.
const OLDEST: Date = jiff::civil::date(1900, 1, 1);

/// `anneeDateNaissance`, `moisDateNaissance`, `jourDateNaissance` on the social security operations: each optional; a positive
/// year, a month from 1 to 12, a day from 1 to 31; a full date exists and lies between 1900-01-01 and yesterday (`00363`).
/// The month is dropped without a year, the day without a month.
///
/// Source: server code.
pub(crate) fn dss_birth_date(check: &mut Check<'_>) {
    let [year, month, day] = ["annee", "mois", "jour"].map(|part| format!("{part}DateNaissance"));
    if !possible(check, &year, &month, &day) {
        return check.refuse(texts::BIRTH_DATE);
    }
    for name in [year, month, day] {
        if check.given.one(&name).is_none() {
            return;
        }
        check.keep(&name);
    }
}

fn possible(check: &Check<'_>, year: &str, month: &str, day: &str) -> bool {
    let part = |name: &str, within: fn(i64) -> bool| match check.given.one(name).map(number) {
        None => Ok(None),
        Some(Some(value)) if within(value) => Ok(Some(value)),
        Some(_) => Err(()),
    };
    let parts = (
        part(year, |year| year > 0),
        part(month, |month| (1..=12).contains(&month)),
        part(day, |day| (1..=31).contains(&day)),
    );
    match parts {
        (Ok(Some(year)), Ok(Some(month)), Ok(Some(day))) => full(check, year, month, day),
        (Ok(_), Ok(_), Ok(_)) => true,
        _ => false,
    }
}

fn full(check: &Check<'_>, year: i64, month: i64, day: i64) -> bool {
    let date = (i16::try_from(year).ok())
        .zip(i8::try_from(month).ok().zip(i8::try_from(day).ok()))
        .and_then(|(year, (month, day))| Date::new(year, month, day).ok());
    let yesterday = check.today.saturating_sub(1.day());
    date.is_some_and(|date| (OLDEST..=yesterday).contains(&date))
}

#[cfg(test)]
mod tests {
    use super::{
        super::tests_support::{codes, kept, key},
        *,
    };
    use crate::key::Key;

    fn query(year: &str, month: &str, day: &str) -> String {
        format!("anneeDateNaissance={year}&moisDateNaissance={month}&jourDateNaissance={day}")
    }

    #[test]
    fn each_part_has_its_bounds() {
        for (year, month, day) in [
            ("1", "", ""),
            ("1985", "1", ""),
            ("1985", "12", "31"),
            ("", "", ""),
        ] {
            assert!(
                codes(dss_birth_date, &query(year, month, day)).is_empty(),
                "{year} {month} {day}"
            );
        }
        for (year, month, day) in [
            ("0", "", ""),
            ("-5", "", ""),
            ("x", "", ""),
            ("1985", "0", ""),
            ("1985", "13", ""),
        ] {
            assert_eq!(
                codes(dss_birth_date, &query(year, month, day)),
                ["00363"],
                "{year} {month} {day}"
            );
        }
        assert_eq!(codes(dss_birth_date, &query("1985", "", "0")), ["00363"]);
        assert_eq!(codes(dss_birth_date, &query("1985", "", "32")), ["00363"]);
    }

    #[test]
    fn a_full_date_exists_between_1900_and_yesterday() {
        for right in [
            ("1900", "1", "1"),
            ("2026", "11", "21"),
            ("2024", "2", "29"),
        ] {
            assert!(
                codes(dss_birth_date, &query(right.0, right.1, right.2)).is_empty(),
                "{right:?}"
            );
        }
        for wrong in [
            ("1899", "12", "31"),
            ("2026", "11", "22"),
            ("2023", "2", "29"),
            ("99999", "1", "1"),
        ] {
            assert_eq!(
                codes(dss_birth_date, &query(wrong.0, wrong.1, wrong.2)),
                ["00363"],
                "{wrong:?}"
            );
        }
    }

    #[test]
    fn a_part_is_dropped_without_the_one_before() {
        assert_eq!(kept(dss_birth_date, &query("", "5", "9")), Key::default());
        let year_only = key(&[("anneeDateNaissance", "1985")]);
        assert_eq!(kept(dss_birth_date, &query("1985", "", "9")), year_only);
    }
}
