//! A date of which the month or the day may be unknown.
//!
//! The API asks for birth dates in three parameters, of which only the year may be known, and answers dates such as
//! `2020-00-00`: an unknown day is never the 1st.

use std::fmt;

/// A date known to the year, the month or the day. It always exists in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartialDate {
    annee: u16,
    mois: Option<u8>,
    jour: Option<u8>,
}

impl PartialDate {
    /// A date; `None` when the month is not 1–12, the day does not exist in it, or a day comes without its month.
    pub fn new(annee: u16, mois: Option<u8>, jour: Option<u8>) -> Option<Self> {
        let exists = match (mois, jour) {
            (None, None) => true,
            (None, Some(_)) => false,
            (Some(mois), None) => (1..=12).contains(&mois),
            (Some(mois), Some(jour)) => {
                (1..=12).contains(&mois) && (1..=days_in(annee, mois)).contains(&jour)
            }
        };
        (annee > 0 && exists).then_some(Self { annee, mois, jour })
    }

    /// Reads `2020-05-17`, `2020-05-00` (day unknown), `2020-00-00` (month unknown) and a time after a `T`, which is
    /// dropped, never shifted by its zone. `None` for anything else, `0000-00-00` among them.
    pub fn parse_iso(text: &str) -> Option<Self> {
        let day = text.split('T').next()?;
        let mut parts = day.split('-');
        let (annee, mois, jour) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || (annee.len(), mois.len(), jour.len()) != (4, 2, 2) {
            return None;
        }
        let known = |part: &str| part.parse::<u8>().map(|n| (n > 0).then_some(n)).ok();
        Self::new(
            digits(annee)?,
            known(digits_only(mois)?)?,
            known(digits_only(jour)?)?,
        )
    }

    /// Reads a date in any of the shapes that the administrations have used: as [`Self::parse_iso`], and `17/05/2020`,
    /// `17-05-2020`, `17.05.2020`, `17052020` (day, month, year). `None` for anything else.
    pub fn parse_any(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(date) = Self::parse_iso(text) {
            return Some(date);
        }
        let parts: Vec<_> = match text.split(['/', '-', '.']).collect::<Vec<_>>()[..] {
            [together] if together.len() == 8 && together.is_ascii() => {
                vec![&together[..2], &together[2..4], &together[4..]]
            }
            [day, month, year] => vec![day, month, year],
            _ => return None,
        };
        let [day, month, year] = parts[..] else {
            return None;
        };
        if !matches!(day.len(), 1 | 2) || !matches!(month.len(), 1 | 2) || year.len() != 4 {
            return None;
        }
        Self::parse_iso(&format!("{year}-{month:0>2}-{day:0>2}"))
    }

    /// The age on `day`, in whole years: only of someone whose birth date is wholly known and past.
    pub fn age_on(self, day: Self) -> Option<u16> {
        let (born, on) = ((self.mois?, self.jour?), (day.mois?, day.jour?));
        day.annee
            .checked_sub(self.annee)?
            .checked_sub(u16::from(on < born))
    }

    /// The year.
    pub fn annee(self) -> u16 {
        self.annee
    }

    /// The month, 1 to 12, when known.
    pub fn mois(self) -> Option<u8> {
        self.mois
    }

    /// The day, 1 to 31, when known.
    pub fn jour(self) -> Option<u8> {
        self.jour
    }

    /// Whether day and month are known.
    pub fn is_full(self) -> bool {
        self.jour.is_some()
    }

    /// Writes the date as `pattern` says, with `%d`, `%m`, `%Y`, `%y` (two digits) and `%%`.
    ///
    /// `None` when the pattern needs a part that is unknown, or holds another `%` letter.
    pub fn format(self, pattern: &str) -> Option<String> {
        let mut written = String::new();
        let mut letters = pattern.chars();
        while let Some(letter) = letters.next() {
            if letter != '%' {
                written.push(letter);
                continue;
            }
            match letters.next()? {
                'd' => written.push_str(&format!("{:02}", self.jour?)),
                'm' => written.push_str(&format!("{:02}", self.mois?)),
                'Y' => written.push_str(&format!("{:04}", self.annee)),
                'y' => written.push_str(&format!("{:02}", self.annee % 100)),
                '%' => written.push('%'),
                _ => return None,
            }
        }
        Some(written)
    }

    /// Whether this whole date, as far as it is known, lies after `other`.
    pub fn is_after(self, other: Self) -> bool {
        let known = |date: Self| (date.annee, date.mois.unwrap_or(0), date.jour.unwrap_or(0));
        let (a, b) = (known(self), known(other));
        a.0 > b.0 || (a.0 == b.0 && a.1 > b.1) || (a.0 == b.0 && a.1 == b.1 && a.2 > b.2)
    }
}

impl fmt::Display for PartialDate {
    /// Writes the date as the API does: `2020-05-00` when the day is unknown.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:04}-{:02}-{:02}",
            self.annee,
            self.mois.unwrap_or(0),
            self.jour.unwrap_or(0)
        )
    }
}

/// How many days `mois` (1 to 12) of `annee` has.
pub fn days_in(annee: u16, mois: u8) -> u8 {
    let leap = annee.is_multiple_of(4) && (!annee.is_multiple_of(100) || annee.is_multiple_of(400));
    match mois {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn digits_only(text: &str) -> Option<&str> {
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then_some(text)
}

fn digits(text: &str) -> Option<u16> {
    digits_only(text)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_unknown_day_stays_unknown() {
        let date = PartialDate::parse_iso("2020-05-00").unwrap();
        assert_eq!(
            (date.annee(), date.mois(), date.jour()),
            (2020, Some(5), None)
        );
        assert_eq!(date.to_string(), "2020-05-00");
        assert_eq!(date.format("%d/%m/%Y"), None);
        assert_eq!(date.format("%m/%Y").as_deref(), Some("05/2020"));
    }

    #[test]
    fn a_wholly_unknown_date_is_no_date() {
        for text in [
            "0000-00-00",
            "2020-00-12",
            "2020-13-01",
            "2021-02-29",
            "2020-1-1",
            "+020-01-01",
            "",
            "2020",
        ] {
            assert_eq!(PartialDate::parse_iso(text), None, "{text}");
        }
    }

    #[test]
    fn every_shape_of_the_administrations_is_read() {
        for text in [
            "2020-05-17",
            "17/05/2020",
            "17/5/2020",
            "17-05-2020",
            "17.05.2020",
            "17052020",
            " 2020-05-17T09:00:00Z ",
        ] {
            assert_eq!(
                PartialDate::parse_any(text)
                    .map(|date| date.to_string())
                    .as_deref(),
                Some("2020-05-17"),
                "{text}"
            );
        }
        assert_eq!(
            PartialDate::parse_any("00/05/2020").unwrap().to_string(),
            "2020-05-00"
        );
        for text in [
            "05/17/2020",
            "17/05/20",
            "170520",
            "1705202O",
            "a/b/cdef",
            "",
            "//",
            "1é05202",
        ] {
            assert_eq!(PartialDate::parse_any(text), None, "{text}");
        }
    }

    #[test]
    fn an_age_changes_on_the_birthday_and_is_unknown_without_a_day() {
        let date = |text| PartialDate::parse_iso(text).unwrap();
        assert_eq!(date("2010-11-22").age_on(date("2026-11-22")), Some(16));
        assert_eq!(date("2010-11-23").age_on(date("2026-11-22")), Some(15));
        assert_eq!(date("2010-11-00").age_on(date("2026-11-22")), None);
        assert_eq!(date("2027-01-01").age_on(date("2026-11-22")), None);
    }

    #[test]
    fn the_time_is_dropped_and_never_shifts_the_day() {
        let date = PartialDate::parse_iso("1967-11-17T00:00:00+01:00").unwrap();
        assert_eq!(date.to_string(), "1967-11-17");
    }

    #[test]
    fn the_29th_of_february_exists_in_leap_years_only() {
        assert!(PartialDate::new(2000, Some(2), Some(29)).is_some());
        assert!(PartialDate::new(1900, Some(2), Some(29)).is_none());
        assert!(PartialDate::new(2024, Some(2), Some(29)).is_some());
        assert!(PartialDate::new(2023, Some(2), Some(29)).is_none());
    }

    #[test]
    fn a_pattern_with_an_unknown_letter_is_refused() {
        let date = PartialDate::parse_iso("2020-05-17").unwrap();
        assert_eq!(date.format("%d %% %m"), Some("17 % 05".into()));
        assert_eq!(date.format("%y"), Some("20".into()));
        assert_eq!(date.format("%H"), None);
        assert_eq!(date.format("%"), None);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(annee in 1u16..9999, mois in 1u8..=12, jour in 1u8..=31) {
            if let Some(date) = PartialDate::new(annee, Some(mois), Some(jour)) {
                prop_assert_eq!(PartialDate::parse_iso(&date.to_string()), Some(date));
            }
        }
    }
}
