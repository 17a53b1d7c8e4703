//! The birthplace: a country, and a commune when the country is France.

use super::{Check, number};
use crate::{communes, texts};

const COUNTRY: &str = "codeCogInseePaysNaissance";
const COMMUNE: &str = "codeCogInseeCommuneNaissance";
const COMMUNE_NAME: &str = "nomCommuneNaissance";
const DEPARTMENT: &str = "codeCogInseeDepartementNaissance";
const FRANCE: &str = "99100";

/// The birthplace on the social security operations: a country (`00400`); for France a commune code, or a commune name with its
/// department (`00428`) and the birth year (`00422`); neither, or a bad code, is `00365`. Abroad, nothing but the country counts.
///
/// Source: server code. It turns the name into a code at INSEE; here a small table does, and a name that is not in it is matched as given.
pub(crate) fn dss_birthplace(check: &mut Check<'_>) {
    let country = check.given.one(COUNTRY);
    match country {
        Some(code) if is_country(code) => check.keep(COUNTRY),
        _ => check.refuse(texts::COUNTRY),
    }
    match (check.given.one(COMMUNE), country == Some(FRANCE)) {
        (Some(code), _) if !is_commune(code) => check.refuse(texts::BIRTHPLACE),
        (Some(_), true) => check.keep(COMMUNE),
        (None, true) => by_name(check),
        (_, false) => {}
    }
}

fn by_name(check: &mut Check<'_>) {
    let given = check.given;
    let (Some(name), Some(department), Some(year)) = (
        given.one(COMMUNE_NAME),
        given.one(DEPARTMENT),
        given.one("anneeDateNaissance"),
    ) else {
        return check.refuse(texts::BIRTHPLACE);
    };
    if number(year).is_none_or(|year| year <= 0) {
        check.refuse(texts::BIRTH_YEAR);
    }
    if !is_department(department) {
        return check.refuse(texts::DEPARTMENT);
    }
    if let Some(code) = communes::code(name, department) {
        check.key.set(COMMUNE, code);
    } else {
        check.keep(COMMUNE_NAME);
        check.keep(DEPARTMENT);
    }
}

/// Five digits beginning with 99, or 92352 for French Algeria.
fn is_country(code: &str) -> bool {
    let digits = code.len() == 5 && code.bytes().all(|byte| byte.is_ascii_digit());
    digits && (code.starts_with("99") || code == "92352")
}

/// `^([013-9]\d|2[AB1-9])\d{3}$`: the old Corsican `20xxx` is refused.
fn is_commune(code: &str) -> bool {
    let &[first, second, ref rest @ ..] = code.as_bytes() else {
        return false;
    };
    let department = match first {
        b'2' => matches!(second, b'A' | b'B' | b'1'..=b'9'),
        _ => first.is_ascii_digit() && second.is_ascii_digit(),
    };
    department && rest.len() == 3 && rest.iter().all(u8::is_ascii_digit)
}

/// `01` to `95`, `2A`, `2B`, `971` to `974`, `976`.
fn is_department(code: &str) -> bool {
    match code {
        "2A" | "2B" | "971" | "972" | "973" | "974" | "976" => true,
        _ => code.len() == 2 && number(code).is_some_and(|number| (1..=95).contains(&number)),
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::tests_support::{codes, kept, key},
        *,
    };

    fn by_code(country: &str, commune: &str) -> String {
        format!("{COUNTRY}={country}&{COMMUNE}={commune}")
    }

    fn by_name(name: &str, department: &str, year: &str) -> String {
        format!(
            "{COUNTRY}=99100&{COMMUNE_NAME}={name}&{DEPARTMENT}={department}&anneeDateNaissance={year}"
        )
    }

    #[test]
    fn the_country_is_99xxx_or_french_algeria() {
        for right in ["99101", "92352"] {
            assert!(
                codes(dss_birthplace, &by_code(right, "")).is_empty(),
                "{right}"
            );
        }
        for wrong in ["", "98100", "9910", "991000", "99A00", "92353"] {
            assert_eq!(
                codes(dss_birthplace, &by_code(wrong, "")),
                ["00400"],
                "{wrong}"
            );
        }
    }

    #[test]
    fn a_commune_code_has_its_shape() {
        for right in [
            "01001", "2A004", "2B033", "21231", "29019", "35238", "97105",
        ] {
            assert!(
                codes(dss_birthplace, &by_code("99100", right)).is_empty(),
                "{right}"
            );
        }
        for wrong in [
            "20004", "2C004", "2a004", "3523", "352380", "A5238", "3523A",
        ] {
            assert_eq!(
                codes(dss_birthplace, &by_code("99100", wrong)),
                ["00365"],
                "{wrong}"
            );
        }
    }

    #[test]
    fn france_without_a_commune_is_00365() {
        assert_eq!(codes(dss_birthplace, &by_code("99100", "")), ["00365"]);
        assert_eq!(
            codes(dss_birthplace, &by_name("Rennes", "", "1985")),
            ["00365"]
        );
        assert_eq!(
            codes(dss_birthplace, &by_name("Rennes", "35", "")),
            ["00365"]
        );
        assert_eq!(codes(dss_birthplace, &by_name("", "35", "1985")), ["00365"]);
    }

    #[test]
    fn abroad_only_the_country_counts_but_a_bad_code_is_still_refused() {
        assert_eq!(
            kept(dss_birthplace, &by_code("99352", "35238")),
            key(&[(COUNTRY, "99352")])
        );
        assert_eq!(codes(dss_birthplace, &by_code("99352", "XXXXX")), ["00365"]);
    }

    #[test]
    fn a_known_name_becomes_its_code_and_another_stays_as_given() {
        let rennes = key(&[(COUNTRY, FRANCE), (COMMUNE, "35238")]);
        assert_eq!(
            kept(dss_birthplace, &by_name("RENNES", "35", "1985")),
            rennes
        );
        let other = key(&[
            (COUNTRY, FRANCE),
            (COMMUNE_NAME, "Plouc"),
            (DEPARTMENT, "29"),
        ]);
        assert_eq!(kept(dss_birthplace, &by_name("Plouc", "29", "1985")), other);
    }

    #[test]
    fn the_department_and_the_year_are_checked_with_the_name() {
        for right in ["01", "95", "2A", "2B", "971", "974", "976"] {
            assert!(
                codes(dss_birthplace, &by_name("Plouc", right, "1985")).is_empty(),
                "{right}"
            );
        }
        for wrong in ["00", "96", "1", "975", "2C", "2a", "095"] {
            assert_eq!(
                codes(dss_birthplace, &by_name("Plouc", wrong, "1985")),
                ["00428"],
                "{wrong}"
            );
        }
        assert_eq!(
            codes(dss_birthplace, &by_name("Plouc", "96", "0")),
            ["00422", "00428"]
        );
    }
}
