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
        let well_made = match self {
            Self::Text => !typed.chars().any(char::is_control),
            Self::Digits => typed.bytes().all(|byte| byte.is_ascii_digit()),
        };
        if well_made {
            Ok(typed.to_owned())
        } else {
            Err(Reason::Shape)
        }
    }
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
}
