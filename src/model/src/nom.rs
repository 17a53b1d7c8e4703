//! Names as civil status writes them.

use crate::error::Reason;

/// The longest name accepted; the longest on record in France has 41 letters.
pub const MAX_LENGTH: usize = 100;

/// A name or a first name that the API accepts: letters of Latin-1, spaces, apostrophes, hyphens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nom(String);

impl Nom {
    /// Reads a typed name: spaces are trimmed and collapsed, the typographic apostrophe becomes the plain one and
    /// `œ` becomes `oe`, since the API refuses both.
    ///
    /// # Errors
    /// [`Reason::Missing`] when nothing is left, [`Reason::TooLong`], or [`Reason::Character`].
    pub fn parse(typed: &str) -> Result<Self, Reason> {
        let name = normalise(typed);
        if name.is_empty() {
            return Err(Reason::Missing);
        }
        if name.chars().count() > MAX_LENGTH {
            return Err(Reason::TooLong { max: MAX_LENGTH });
        }
        let has_letter = name.chars().any(char::is_alphabetic);
        if has_letter && name.chars().all(is_accepted) {
            Ok(Self(name))
        } else {
            Err(Reason::Character)
        }
    }

    /// The name, ready to be sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The character set of the API's `nomNaissance`: `[a-zA-ZÀ-ÖØ-öø-ÿ' -]`.
fn is_accepted(letter: char) -> bool {
    letter.is_ascii_alphabetic()
        || matches!(letter, '\'' | ' ' | '-')
        || matches!(letter, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ')
}

fn normalise(typed: &str) -> String {
    let mut name = String::with_capacity(typed.len());
    for letter in typed.chars() {
        match letter {
            '’' | '‘' | 'ʼ' | '`' | '´' => name.push('\''),
            '‐' | '‑' | '–' => name.push('-'),
            'Œ' => name.push_str("OE"),
            'œ' => name.push_str("oe"),
            'Ÿ' => name.push('Y'),
            _ if letter.is_whitespace() => name.push(' '),
            _ => name.push(letter),
        }
    }
    name.split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parsed(typed: &str) -> Result<String, Reason> {
        Nom::parse(typed).map(|nom| nom.as_str().to_owned())
    }

    #[test]
    fn french_names_pass_as_the_api_wants_them() {
        assert_eq!(parsed("  De   Carvalho "), Ok("De Carvalho".into()));
        assert_eq!(parsed("L’Hôpital"), Ok("L'Hôpital".into()));
        assert_eq!(parsed("Lebœuf"), Ok("Leboeuf".into()));
        assert_eq!(parsed("Bispo‑Antoinette"), Ok("Bispo-Antoinette".into()));
        assert_eq!(parsed("Louÿs"), Ok("Louÿs".into()));
    }

    #[test]
    fn what_the_api_refuses_is_refused_here() {
        for typed in [
            "R2D2",
            "Dupont.",
            "Martin, Jean",
            "Łukasz",
            "<b>",
            "-",
            "''",
        ] {
            assert_eq!(parsed(typed), Err(Reason::Character), "{typed}");
        }
        assert_eq!(parsed(" \u{a0} "), Err(Reason::Missing));
    }

    #[test]
    fn the_longest_name_has_a_hundred_letters() {
        assert!(Nom::parse(&"é".repeat(MAX_LENGTH)).is_ok());
        assert_eq!(
            Nom::parse(&"é".repeat(MAX_LENGTH + 1)),
            Err(Reason::TooLong { max: MAX_LENGTH })
        );
    }

    proptest! {
        #[test]
        fn a_name_read_twice_stays_the_same(typed in "\\PC{0,40}") {
            if let Ok(nom) = Nom::parse(&typed) {
                prop_assert_eq!(Nom::parse(nom.as_str()), Ok(nom.clone()));
                prop_assert!(nom.as_str().chars().all(is_accepted));
            }
        }
    }
}
