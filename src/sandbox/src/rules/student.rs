//! What identifies a student and a scholarship.

use super::{Check, number};
use crate::texts;

/// The first year of which scholarships are known.
const FIRST_CAMPAIGN: i64 = 2021;

/// `ine`: mandatory, in one of the four shapes it has had (`00360`).
///
/// Source: server code of student status and scholarships: nine digits and two letters; ten digits and a letter; ten letters or
/// digits and a digit; four digits, an A, five digits and a letter.
pub(crate) fn ine(check: &mut Check<'_>) {
    match check.given.one("ine") {
        Some(text) if is_ine(&text.to_ascii_uppercase()) => check.keep("ine"),
        _ => check.refuse(texts::INE),
    }
}

/// `campaignYear`: optional, a year from 2021 on (`00368`).
///
/// Source: the OpenAPI file, scholarships from v4 on.
pub(crate) fn campaign_year(check: &mut Check<'_>) {
    let Some(year) = check.given.one("campaignYear") else {
        return;
    };
    if number(year).is_some_and(|year| (FIRST_CAMPAIGN..=9999).contains(&year)) {
        check.keep("campaignYear");
    } else {
        check.refuse(texts::CAMPAIGN_YEAR);
    }
}

pub(super) fn is_ine(text: &str) -> bool {
    let Ok(text) = <&[u8; 11]>::try_from(text.as_bytes()) else {
        return false;
    };
    let digits = |part: &[u8]| part.iter().all(u8::is_ascii_digit);
    // The last letter is a key, and the key has no I and no O.
    let key = |byte: u8| byte.is_ascii_uppercase() && !matches!(byte, b'I' | b'O');
    let base = |byte: u8| matches!(byte, b'A'..=b'H' | b'J' | b'K');
    let alphanumeric = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    (digits(&text[..9]) && base(text[9]) && base(text[10]))
        || (digits(&text[..10]) && key(text[10]))
        || (text[..10].iter().all(alphanumeric) && text[10].is_ascii_digit())
        || (digits(&text[..4]) && text[4] == b'A' && digits(&text[5..10]) && key(text[10]))
}

#[cfg(test)]
mod tests {
    use super::{
        super::tests_support::{codes, kept, key},
        *,
    };

    #[test]
    fn an_ine_has_one_of_four_shapes() {
        for right in [
            "123456789AK",
            "123456789hj",
            "1234567890Z",
            "0A1B2C3D4E5",
            "1234A56789Y",
        ] {
            assert!(codes(ine, &format!("ine={right}")).is_empty(), "{right}");
        }
        for wrong in [
            "",
            "123456789AL",
            "123456789IA",
            "1234567890I",
            "1234567890O",
            "1234B56789Y",
            "1234A56789O",
            "123456789A",
            "1234567890AB",
            "12345-7890A",
            "123456789%C3%A9",
        ] {
            assert_eq!(codes(ine, &format!("ine={wrong}")), ["00360"], "{wrong}");
        }
        assert_eq!(kept(ine, "ine=1234567890z"), key(&[("ine", "1234567890Z")]));
    }

    #[test]
    fn a_campaign_begins_in_2021() {
        for right in ["2021", "2026", ""] {
            assert!(
                codes(campaign_year, &format!("campaignYear={right}")).is_empty(),
                "{right}"
            );
        }
        for wrong in ["2020", "abcd", "20211", "-2021"] {
            assert_eq!(
                codes(campaign_year, &format!("campaignYear={wrong}")),
                ["00368"],
                "{wrong}"
            );
        }
    }
}
