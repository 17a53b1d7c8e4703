//! The SIRET of an administration: parsed once, then always valid.

use std::{fmt, str::FromStr};

use crate::{Argument, Error};

/// La Poste's SIREN: its establishments do not follow the Luhn rule.
const LA_POSTE: &str = "356000000";

/// A valid SIRET: 14 digits with a Luhn key, or La Poste's `356000000` followed by five digits.
///
/// ```
/// # use api_particulier::Siret;
/// let siret: Siret = "13002526500013".parse()?;
/// assert_eq!(siret.as_str(), "13002526500013");
/// assert!("13002526500014".parse::<Siret>().is_err());
/// # Ok::<(), api_particulier::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Siret(String);

impl Siret {
    /// The 14 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Siret {
    type Err = Error;

    /// Parses 14 digits, without spaces; errs with [`Argument::InvalidSiret`].
    fn from_str(text: &str) -> Result<Self, Error> {
        let is_digits = text.len() == 14 && text.bytes().all(|byte| byte.is_ascii_digit());
        if is_digits && (text.starts_with(LA_POSTE) || luhn(text)) {
            Ok(Self(text.to_owned()))
        } else {
            Err(Argument::InvalidSiret.into())
        }
    }
}

impl fmt::Display for Siret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Luhn's rule: every second digit from the right counts double, its digits summed.
fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .zip([1, 2].into_iter().cycle())
        .map(|(byte, weight)| u32::from(byte - b'0') * weight)
        .map(|product| product / 10 + product % 10)
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn valid_sirets_are_kept_as_written() {
        for text in [
            "13002526500013",
            "21920023500014",
            "35600000000048",
            "35600000012345",
        ] {
            assert_eq!(text.parse::<Siret>().unwrap().as_str(), text);
        }
    }

    #[test]
    fn anything_else_is_refused() {
        let wrong_key = "13002526500014";
        let la_poste_too_short = "3560000001234";
        let arabic_digits = "١٣٠٠٢٥٢٦٥٠٠٠١٣";
        for text in [
            "",
            "1300252650001",
            "130025265000130",
            "1300252650001A",
            " 13002526500013",
            wrong_key,
            la_poste_too_short,
            arabic_digits,
        ] {
            let error = text.parse::<Siret>().unwrap_err();
            assert!(
                matches!(error, Error::Argument(Argument::InvalidSiret)),
                "{text}"
            );
        }
    }
}
