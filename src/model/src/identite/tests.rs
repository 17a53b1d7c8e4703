//! The rules of an identity, each at its edge. Sources: the API's parameter checks for the social benefits.

use super::*;

const TODAY: (u16, u8, u8) = (2026, 11, 22);

fn today() -> PartialDate {
    PartialDate::new(TODAY.0, Some(TODAY.1), Some(TODAY.2)).unwrap()
}

fn dss() -> IdentiteRules {
    IdentiteRules {
        nom_naissance: Need::Required,
        nom_usage: Need::Optional,
        prenoms: Need::Required,
        prenoms_max: 3,
        sexe: Need::Asked,
        annee: Need::Asked,
        mois: Need::Optional,
        jour: Need::Optional,
        lieu_naissance: Need::Required,
    }
}

fn typed() -> Draft {
    serde_json::from_value(serde_json::json!({
        "nom_naissance": "Morvan", "nom_usage": null, "prenoms": ["Awen", "Lou"], "sexe": "F",
        "date_naissance": { "annee": 1988, "mois": 2, "jour": 29 },
        "lieu_naissance": { "pays": "99100", "commune": "35238" }
    }))
    .unwrap()
}

fn errors(draft: &Draft) -> Vec<(String, Reason)> {
    let errors = draft.parse(&dss(), today()).unwrap_err();
    errors
        .into_iter()
        .map(|error| (error.field, error.reason))
        .collect()
}

#[test]
fn a_whole_identity_is_read() {
    let identite = typed().parse(&dss(), today()).unwrap();
    assert_eq!(identite.nom_naissance.unwrap().as_str(), "Morvan");
    assert_eq!(identite.prenoms.len(), 2);
    assert_eq!(identite.date_naissance.unwrap().to_string(), "1988-02-29");
    assert_eq!(identite.lieu_naissance.unwrap().pays(), "99100");
}

#[test]
fn an_empty_page_gets_all_its_errors_in_its_own_order() {
    let fields: Vec<_> = errors(&Draft::default())
        .into_iter()
        .map(|(field, _)| field)
        .collect();
    assert_eq!(
        fields,
        [
            "nom_naissance",
            "prenoms[0]",
            "sexe",
            "date_naissance.annee",
            "lieu_naissance.pays"
        ]
    );
}

#[test]
fn the_relay_asks_no_more_than_the_api() {
    let draft = Draft {
        sexe: String::new(),
        date_naissance: DraftDate::default(),
        ..typed()
    };
    let identite = draft.parse(&dss().as_the_api(), today()).unwrap();
    assert_eq!((identite.sexe, identite.date_naissance), (None, None));
    assert_eq!(errors(&draft).len(), 2);
}

#[test]
fn first_names_are_at_most_three_and_blank_ones_do_not_count() {
    let with = |prenoms: &[&str]| Draft {
        prenoms: prenoms.iter().map(|p| (*p).to_owned()).collect(),
        ..typed()
    };
    assert_eq!(
        with(&["A", "", "B", "C"])
            .parse(&dss(), today())
            .unwrap()
            .prenoms
            .len(),
        3
    );
    assert_eq!(
        errors(&with(&["A", "B", "C", "D"])),
        [("prenoms[3]".into(), Reason::TooMany { max: 3 })]
    );
    assert_eq!(
        errors(&with(&["A", "B2"])),
        [("prenoms[1]".into(), Reason::Character)]
    );
    assert_eq!(
        errors(&with(&[" "])),
        [("prenoms[0]".into(), Reason::Missing)]
    );
}

#[test]
fn a_birth_date_exists_and_lies_between_1900_and_yesterday() {
    let born = |annee: &str, mois: &str, jour: &str| Draft {
        date_naissance: DraftDate {
            annee: annee.into(),
            mois: mois.into(),
            jour: jour.into(),
        },
        ..typed()
    };
    for (annee, mois, jour) in [
        ("1900", "1", "1"),
        ("2026", "11", "21"),
        ("1988", "2", ""),
        ("1988", "", ""),
    ] {
        assert!(
            born(annee, mois, jour).parse(&dss(), today()).is_ok(),
            "{annee}-{mois}-{jour}"
        );
    }
    let out = |min, max| Reason::OutOfRange { min, max };
    for (annee, mois, jour, field, reason) in [
        ("1899", "12", "31", "annee", out(1900, 2026)),
        ("2027", "", "", "annee", out(1900, 2026)),
        ("2026", "11", "22", "annee", Reason::InTheFuture),
        ("2026", "12", "", "annee", Reason::InTheFuture),
        ("1988", "13", "1", "mois", out(1, 12)),
        ("1988", "0", "", "mois", out(1, 12)),
        ("1988", "2", "30", "jour", Reason::NoSuchDay),
        ("1988", "2", "32", "jour", out(1, 31)),
        ("1988", "", "3", "mois", Reason::DayWithoutMonth),
        ("88", "", "", "annee", out(1900, 2026)),
        ("mille", "", "", "annee", Reason::NotANumber),
        ("+1988", "", "", "annee", Reason::NotANumber),
        ("99999", "", "", "annee", Reason::NotANumber),
    ] {
        assert_eq!(
            errors(&born(annee, mois, jour)),
            [(format!("date_naissance.{field}"), reason)]
        );
    }
}

#[test]
fn a_birthplace_in_france_needs_its_commune_and_abroad_drops_it() {
    let born = |pays: &str, commune: &str, nom: &str, departement: &str| Draft {
        lieu_naissance: DraftLieu {
            pays: pays.into(),
            commune: commune.into(),
            nom_commune: nom.into(),
            departement: departement.into(),
        },
        ..typed()
    };
    let lieu = |draft: Draft| {
        draft
            .parse(&dss(), today())
            .unwrap()
            .lieu_naissance
            .unwrap()
    };
    assert_eq!(lieu(born("99404", "35238", "", "")).pays(), "99404");
    assert!(matches!(
        lieu(born("99100", "", "Rennes", "35")),
        LieuNaissance::Nommee { .. }
    ));
    assert_eq!(
        errors(&born("99100", "", "", "")),
        [("lieu_naissance.commune".into(), Reason::Missing)]
    );
    assert_eq!(
        errors(&born("99100", "20004", "", "")),
        [("lieu_naissance.commune".into(), Reason::OldCorsica)]
    );
    assert_eq!(
        errors(&born("99100", "", "Rennes", "")),
        [("lieu_naissance.departement".into(), Reason::Missing)]
    );
    assert_eq!(
        errors(&born("FR", "", "", "")),
        [("lieu_naissance.pays".into(), Reason::Country)]
    );
}

#[test]
fn a_usage_name_equal_to_the_birth_name_is_not_sent() {
    let draft = Draft {
        nom_usage: " Morvan ".into(),
        ..typed()
    };
    assert_eq!(draft.parse(&dss(), today()).unwrap().nom_usage, None);
}

#[test]
fn two_sources_ask_what_the_stricter_of_them_needs() {
    let lenient = IdentiteRules {
        prenoms_max: 1,
        sexe: Need::Absent,
        jour: Need::Required,
        ..dss()
    };
    let both = dss().and(lenient);
    assert_eq!(
        (both.prenoms_max, both.sexe, both.jour),
        (3, Need::Asked, Need::Required)
    );
}
