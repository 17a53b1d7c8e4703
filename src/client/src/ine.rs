//! The national student number.

use std::{fmt, str::FromStr};

use crate::{Argument, Error, Param};

/// A national student number (*identifiant national étudiant*): eleven letters or digits.
///
/// ```
/// # use api_particulier::Ine;
/// assert!("1234567890G".parse::<Ine>().is_ok());
/// assert!("1234567890".parse::<Ine>().is_err());
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Ine(String);

impl FromStr for Ine {
    type Err = Error;

    /// Parses eleven letters or digits, without spaces; errs with [`Argument::InvalidIne`].
    ///
    /// The API knows finer rules, which changed over time: it answers [`Error::Validation`] when they are broken.
    fn from_str(text: &str) -> Result<Self, Error> {
        if text.len() == 11 && text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(Argument::InvalidIne.into())
        }
    }
}

impl From<&Ine> for Param {
    fn from(ine: &Ine) -> Self {
        Self::One(ine.0.clone())
    }
}

impl fmt::Debug for Ine {
    /// Shows the type's name alone.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ine(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eleven_letters_or_digits_are_taken() {
        for text in ["1234567890G", "0806008214l", "ABCDEFGHIJK"] {
            assert!(text.parse::<Ine>().is_ok(), "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "1234567890",
            "1234567890GG",
            "123456789 G",
            "1234567890É",
            "123456789é",
        ] {
            let error = text.parse::<Ine>().unwrap_err();
            assert!(
                matches!(error, Error::Argument(Argument::InvalidIne)),
                "{text}"
            );
        }
    }
}
