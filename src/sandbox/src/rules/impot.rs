//! What API Impôt particulier takes in its addresses.

use super::{Check, digits};
use crate::texts;

/// `spi`, the tax number: thirteen digits (`4001`).
///
/// Source: the specification's codes of the application.
pub(crate) fn spi(check: &mut Check<'_>) {
    match check.given.one("spi") {
        Some(text) if digits(text, 13) => check.keep("spi"),
        _ => check.refuse(texts::SPI),
    }
}

/// `annrev`, the year of the income: four digits (`4002`).
///
/// Source: the same.
pub(crate) fn annrev(check: &mut Check<'_>) {
    match check.given.one("annrev") {
        Some(text) if digits(text, 4) => check.keep("annrev"),
        _ => check.refuse(texts::ANNREV),
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::tests_support::{codes, kept, key},
        *,
    };

    #[test]
    fn a_tax_number_has_thirteen_digits_and_a_year_four() {
        assert_eq!(
            kept(spi, "spi=3012345678901"),
            key(&[("spi", "3012345678901")])
        );
        for wrong in ["", "301234567890", "30123456789012", "301234567890A"] {
            assert_eq!(codes(spi, &format!("spi={wrong}")), ["4001"], "{wrong}");
        }
        assert_eq!(kept(annrev, "annrev=2025"), key(&[("annrev", "2025")]));
        for wrong in ["", "25", "20255", "202A"] {
            assert_eq!(
                codes(annrev, &format!("annrev={wrong}")),
                ["4002"],
                "{wrong}"
            );
        }
    }
}
