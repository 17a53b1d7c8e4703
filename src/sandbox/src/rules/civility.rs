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

/// `sexeEtatCivil` where it is optional: `M` or `F`, in capitals or not (`00427`).
///
/// Source: server code of the social security operations; the OpenAPI file calls it mandatory, the server does not.
pub(crate) fn sexe_optional(check: &mut Check<'_>) {
    match check.given.one("sexeEtatCivil") {
        Some("M" | "F" | "m" | "f") => check.keep("sexeEtatCivil"),
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
