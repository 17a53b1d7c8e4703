//! The tax number of a person.

use std::{fmt, str::FromStr};

use crate::{Argument, Error};

/// A tax number (*numéro fiscal*, or *SPI*): thirteen digits. It is never shown.
///
/// ```
/// # use api_particulier::impot_particulier::NumeroFiscal;
/// assert!("1562456789521".parse::<NumeroFiscal>().is_ok());
/// assert!("156245678952".parse::<NumeroFiscal>().is_err());
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct NumeroFiscal(String);

impl NumeroFiscal {
    /// The thirteen digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for NumeroFiscal {
    type Err = Error;

    /// Parses thirteen digits, without spaces; errs with [`Argument::InvalidNumeroFiscal`].
    fn from_str(text: &str) -> Result<Self, Error> {
        if text.len() == 13 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(Argument::InvalidNumeroFiscal.into())
        }
    }
}

impl fmt::Debug for NumeroFiscal {
    /// Shows the type's name alone.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NumeroFiscal(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirteen_digits_are_taken_and_not_shown() {
        let number: NumeroFiscal = "1562456789521".parse().unwrap();
        assert_eq!(number.as_str(), "1562456789521");
        assert_eq!(format!("{number:?}"), "NumeroFiscal(..)");
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "156245678952",
            "15624567895211",
            "156245678952A",
            "15 62456789521",
            "../../../../..",
            "١٥٦٢٤٥",
        ] {
            let error = text.parse::<NumeroFiscal>().unwrap_err();
            assert!(
                matches!(error, Error::Argument(Argument::InvalidNumeroFiscal)),
                "{text}"
            );
        }
    }
}
