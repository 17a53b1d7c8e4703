//! The birthplace: a country, and a commune when the country is France.

use super::{Check, number};
use crate::{communes, texts};

/// What an interface calls the parts of a birthplace.
struct Names {
    country: &'static str,
    commune: &'static str,
    commune_name: &'static str,
    department: &'static str,
    birth_year: &'static str,
}

const V3: Names = Names {
    country: "codeCogInseePaysNaissance",
    commune: "codeCogInseeCommuneNaissance",
    commune_name: "nomCommuneNaissance",
    department: "codeCogInseeDepartementNaissance",
    birth_year: "anneeDateNaissance",
};
const V2: Names = Names {
    country: "codePaysLieuDeNaissance",
    commune: "codeInseeLieuDeNaissance",
    commune_name: "nomCommuneNaissance",
    department: "codeInseeDepartementNaissance",
    birth_year: "anneeDateDeNaissance",
};
const FRANCE: &str = "99100";

/// The birthplace on the social security operations: a country (`00400`); for France a commune code, or a commune name with its
/// department (`00428`) and the birth year (`00422`); neither, or a bad code, is `00365`. Abroad, nothing but the country counts.
///
/// Source: server code. It turns the name into a code at INSEE; here a small table does, and a name that is not in it is matched as given.
pub(crate) fn dss_birthplace(check: &mut Check<'_>) {
    in_full(check, &V3);
}

/// The same by v2's names.
pub(crate) fn v2_dss_birthplace(check: &mut Check<'_>) {
    in_full(check, &V2);
}

/// The birthplace elsewhere: nothing is mandatory; a commune code has its shape (`00365`), which a country's has too for a birth abroad.
///
/// Source: server code of student status, scholarships and national service; a name is turned into a code as above.
pub(crate) fn birthplace(check: &mut Check<'_>) {
    let given = check.given;
    let named = given.one(V3.commune_name).zip(given.one(V3.department));
    match (given.one(V3.commune), named) {
        (Some(code), _) if is_commune(code) => check.keep(V3.commune),
        (Some(_), _) => check.refuse(texts::BIRTHPLACE),
        (None, Some((name, department))) => keep_commune(check, &V3, name, department),
        (None, None) => {}
    }
}

/// The birth country where it is mandatory outside social security (`00400`).
///
/// Source: server code, national service.
pub(crate) fn country(check: &mut Check<'_>) {
    if !check.given.one(V3.country).is_some_and(is_country) {
        check.refuse(texts::COUNTRY);
    }
}

fn in_full(check: &mut Check<'_>, names: &Names) {
    let country = check.given.one(names.country);
    match country {
        Some(code) if is_country(code) => check.keep(names.country),
        _ => check.refuse(texts::COUNTRY),
    }
    match (check.given.one(names.commune), country == Some(FRANCE)) {
        (Some(code), _) if !is_commune(code) => check.refuse(texts::BIRTHPLACE),
        (Some(_), true) => check.keep(names.commune),
        (None, true) => by_name(check, names),
        (_, false) => {}
    }
}

fn by_name(check: &mut Check<'_>, names: &Names) {
    let given = check.given;
    let (Some(name), Some(department), Some(year)) = (
        given.one(names.commune_name),
        given.one(names.department),
        given.one(names.birth_year),
    ) else {
        return check.refuse(texts::BIRTHPLACE);
    };
    if number(year).is_none_or(|year| year <= 0) {
        check.refuse(texts::BIRTH_YEAR);
    }
    if !is_department(department) {
        return check.refuse(texts::DEPARTMENT);
    }
    keep_commune(check, names, name, department);
}

fn keep_commune(check: &mut Check<'_>, names: &Names, name: &str, department: &str) {
    if let Some(code) = communes::code(name, department) {
        check.key.set(names.commune, code);
    } else {
        check.keep(names.commune_name);
        check.keep(names.department);
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
    use crate::key::Key;

    const COUNTRY: &str = V3.country;
    const COMMUNE: &str = V3.commune;
    const COMMUNE_NAME: &str = V3.commune_name;
    const DEPARTMENT: &str = V3.department;

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

    #[test]
    fn v2_has_its_own_names() {
        let whole = format!("{}=99100&{}=35238", V2.country, V2.commune);
        assert_eq!(
            kept(v2_dss_birthplace, &whole),
            key(&[(V2.country, FRANCE), (V2.commune, "35238")])
        );
        assert_eq!(
            codes(v2_dss_birthplace, &by_code("99100", "35238")),
            ["00400"]
        );
    }

    #[test]
    fn elsewhere_a_birthplace_is_optional_and_may_be_a_country_s_code() {
        assert_eq!(kept(birthplace, ""), Key::default());
        assert_eq!(
            kept(birthplace, &format!("{COMMUNE}=99331")),
            key(&[(COMMUNE, "99331")])
        );
        assert_eq!(codes(birthplace, &format!("{COMMUNE}=20004")), ["00365"]);
        let rennes = format!("{COMMUNE_NAME}=rennes&{DEPARTMENT}=35");
        assert_eq!(kept(birthplace, &rennes), key(&[(COMMUNE, "35238")]));
    }

    #[test]
    fn a_country_may_be_mandatory_alone() {
        assert!(codes(country, "codeCogInseePaysNaissance=99100").is_empty());
        assert_eq!(codes(country, ""), ["00400"]);
        assert_eq!(codes(country, "codeCogInseePaysNaissance=75056"), ["00400"]);
    }
}
