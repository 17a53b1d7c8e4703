//! What v2 asks for by its own names, where it is not what v3 asks for.

use jiff::civil::Date;

use super::{Check, civility::m_or_f, digits, student};
use crate::texts;

/// `numeroAllocataire`: mandatory, one to seven digits.
///
/// Source: documentation of the first years.
pub(crate) fn numero_allocataire(check: &mut Check<'_>) {
    match check.given.one("numeroAllocataire") {
        Some(text) if (1..=7).contains(&text.len()) && digits(text, text.len()) => {
            check.keep("numeroAllocataire")
        }
        _ => check.refuse(texts::NUMERO_ALLOCATAIRE),
    }
}

/// `codePostal`: mandatory, five digits.
///
/// Source: documentation of the first years.
pub(crate) fn code_postal(check: &mut Check<'_>) {
    match check.given.one("codePostal") {
        Some(text) if digits(text, 5) => check.keep("codePostal"),
        _ => check.refuse(texts::CODE_POSTAL),
    }
}

/// `numeroFiscal`: mandatory, thirteen digits.
///
/// Source: documentation of the first years.
pub(crate) fn numero_fiscal(check: &mut Check<'_>) {
    match check.given.one("numeroFiscal") {
        Some(text) if digits(text, 13) => check.keep("numeroFiscal"),
        _ => check.refuse(texts::NUMERO_FISCAL),
    }
}

/// `referenceAvis`: mandatory, thirteen letters or digits, fourteen for a relief.
///
/// Source: documentation of the first years.
pub(crate) fn reference_avis(check: &mut Check<'_>) {
    let well_written = |text: &&str| {
        matches!(text.len(), 13 | 14) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    match check.given.one("referenceAvis").filter(well_written) {
        Some(_) => check.keep("referenceAvis"),
        None => check.refuse(texts::REFERENCE_AVIS),
    }
}

/// A student by `ine` (`00360`), or by `nom`, `prenom`, `dateDeNaissance`, `sexe` and maybe `lieuDeNaissance`.
///
/// Source: server code; with an INE nothing else is read.
pub(crate) fn v2_etudiant(check: &mut Check<'_>) {
    if check.given.one("ine").is_some() {
        return student::ine(check);
    }
    civility(check, "prenom", "dateDeNaissance");
    check.keep("lieuDeNaissance");
}

/// A scholarship student: the same with `prenoms`, several in one text.
///
/// Source: server code.
pub(crate) fn v2_boursier(check: &mut Check<'_>) {
    if check.given.one("ine").is_some() {
        return student::ine(check);
    }
    civility(check, "prenoms", "dateDeNaissance");
    check.keep("lieuDeNaissance");
}

/// A pupil: `nom`, `prenom`, `sexe`, `dateNaissance`.
///
/// Source: server code.
pub(crate) fn v2_civility(check: &mut Check<'_>) {
    civility(check, "prenom", "dateNaissance");
}

fn civility(check: &mut Check<'_>, first_name: &str, birth_date: &str) {
    let given = check.given;
    if given.one("nom").is_none() {
        check.refuse(texts::BIRTH_NAME);
    }
    if given.one(first_name).is_none() {
        check.refuse(texts::PRENOMS);
    }
    let is_date = |text: &str| text.len() == 10 && text.parse::<Date>().is_ok();
    if !given.one(birth_date).is_some_and(is_date) {
        check.refuse(texts::WHOLE_BIRTH_DATE);
    }
    if given.one("sexe").is_none() {
        check.refuse(texts::SEX);
    }
    m_or_f(check, "sexe");
    for name in ["nom", first_name, birth_date] {
        check.keep(name);
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::tests_support::{codes, kept, key},
        *,
    };

    #[test]
    fn the_first_years_numbers_have_their_lengths() {
        for right in ["1", "0000354"] {
            assert!(
                codes(numero_allocataire, &format!("numeroAllocataire={right}")).is_empty(),
                "{right}"
            );
        }
        for wrong in ["", "12345678", "12A"] {
            assert_eq!(
                codes(numero_allocataire, &format!("numeroAllocataire={wrong}")).len(),
                1,
                "{wrong}"
            );
        }
        assert!(codes(code_postal, "codePostal=99148").is_empty());
        for wrong in ["", "9914", "991488", "2A004"] {
            assert_eq!(
                codes(code_postal, &format!("codePostal={wrong}")).len(),
                1,
                "{wrong}"
            );
        }
        assert!(codes(numero_fiscal, "numeroFiscal=1562456789521").is_empty());
        for wrong in ["", "156245678952", "15624567895211", "156245678952A"] {
            assert_eq!(
                codes(numero_fiscal, &format!("numeroFiscal={wrong}")).len(),
                1,
                "{wrong}"
            );
        }
        for right in ["1512456789521", "15124567895211", "15A2456789521"] {
            assert!(
                codes(reference_avis, &format!("referenceAvis={right}")).is_empty(),
                "{right}"
            );
        }
        for wrong in ["", "151245678952", "151245678952111", "15-2456789521"] {
            assert_eq!(
                codes(reference_avis, &format!("referenceAvis={wrong}")).len(),
                1,
                "{wrong}"
            );
        }
    }

    #[test]
    fn a_student_is_known_by_an_ine_or_by_an_identity() {
        assert_eq!(
            kept(v2_etudiant, "ine=1234567890A&nom=X"),
            key(&[("ine", "1234567890A")])
        );
        assert_eq!(codes(v2_boursier, "ine=1"), ["00360"]);
        let whole = "nom=X&prenom=Y&dateDeNaissance=2005-01-31&sexe=f&lieuDeNaissance=35238";
        let expected = [
            ("nom", "X"),
            ("prenom", "Y"),
            ("dateDeNaissance", "2005-01-31"),
            ("sexe", "f"),
            ("lieuDeNaissance", "35238"),
        ];
        assert_eq!(kept(v2_etudiant, whole), key(&expected));
        assert_eq!(
            codes(v2_etudiant, "prenoms=Y"),
            ["00420", "00421", "00425", "00427"]
        );
    }

    #[test]
    fn a_birth_date_is_written_in_full() {
        let date = |text: &str| {
            codes(
                v2_civility,
                &format!("nom=X&prenom=Y&sexe=m&dateNaissance={text}"),
            )
        };
        assert!(date("2012-02-29").is_empty());
        for wrong in [
            "",
            "2013-02-29",
            "29/02/2012",
            "2012-2-9",
            "2012-02-29T00:00",
        ] {
            assert_eq!(date(wrong), ["00425"], "{wrong}");
        }
    }
}
