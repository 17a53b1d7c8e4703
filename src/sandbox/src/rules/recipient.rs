//! `recipient`: the SIRET of the administration that receives the data.

use super::{Check, Violation};
use crate::texts;

/// Mandatory (`00203`), and a SIRET (`00210`).
///
/// Source: server code, for every v3 operation. It never counts for the match.
pub(crate) fn recipient(check: &mut Check<'_>) {
    let text = match check.given.one("recipient") {
        None => texts::RECIPIENT_MISSING,
        Some(siret) if !is_siret(siret) => texts::RECIPIENT_INVALID,
        Some(_) => return,
    };
    check.violations.push(Violation {
        text,
        parameter: Some("recipient"),
    });
}

/// A SIRET when it is given (`00210`).
///
/// Source: server code, for every v2 operation.
pub(crate) fn recipient_optional(check: &mut Check<'_>) {
    if check.given.one("recipient").is_some() {
        recipient(check);
    }
}

/// Fourteen digits with a right Luhn key; La Poste's establishments (`356000000` and five digits) have none to check.
fn is_siret(text: &str) -> bool {
    let digits = text.len() == 14 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits && (text.starts_with("356000000") || luhn(text))
}

fn luhn(digits: &str) -> bool {
    let weigh = |(rank, byte): (usize, u8)| {
        let digit = u32::from(byte - b'0');
        let doubled = digit * 2;
        if rank % 2 == 0 {
            digit
        } else {
            doubled / 10 + doubled % 10
        }
    };
    digits.bytes().rev().enumerate().map(weigh).sum::<u32>() % 10 == 0
}

#[cfg(test)]
mod tests {
    use super::{super::tests_support::codes, *};

    #[test]
    fn a_missing_recipient_is_00203() {
        assert_eq!(codes(recipient, ""), ["00203"]);
        assert_eq!(codes(recipient, "recipient=%20"), ["00203"]);
    }

    #[test]
    fn an_optional_recipient_may_be_missing_and_not_wrong() {
        assert!(codes(recipient_optional, "recipient=").is_empty());
        assert!(codes(recipient_optional, "recipient=13002526500013").is_empty());
        assert_eq!(
            codes(recipient_optional, "recipient=13002526500012"),
            ["00210"]
        );
    }

    #[test]
    fn a_recipient_that_is_no_siret_is_00210() {
        for wrong in [
            "13002526500012",
            "1300252650001",
            "130025265000130",
            "1300252650001A",
            "130%20025%20265%2000013",
        ] {
            assert_eq!(
                codes(recipient, &format!("recipient={wrong}")),
                ["00210"],
                "{wrong}"
            );
        }
    }

    #[test]
    fn a_siret_passes_and_la_poste_needs_no_key() {
        for right in ["13002526500013", "35600000000048", "35600000012345"] {
            assert!(
                codes(recipient, &format!("recipient={right}")).is_empty(),
                "{right}"
            );
        }
        assert_eq!(codes(recipient, "recipient=35600000100001"), ["00210"]);
    }
}
