//! The functions by their names, and where derived fields stand.

use super::*;

fn today() -> PartialDate {
    PartialDate::new(2026, Some(11), Some(22)).unwrap()
}

/// What the function `name` gives for `value`, on 22 November 2026.
pub(super) fn derived(name: &str, value: Value) -> Option<Value> {
    function(name).unwrap()(&value, today())
}

#[test]
fn what_is_unknown_is_not_guessed() {
    for (name, value) in [
        ("civilite", json!("X")),
        ("nombre", Value::Null),
        ("absent", json!("hier")),
        ("age", json!("1988-00-00")),
        ("age", json!("2030-01-01")),
        ("date", json!("un jour")),
        ("admission", Value::Null),
        ("certifiee", json!("ZZ")),
        ("telephone", json!(" ")),
        ("telephone", json!(612345678)),
    ] {
        assert_eq!(derived(name, value.clone()), None, "{name} {value}");
    }
    assert!(function("devine").is_none());
}

#[test]
fn statuses_say_what_they_mean() {
    assert_eq!(derived("absent", Value::Null), Some(json!(true)));
    assert_eq!(
        derived("absent", json!("2025-09-01T00:00:00+02:00")),
        Some(json!(false))
    );
    assert_eq!(derived("admission", json!(false)), Some(json!("admis")));
    assert_eq!(derived("admission", json!(true)), Some(json!("inscrit")));
    for code in ["VC", "IC", "PC"] {
        assert_eq!(derived("certifiee", json!(code)), Some(json!(true)));
    }
    for code in [
        json!("AC"),
        json!("DC"),
        json!("EC"),
        json!("RC"),
        Value::Null,
    ] {
        assert_eq!(derived("certifiee", code), Some(json!(false)));
    }
}

#[test]
fn people_are_told_as_forms_ask() {
    assert_eq!(derived("civilite", json!("F")), Some(json!("Madame")));
    assert_eq!(
        derived("civilite", json!("Masculin")),
        Some(json!("Monsieur"))
    );
    assert_eq!(derived("age", json!("2008-11-23")), Some(json!(17)));
    assert_eq!(
        derived("date", json!("17/05/2020")),
        Some(json!("2020-05-17"))
    );
    assert_eq!(
        derived("telephone", json!("+33612345678")),
        Some(json!("06 12 34 56 78"))
    );
    assert_eq!(
        derived("telephone", json!("+49 30 123456")),
        Some(json!("+49 30 123456"))
    );
    assert_eq!(
        derived("texte", json!(" deux mots ")),
        Some(json!("deux mots"))
    );
}

#[test]
fn derived_fields_stand_where_their_paths_say() {
    let mut data = json!({
        "enfants": [{ "sexe": "F" }, {}],
        "adresse": { "code_postal_ville": "35000 RENNES" },
        "admissions": [{ "etablissement": { "telephone": "+33299000000" } }]
    });
    let mut add = |path: &str, from: &str, name: &str| {
        let (path, from) = (path.parse().unwrap(), from.parse().unwrap());
        super::add(&mut data, &path, &from, function(name).unwrap(), today());
    };
    add("enfants.nombre", "enfants", "nombre");
    add("enfants[].civilite", "enfants[].sexe", "civilite");
    add("adresse.commune", "adresse.code_postal_ville", "commune");
    add("adresse.numero", "adresse.numero_libelle_voie", "numero");
    add("adresse.complete", "adresse", "adresse_complete");
    add(
        "admissions[].etablissement.ligne",
        "admissions[].etablissement.telephone",
        "telephone",
    );
    add("absent.nombre", "absent", "nombre");
    assert_eq!(
        data,
        json!({
            "enfants": [{ "sexe": "F", "civilite": "Madame" }, {}], "enfants.nombre": 2,
            "adresse": { "code_postal_ville": "35000 RENNES", "commune": "RENNES", "complete": "35000 RENNES" },
            "admissions": [{ "etablissement": { "telephone": "+33299000000", "ligne": "02 99 00 00 00" } }]
        })
    );
}
