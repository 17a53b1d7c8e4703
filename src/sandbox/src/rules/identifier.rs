//! Identifiers given by a provider to a person.

use super::Check;
use crate::texts;

/// `identifiant`: mandatory, and nothing more (`00380`).
///
/// Source: server code of the France Travail operations; it is the name a person chose on francetravail.fr.
pub(crate) fn identifiant(check: &mut Check<'_>) {
    if check.given.one("identifiant").is_none() {
        check.refuse(texts::IDENTIFIANT);
    }
    check.keep("identifiant");
}

#[cfg(test)]
mod tests {
    use super::{
        super::tests_support::{codes, kept, key},
        *,
    };

    #[test]
    fn an_identifier_must_be_there() {
        assert_eq!(codes(identifiant, ""), ["00380"]);
        assert_eq!(codes(identifiant, "identifiant=%20"), ["00380"]);
        let expected = key(&[("identifiant", "lena.moreau@exemple.fr")]);
        assert_eq!(
            kept(identifiant, "identifiant=Lena.Moreau@exemple.fr"),
            expected
        );
    }
}
