//! Names, first names and sex.

use super::Check;
use crate::texts;

/// `nomNaissance`: mandatory, letters, accents, apostrophe, space and hyphen (`00420`).
///
/// Source: server code, all identity operations.
pub(crate) fn nom_naissance(check: &mut Check<'_>) {
    match check.given.one("nomNaissance") {
        Some(name) if is_civil(name) => check.keep("nomNaissance"),
        _ => check.refuse(texts::BIRTH_NAME),
    }
}

/// `nomUsage`: optional, the same characters once `’` is written `'`.
///
/// Source: server code of 2026, which refuses the rest with a 422 whose code is not published; `00366` is the published code
/// for civil parameters that are badly written.
pub(crate) fn nom_usage(check: &mut Check<'_>) {
    let Some(name) = check.given.one("nomUsage") else {
        return;
    };
    let name = name.replace('’', "'");
    if is_civil(&name) {
        check.key.set("nomUsage", &name);
    } else {
        check.refuse(texts::CIVILITY);
    }
}

/// `prenoms[]` on the social security operations: at least one, each with the characters of a name (`00367`).
///
/// Source: server code. The OpenAPI file's maximum of three items is not enforced there.
pub(crate) fn dss_prenoms(check: &mut Check<'_>) {
    let prenoms = check.given.list("prenoms");
    if prenoms.is_empty() || !prenoms.iter().all(|prenom| is_civil(prenom)) {
        check.refuse(texts::FIRST_NAMES);
    } else {
        check.key.set_list("prenoms", prenoms);
    }
}

/// `prenoms[]` elsewhere: at least one (`00421`).
///
/// Source: server code; neither the characters nor the OpenAPI file's maximum of three are checked there.
pub(crate) fn prenoms(check: &mut Check<'_>) {
    let prenoms = check.given.list("prenoms");
    if prenoms.is_empty() {
        check.refuse(texts::PRENOMS);
    }
    check.key.set_list("prenoms", prenoms);
}

/// `prenoms[]` with exactly one item (`00421`).
///
/// Source: the OpenAPI file, student status.
pub(crate) fn prenom(check: &mut Check<'_>) {
    prenoms(check);
    if check.given.list("prenoms").len() > 1 {
        check.refuse(texts::PRENOMS);
    }
}

/// `prenoms[]` with the characters of a name (`00421`).
///
/// Source: server code, national service.
pub(crate) fn strict_prenoms(check: &mut Check<'_>) {
    prenoms(check);
    if !check.given.list("prenoms").into_iter().all(is_civil) {
        check.refuse(texts::PRENOMS);
    }
}

/// `sexeEtatCivil` where it is optional: `M` or `F`, in capitals or not (`00427`).
///
/// Source: server code of the social security operations, where the OpenAPI file calls it mandatory and the server does not; the
/// OpenAPI file for scholarships.
pub(crate) fn sexe_optional(check: &mut Check<'_>) {
    m_or_f(check, "sexeEtatCivil");
}

/// `sexe`, which v2 calls it: the same.
pub(crate) fn v2_sexe_optional(check: &mut Check<'_>) {
    m_or_f(check, "sexe");
}

/// `sexeEtatCivil` where it is mandatory (`00427`).
///
/// Source: server code of student status, school and national service.
pub(crate) fn sexe(check: &mut Check<'_>) {
    if check.given.one("sexeEtatCivil").is_none() {
        check.refuse(texts::SEX);
    }
    m_or_f(check, "sexeEtatCivil");
}

/// The parts of a civil identity that an operation does not ask for: they are not checked, and they count for the match.
///
/// Source: server code; outside social security one function reads the whole identity for every operation.
pub(crate) fn other_civility(check: &mut Check<'_>) {
    for name in ["nomUsage", "sexeEtatCivil", "codeCogInseePaysNaissance"] {
        check.keep(name);
    }
}

/// Refuses what is neither `M` nor `F` (`00427`).
pub(super) fn m_or_f(check: &mut Check<'_>, name: &str) {
    match check.given.one(name) {
        Some("M" | "F" | "m" | "f") => check.keep(name),
        Some(_) => check.refuse(texts::SEX),
        None => {}
    }
}

/// `^[a-zA-ZÀ-ÖØ-öø-ÿ' -]+$`: neither digits, nor `œ`, nor `’`, nor an accent written as a second character.
fn is_civil(name: &str) -> bool {
    name.chars().all(|character| {
        matches!(character, 'a'..='z' | 'A'..='Z' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ' | '\'' | ' ' | '-')
    })
}

#[cfg(test)]
mod tests {
    use super::{
        super::tests_support::{codes, kept, key},
        *,
    };
    use crate::key::Key;

    #[test]
    fn a_birth_name_keeps_to_its_characters() {
        for right in ["LE%20GOFF", "D'ALMEIDA", "SAINT-AUBIN", "%C3%80", "%C3%BF"] {
            assert!(
                codes(nom_naissance, &format!("nomNaissance={right}")).is_empty(),
                "{right}"
            );
        }
        // multiplication and division signs, digit, dot, oe ligature, typographic apostrophe, combining accent
        for wrong in [
            "%C3%97",
            "%C3%B7",
            "DUPONT2",
            "DUPONT.",
            "C%C5%93ur",
            "D%E2%80%99A",
            "E%CC%81",
        ] {
            assert_eq!(
                codes(nom_naissance, &format!("nomNaissance={wrong}")),
                ["00420"],
                "{wrong}"
            );
        }
        assert_eq!(codes(nom_naissance, ""), ["00420"]);
    }

    #[test]
    fn a_used_name_is_optional_and_its_apostrophe_straightened() {
        assert_eq!(kept(nom_usage, ""), Key::default());
        assert_eq!(
            kept(nom_usage, "nomUsage=D%E2%80%99ARC"),
            key(&[("nomUsage", "D'ARC")])
        );
        assert_eq!(codes(nom_usage, "nomUsage=X%C5%93"), ["00366"]);
    }

    #[test]
    fn first_names_are_an_array_of_names() {
        assert!(
            codes(
                dss_prenoms,
                "prenoms[]=Ana&prenoms[]=Lou&prenoms[]=Zo%C3%A9&prenoms[]=Guy"
            )
            .is_empty()
        );
        assert_eq!(codes(dss_prenoms, ""), ["00367"]);
        assert_eq!(codes(dss_prenoms, "prenoms=Ana"), ["00367"]);
        assert_eq!(codes(dss_prenoms, "prenoms[]="), ["00367"]);
        assert_eq!(
            codes(dss_prenoms, "prenoms[]=Ana&prenoms[]=Lou2"),
            ["00367"]
        );
    }

    #[test]
    fn elsewhere_first_names_are_only_counted() {
        assert!(codes(prenoms, "prenoms[]=Ana&prenoms[]=Lou2").is_empty());
        assert_eq!(codes(prenoms, "prenoms[]=%20"), ["00421"]);
        assert!(codes(prenom, "prenoms[]=Ana").is_empty());
        assert_eq!(codes(prenom, "prenoms[]=Ana&prenoms[]=Lou"), ["00421"]);
        assert_eq!(codes(prenom, ""), ["00421"]);
        assert!(codes(strict_prenoms, "prenoms[]=Ana&prenoms[]=Lou").is_empty());
        assert_eq!(
            codes(strict_prenoms, "prenoms[]=Ana&prenoms[]=Lou2"),
            ["00421"]
        );
    }

    #[test]
    fn sex_may_be_mandatory() {
        assert_eq!(codes(sexe, ""), ["00427"]);
        assert_eq!(codes(sexe, "sexeEtatCivil=X"), ["00427"]);
        assert_eq!(
            kept(sexe, "sexeEtatCivil=m"),
            key(&[("sexeEtatCivil", "M")])
        );
        assert_eq!(codes(v2_sexe_optional, "sexe=X"), ["00427"]);
    }

    #[test]
    fn the_rest_of_an_identity_counts() {
        let whole = "nomUsage=A&sexeEtatCivil=F&codeCogInseePaysNaissance=99100";
        assert_ne!(kept(other_civility, whole), Key::default());
        assert_eq!(kept(other_civility, "nomNaissance=A"), Key::default());
    }

    #[test]
    fn sex_is_m_or_f_when_given() {
        assert_eq!(
            kept(sexe_optional, "sexeEtatCivil=f"),
            key(&[("sexeEtatCivil", "F")])
        );
        assert_eq!(kept(sexe_optional, ""), Key::default());
        assert_eq!(codes(sexe_optional, "sexeEtatCivil=X"), ["00427"]);
        assert_eq!(codes(sexe_optional, "sexeEtatCivil=MF"), ["00427"]);
    }
}
