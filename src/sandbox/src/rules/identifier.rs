//! Identifiers given by a provider to a person.

use super::{Check, digits};
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

/// `identifiant`: mandatory and made of digits (`00380`).
///
/// Source: server code and OpenAPI file of the sports operation; it is the person's number there.
pub(crate) fn identifiant_digits(check: &mut Check<'_>) {
    match check.given.one("identifiant") {
        Some(text) if digits(text, text.len()) => check.keep("identifiant"),
        _ => check.refuse(texts::IDENTIFIANT),
    }
}

/// `immatriculation`: mandatory (`00430`).
///
/// Source: the nomenclature; the shape of a plate is not known to be checked.
pub(crate) fn immatriculation(check: &mut Check<'_>) {
    match check.given.one("immatriculation") {
        Some(_) => check.keep("immatriculation"),
        None => check.refuse(texts::IMMATRICULATION),
    }
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

    #[test]
    fn a_sports_number_is_made_of_digits() {
        assert!(codes(identifiant_digits, "identifiant=0").is_empty());
        for wrong in ["", "12A45", "12%2045", "-1"] {
            assert_eq!(
                codes(identifiant_digits, &format!("identifiant={wrong}")),
                ["00380"],
                "{wrong}"
            );
        }
    }
}
