//! Rules for the identifiers a person may be asked for instead of an identity.

use serde::{Deserialize, Serialize};

use crate::error::Reason;

/// The longest identifier accepted.
pub const MAX_LENGTH: usize = 100;

/// How an identifier is made. The catalogue names the rule; the page and the relay apply it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Anything but nothing, such as the user name chosen at France Travail.
    Text,
    /// Digits only, such as an athlete's number.
    Digits,
    /// The national student number (INE), in any of the four shapes that the API takes.
    Ine,
    /// The number of a CAF file: 1 to 7 digits.
    NumeroAllocataire,
    /// A French postcode: 5 digits.
    CodePostal,
    /// A tax number (SPI): 13 digits, spaces allowed.
    NumeroFiscal,
    /// The reference of a tax notice: 13 letters or digits, or 14 after a relief; a check letter after 13 is dropped.
    ReferenceAvis,
    /// A year in four digits.
    Annee,
    /// A school's code (UAI): 7 digits and a letter.
    Uai,
    /// A school year: `2026`, or `2026-2027`.
    AnneeScolaire,
    /// A number plate of today's form, `AA-123-BB`; its hyphens may be left out.
    Immatriculation,
}

impl Rule {
    /// Reads what was typed: trimmed, and made as the rule says.
    ///
    /// # Errors
    /// [`Reason::Missing`], [`Reason::TooLong`] or [`Reason::Shape`].
    pub fn parse(self, typed: &str) -> Result<String, Reason> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(Reason::Missing);
        }
        if typed.chars().count() > MAX_LENGTH {
            return Err(Reason::TooLong { max: MAX_LENGTH });
        }
        let kept = self.tidy(typed);
        if self.accepts(&kept) {
            Ok(kept)
        } else {
            Err(Reason::Shape)
        }
    }

    /// What people add to an identifier without changing it: spaces between groups, small letters.
    fn tidy(self, typed: &str) -> String {
        let compact = || {
            typed
                .split_whitespace()
                .collect::<String>()
                .to_ascii_uppercase()
        };
        match self {
            Self::Text | Self::Digits => typed.to_owned(),
            Self::ReferenceAvis => match compact() {
                reference if has_check_letter(&reference) => reference[..13].to_owned(),
                reference => reference,
            },
            Self::AnneeScolaire => first_year(compact()),
            Self::Immatriculation => with_hyphens(&compact()),
            _ => compact(),
        }
    }

    fn accepts(self, text: &str) -> bool {
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        match self {
            Self::Text => !text.chars().any(char::is_control),
            Self::Digits => digits(text),
            Self::Ine => is_ine(text.as_bytes()),
            Self::NumeroAllocataire => digits(text) && text.len() <= 7,
            Self::CodePostal => digits(text) && text.len() == 5,
            Self::NumeroFiscal => digits(text) && text.len() == 13,
            Self::ReferenceAvis => {
                matches!(text.len(), 13 | 14)
                    && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
            }
            Self::Annee => digits(text) && text.len() == 4,
            Self::Uai => matches!(text.as_bytes(), [code @ .., letter] if code.len() == 7
                && code.iter().all(u8::is_ascii_digit) && letter.is_ascii_alphanumeric()),
            Self::AnneeScolaire => digits(text) && text.len() == 4,
            Self::Immatriculation => is_plate(text.as_bytes()),
        }
    }
}

/// `2026` for `2026-2027` or `2026/2027`: both name the same school year to the API, and one of them is enough.
fn first_year(typed: String) -> String {
    let years = typed
        .split_once(['-', '/'])
        .and_then(|(from, to)| Some((from.parse::<u16>().ok()?, to.parse::<u16>().ok()?)));
    match years {
        Some((from, to)) if to.checked_sub(from) == Some(1) => from.to_string(),
        _ => typed,
    }
}

/// Whether a reference of 13 digits is followed by the check letter that some notices print.
fn has_check_letter(reference: &str) -> bool {
    let bytes = reference.as_bytes();
    matches!(bytes, [number @ .., last] if number.len() == 13
        && number.iter().all(u8::is_ascii_digit) && last.is_ascii_alphabetic())
}

/// `AA-123-BB`, from a plate written with hyphens or without.
fn with_hyphens(plate: &str) -> String {
    let bare = plate.replace('-', "");
    match (bare.get(..2), bare.get(2..5), bare.get(5..)) {
        (Some(first), Some(number), Some(last)) => format!("{first}-{number}-{last}"),
        _ => bare,
    }
}

/// Two letters, three digits, two letters. Source: the plates given since 2009 (order of 9 February 2009).
fn is_plate(plate: &[u8]) -> bool {
    let &[a, b, b'-', c, d, e, b'-', f, g] = plate else {
        return false;
    };
    [a, b, f, g].iter().all(u8::is_ascii_uppercase) && [c, d, e].iter().all(u8::is_ascii_digit)
}

/// `\d{9}[A-HJK]{2}`, `\d{10}[A-HJ-NPR-Z]`, `[0-9A-Z]{10}\d` or `\d{4}A\d{5}[A-HJ-NPR-Z]`, in capitals.
fn is_ine(ine: &[u8]) -> bool {
    let digits = |part: &[u8]| part.iter().all(u8::is_ascii_digit);
    let key = |byte: u8| byte.is_ascii_uppercase() && !matches!(byte, b'I' | b'O' | b'Q');
    let &[a, b, c, d, e, f, g, h, i, j, last] = ine else {
        return false;
    };
    let first_ten = [a, b, c, d, e, f, g, h, i, j];
    let short_key = |byte: u8| matches!(byte, b'A'..=b'H' | b'J' | b'K');
    let capitals = first_ten
        .iter()
        .all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
    (digits(&first_ten[..9]) && short_key(j) && short_key(last))
        || (digits(&first_ten) && key(last))
        || (capitals && last.is_ascii_digit())
        || (digits(&[a, b, c, d, f, g, h, i, j]) && e == b'A' && key(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_is_trimmed_and_never_empty() {
        assert_eq!(
            Rule::Text.parse("  lea.martin44 "),
            Ok("lea.martin44".into())
        );
        assert_eq!(Rule::Text.parse(" "), Err(Reason::Missing));
        assert_eq!(Rule::Text.parse("a\u{0}b"), Err(Reason::Shape));
        assert_eq!(Rule::Digits.parse("0123"), Ok("0123".into()));
        assert_eq!(Rule::Digits.parse("12a"), Err(Reason::Shape));
    }

    #[test]
    fn the_longest_identifier_has_a_hundred_characters() {
        assert!(Rule::Text.parse(&"x".repeat(MAX_LENGTH)).is_ok());
        assert_eq!(
            Rule::Text.parse(&"x".repeat(MAX_LENGTH + 1)),
            Err(Reason::TooLong { max: MAX_LENGTH })
        );
    }

    #[test]
    fn a_student_number_has_one_of_four_shapes() {
        for ine in [
            "123456789AB",
            "1234567890A",
            "0abcdefghi5",
            "1234A56789Z",
            " 1234567890 p ",
        ] {
            assert!(Rule::Ine.parse(ine).is_ok(), "{ine}");
        }
        for ine in [
            "1234567890I",
            "1234567890O",
            "1234567890Q",
            "123456789AL",
            "1234567890",
            "1234B56789Z",
            "é234567890A",
        ] {
            assert_eq!(Rule::Ine.parse(ine), Err(Reason::Shape), "{ine}");
        }
    }

    #[test]
    fn numbers_of_the_administrations_are_read_with_their_spaces() {
        for (rule, typed, kept) in [
            (Rule::NumeroAllocataire, "0000354", Some("0000354")),
            (Rule::NumeroAllocataire, "12345678", None),
            (Rule::CodePostal, "99148", Some("99148")),
            (Rule::CodePostal, "9914", None),
            (
                Rule::NumeroFiscal,
                "15 62 456 789 521",
                Some("1562456789521"),
            ),
            (Rule::NumeroFiscal, "156245678952", None),
            (Rule::ReferenceAvis, "1512456789521", Some("1512456789521")),
            (Rule::ReferenceAvis, "1512456789521k", Some("1512456789521")),
            (
                Rule::ReferenceAvis,
                "23fa456789521b",
                Some("23FA456789521B"),
            ),
            (Rule::ReferenceAvis, "151245678952", None),
            (Rule::Annee, "2025", Some("2025")),
            (Rule::Annee, "25", None),
            (Rule::Uai, "0861288h", Some("0861288H")),
            (Rule::Uai, "861288H", None),
            (Rule::AnneeScolaire, "2026", Some("2026")),
            (Rule::AnneeScolaire, "2026-2027", Some("2026")),
            (Rule::AnneeScolaire, "2026 / 2027", Some("2026")),
            (Rule::AnneeScolaire, "2026-2028", None),
            (Rule::AnneeScolaire, "2026-27", None),
            (Rule::Immatriculation, "tm 001 kb", Some("TM-001-KB")),
            (Rule::Immatriculation, "TM-001-KB", Some("TM-001-KB")),
            (Rule::Immatriculation, "123 ABC 75", None),
            (Rule::Immatriculation, "TM-001-K", None),
            (Rule::Immatriculation, "éM001KB", None),
        ] {
            assert_eq!(rule.parse(typed).ok().as_deref(), kept, "{typed}");
        }
    }
}
