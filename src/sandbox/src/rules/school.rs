//! Where and when a pupil goes to school.

use super::{Check, digits, number};
use crate::texts;

const ETABLISSEMENT: &str = "codeEtablissement";
const DEGRE: &str = "degreEtablissement";
const DEPARTEMENTS: &str = "codesBcnDepartements";
const REGIONS: &str = "codesBcnRegions";

/// `anneeScolaire`: mandatory, `2026` or `2026-2027` (`00411`).
///
/// Source: server code.
pub(crate) fn annee_scolaire(check: &mut Check<'_>) {
    let is_year = |text: &str| match text.split_once('-') {
        Some((first, second)) => digits(first, 4) && digits(second, 4),
        None => digits(text, 4),
    };
    if !check.given.one("anneeScolaire").is_some_and(is_year) {
        check.refuse(texts::ANNEE_SCOLAIRE);
    }
    check.keep("anneeScolaire");
}

/// `codeEtablissement`: mandatory, seven digits and a character (`00410`).
///
/// Source: server code.
pub(crate) fn code_etablissement(check: &mut Check<'_>) {
    if !check.given.one(ETABLISSEMENT).is_some_and(is_uai) {
        check.refuse(texts::ETABLISSEMENT);
    }
    check.keep(ETABLISSEMENT);
}

/// A school by its code, or all those of a perimeter: one of the two (`00415` for neither, `00419` for both). A perimeter has a
/// degree (`00412`) and lists either departments (`00416`) or regions (`00417`), not both (`00413`), without a blank (`00414`).
///
/// Source: server code; a call with neither was `00410` until 2026.
pub(crate) fn etablissement_or_perimetre(check: &mut Check<'_>) {
    let given = check.given;
    let (departements, regions) = (given.list(DEPARTEMENTS), given.list(REGIONS));
    let perimetre = !departements.is_empty() || !regions.is_empty();
    match (given.one(ETABLISSEMENT).is_some(), perimetre) {
        (true, true) => check.refuse(texts::SEARCH_TWICE),
        (true, false) => code_etablissement(check),
        (false, true) => in_perimetre(check, &departements, &regions),
        (false, false) => check.refuse(texts::SEARCH_MISSING),
    }
    check.keep(DEGRE);
    check.key.set_list(DEPARTEMENTS, departements);
    check.key.set_list(REGIONS, regions);
}

fn in_perimetre(check: &mut Check<'_>, departements: &[&str], regions: &[&str]) {
    if !matches!(check.given.one(DEGRE), Some("1D" | "2D")) {
        check.refuse(texts::DEGRE);
    }
    if !departements.is_empty() && !regions.is_empty() {
        check.refuse(texts::PERIMETRE);
    } else if check.given.has_blank(DEPARTEMENTS) || check.given.has_blank(REGIONS) {
        check.refuse(texts::PERIMETRE_VALUES);
    } else if !departements.iter().all(|code| is_departement(code)) {
        check.refuse(texts::DEPARTEMENTS);
    } else if !regions.iter().all(|code| is_region(code)) {
        check.refuse(texts::REGIONS);
    }
}

/// `^\d{7}\w$`.
fn is_uai(code: &str) -> bool {
    let word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    code.len() == 8
        && code.is_char_boundary(7)
        && digits(&code[..7], 7)
        && code.bytes().last().is_some_and(word)
}

/// The ministry's departments: `001` to `095` with `02A` and `02B` for `020`, and those overseas.
fn is_departement(code: &str) -> bool {
    let known = |number| matches!(number, 1..=19 | 21..=95 | 971..=978 | 984 | 986..=988);
    matches!(code, "02A" | "02B") || (code.len() == 3 && number(code).is_some_and(known))
}

/// The ministry's academic regions, `01` to `18`.
fn is_region(code: &str) -> bool {
    code.len() == 2 && number(code).is_some_and(|number| (1..=18).contains(&number))
}

#[cfg(test)]
mod tests {
    use super::{
        super::tests_support::{codes, kept},
        *,
    };
    use crate::key::Key;

    #[test]
    fn a_school_year_is_one_or_two_years() {
        for right in ["2026", "2026-2027"] {
            assert!(
                codes(annee_scolaire, &format!("anneeScolaire={right}")).is_empty(),
                "{right}"
            );
        }
        for wrong in ["", "26", "2026-27", "2026/2027", "2026-2027-2028", "20266"] {
            assert_eq!(
                codes(annee_scolaire, &format!("anneeScolaire={wrong}")),
                ["00411"],
                "{wrong}"
            );
        }
    }

    #[test]
    fn a_school_code_has_seven_digits_and_a_character() {
        for right in ["0350001A", "03500012", "0350001_"] {
            assert!(
                codes(code_etablissement, &format!("{ETABLISSEMENT}={right}")).is_empty(),
                "{right}"
            );
        }
        for wrong in [
            "",
            "035001A",
            "03500011A",
            "0350A01A",
            "0350001-",
            "035000%C3%A9",
        ] {
            assert_eq!(
                codes(code_etablissement, &format!("{ETABLISSEMENT}={wrong}")),
                ["00410"],
                "{wrong}"
            );
        }
    }

    #[test]
    fn a_school_or_a_perimeter_and_not_both() {
        let search = |query: &str| codes(etablissement_or_perimetre, query);
        let perimetre = "degreEtablissement=1D&codesBcnRegions[]=01";
        assert!(search("codeEtablissement=0350001A").is_empty());
        assert!(search(perimetre).is_empty());
        assert_eq!(search(""), ["00415"]);
        assert_eq!(search("degreEtablissement=1D"), ["00415"]);
        assert_eq!(search("codeEtablissement=x"), ["00410"]);
        assert_eq!(
            search(&format!("codeEtablissement=0350001A&{perimetre}")),
            ["00419"]
        );
    }

    #[test]
    fn a_perimeter_has_its_degree_and_its_codes() {
        let search = |query: &str| codes(etablissement_or_perimetre, query);
        for right in ["001", "019", "02A", "021", "095", "971", "978", "988"] {
            assert!(
                search(&format!(
                    "degreEtablissement=2D&codesBcnDepartements[]={right}"
                ))
                .is_empty(),
                "{right}"
            );
        }
        for wrong in ["1", "000", "020", "096", "979", "0350"] {
            assert_eq!(
                search(&format!(
                    "degreEtablissement=2D&codesBcnDepartements[]={wrong}"
                )),
                ["00416"],
                "{wrong}"
            );
        }
        for wrong in ["00", "19", "1"] {
            assert_eq!(
                search(&format!("degreEtablissement=2D&codesBcnRegions[]={wrong}")),
                ["00417"],
                "{wrong}"
            );
        }
        assert_eq!(search("codesBcnRegions[]=18"), ["00412"]);
        assert_eq!(
            search("degreEtablissement=3D&codesBcnRegions[]=18"),
            ["00412"]
        );
        let both = "degreEtablissement=1D&codesBcnRegions[]=18&codesBcnDepartements[]=001";
        assert_eq!(search(both), ["00413"]);
        assert_eq!(
            search("degreEtablissement=1D&codesBcnRegions[]=18&codesBcnRegions[]="),
            ["00414"]
        );
    }

    #[test]
    fn a_perimeter_counts_for_the_match() {
        let query = "degreEtablissement=1D&codesBcnRegions[]=01&codesBcnRegions[]=02";
        let mut expected = Key::default();
        expected.set(DEGRE, "1D");
        expected.set_list(REGIONS, ["01", "02"]);
        assert_eq!(kept(etablissement_or_perimetre, query), expected);
    }
}
