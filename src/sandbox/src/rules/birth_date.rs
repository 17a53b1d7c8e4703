//! The birth date, in three parts that may be partly known.

use jiff::{ToSpan, civil::Date};

use super::{Check, number};
use crate::texts;

/// The oldest birth date accepted.
const OLDEST: Date = jiff::civil::date(1900, 1, 1);

/// `anneeDateNaissance`, `moisDateNaissance`, `jourDateNaissance` on the social security operations: each optional; a positive
/// year, a month from 1 to 12, a day from 1 to 31; a full date exists and lies between 1900-01-01 and yesterday (`00363`).
/// The month is dropped without a year, the day without a month.
///
/// Source: server code.
pub(crate) fn dss_birth_date(check: &mut Check<'_>) {
    partly_known(check, "DateNaissance");
}

/// The same by v2's names: `anneeDateDeNaissance` and so on.
pub(crate) fn v2_dss_birth_date(check: &mut Check<'_>) {
    partly_known(check, "DateDeNaissance");
}

/// The whole birth date, in the same three parts: year (`00422`), month (`00423`), day (`00424`), then a date that exists between
/// 1900-01-01 and today (`00425`); the first of these that is wrong is the one told.
///
/// Source: server code of every operation outside social security.
pub(crate) fn birth_date(check: &mut Check<'_>) {
    let [year, month, day] = names("DateNaissance");
    let part = |name: &str| check.given.one(name).and_then(number).unwrap_or(0);
    let text = match (part(&year), part(&month), part(&day)) {
        (..=0, _, _) => texts::BIRTH_YEAR,
        (_, ..=0 | 13.., _) => texts::BIRTH_MONTH,
        (_, _, ..=0 | 32..) => texts::BIRTH_DAY,
        (year, month, day) => match date(year, month, day) {
            Some(date) if (OLDEST..=check.today).contains(&date) => {
                return names("DateNaissance")
                    .iter()
                    .for_each(|name| check.keep(name));
            }
            _ => texts::WHOLE_BIRTH_DATE,
        },
    };
    check.refuse(text);
}

/// An age from 16 to 25 (`39400`), once the birth date is right.
///
/// Source: server code, national service.
pub(crate) fn age_of_service(check: &mut Check<'_>) {
    let parts = names("DateNaissance").map(|name| check.given.one(&name).and_then(number));
    let [Some(year), Some(month), Some(day)] = parts else {
        return;
    };
    let age = date(year, month, day).map(|birth| {
        let birthday_to_come =
            (check.today.month(), check.today.day()) < (birth.month(), birth.day());
        check.today.year() - birth.year() - i16::from(birthday_to_come)
    });
    if age.is_some_and(|age| !(16..=25).contains(&age)) {
        check.refuse(texts::AGE_OF_SERVICE);
    }
}

fn names(end: &str) -> [String; 3] {
    ["annee", "mois", "jour"].map(|part| format!("{part}{end}"))
}

fn partly_known(check: &mut Check<'_>, end: &str) {
    let [year, month, day] = names(end);
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
    let yesterday = check.today.saturating_sub(1.day());
    date(year, month, day).is_some_and(|date| (OLDEST..=yesterday).contains(&date))
}

fn date(year: i64, month: i64, day: i64) -> Option<Date> {
    let year = i16::try_from(year).ok()?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
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
    fn elsewhere_the_date_is_whole_and_the_first_wrong_part_is_told() {
        for (year, month, day, code) in [
            ("", "13", "0", "00422"),
            ("0", "1", "1", "00422"),
            ("x", "1", "1", "00422"),
            ("2000", "", "1", "00423"),
            ("2000", "13", "1", "00423"),
            ("2000", "12", "", "00424"),
            ("2000", "12", "32", "00424"),
            ("2023", "2", "29", "00425"),
            ("1899", "12", "31", "00425"),
            ("2026", "11", "23", "00425"),
        ] {
            assert_eq!(
                codes(birth_date, &query(year, month, day)),
                [code],
                "{year} {month} {day}"
            );
        }
        for (year, month, day) in [
            ("1900", "1", "1"),
            ("2026", "11", "22"),
            ("2024", "2", "29"),
        ] {
            assert!(
                codes(birth_date, &query(year, month, day)).is_empty(),
                "{year} {month} {day}"
            );
        }
        assert_ne!(kept(birth_date, &query("2000", "1", "1")), Key::default());
    }

    #[test]
    fn national_service_knows_people_from_16_to_25() {
        // As of 22 November 2026.
        for right in [("2010", "11", "22"), ("2000", "11", "23")] {
            assert!(
                codes(age_of_service, &query(right.0, right.1, right.2)).is_empty(),
                "{right:?}"
            );
        }
        for wrong in [("2010", "11", "23"), ("2000", "11", "22")] {
            assert_eq!(
                codes(age_of_service, &query(wrong.0, wrong.1, wrong.2)),
                ["39400"],
                "{wrong:?}"
            );
        }
        assert!(codes(age_of_service, &query("2000", "", "")).is_empty());
    }

    #[test]
    fn v2_has_its_own_names() {
        let name = "anneeDateDeNaissance";
        assert_eq!(
            kept(v2_dss_birth_date, &format!("{name}=1985")),
            key(&[(name, "1985")])
        );
        assert_eq!(codes(v2_dss_birth_date, &format!("{name}=0")), ["00363"]);
    }

    #[test]
    fn a_part_is_dropped_without_the_one_before() {
        assert_eq!(kept(dss_birth_date, &query("", "5", "9")), Key::default());
        let year_only = key(&[("anneeDateNaissance", "1985")]);
        assert_eq!(kept(dss_birth_date, &query("1985", "", "9")), year_only);
    }
}
