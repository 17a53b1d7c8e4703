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
        ("texte", json!(" ")),
        ("entier", json!("2025-2026")),
        ("entier", json!(-1)),
        ("reunis", json!([null])),
        ("nom_complet", json!({ "nom_naissance": "MORVAN" })),
        ("date_en_parties", json!({ "jour": "12", "annee": "1986" })),
        ("en_regle", json!("indetermine")),
        ("en_regle", json!("non_concerne")),
        ("droit_ouvert", json!("autre")),
        ("situation_famille", json!("Z")),
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
fn a_registration_runs_between_its_dates_only() {
    let admission = |est_inscrit: bool, debut: &str, fin: &str| json!({ "est_inscrit": est_inscrit, "date_debut": debut, "date_fin": fin });
    let now = |admissions: Value| derived("inscription_en_cours", admissions);
    let current = admission(true, "2026-11-22", "2026-11-22");
    let past = admission(true, "2025-09-01", "2026-11-21");
    let later = admission(true, "2026-11-23", "2027-08-31");
    let admitted = admission(false, "2026-09-01", "2027-08-31");
    let impossible = admission(true, "2020-09-01", "2021-06-31");
    assert_eq!(now(json!([past, admitted, current])), Some(json!(true)));
    assert_eq!(now(json!([past, later, admitted])), Some(json!(false)));
    assert_eq!(now(json!([past, impossible])), None);
    assert_eq!(now(json!([{ "date_debut": "2026-09-01" }])), None);
    assert_eq!(now(json!([])), None);
}

#[test]
fn codes_are_told_in_the_words_of_forms() {
    for (statut, known) in [("en_regle", true), ("pas_en_regle", false)] {
        assert_eq!(derived("en_regle", json!(statut)), Some(json!(known)));
    }
    for (status, known) in [
        ("allocataire", true),
        ("ouvrant_droit", true),
        ("non_beneficiaire", false),
    ] {
        assert_eq!(derived("droit_ouvert", json!(status)), Some(json!(known)));
    }
    for (letter, words) in [
        ("C", "Célibataire"),
        ("D", "Divorcé(e)/séparé(e)"),
        ("M", "Marié(e)s"),
        ("O", "Pacsé(e)s"),
        ("V", "Veuf(ve)"),
        ("Marié(e)s", "Marié(e)s"),
    ] {
        assert_eq!(
            derived("situation_famille", json!(letter)),
            Some(json!(words)),
            "{letter}"
        );
    }
}

#[test]
fn what_stands_apart_is_put_together() {
    let date = json!({ "jour": "12", "mois": "04", "annee": "1986" });
    assert_eq!(derived("date_en_parties", date), Some(json!("1986-04-12")));
    let unknown_day = json!({ "jour": "00", "mois": "00", "annee": "1986" });
    assert_eq!(
        derived("date_en_parties", unknown_day),
        Some(json!("1986-00-00"))
    );
    assert_eq!(
        derived("reunis", json!(["AWEN", null, "LOU"])),
        Some(json!("AWEN LOU"))
    );
    let mut person = json!({ "nom_naissance": "MORVAN", "nom_usage": null, "prenoms": "AWEN LOU" });
    assert_eq!(
        derived("nom_complet", person.clone()),
        Some(json!("MORVAN AWEN LOU"))
    );
    person["nom_usage"] = json!("LE GALL");
    assert_eq!(
        derived("nom_complet", person),
        Some(json!("LE GALL AWEN LOU"))
    );
    assert_eq!(derived("entier", json!("2025")), Some(json!(2025)));
    assert_eq!(derived("entier", json!(2025)), Some(json!(2025)));
}

#[test]
fn derived_fields_stand_where_their_paths_say() {
    let mut data = json!({
        "enfants": [{ "sexe": "F" }, {}],
        "parents": [{ "nom_naissance": "MORVAN", "prenoms": "AWEN" }, { "nom_complet": "DIALLO NOÉ" }],
        "identite": { "prenoms": ["AWEN", "LOU"] },
        "adresse": { "code_postal_ville": "35000 RENNES" },
        "admissions": [{ "etablissement": { "telephone": "+33299000000" } }]
    });
    let mut add = |path: &str, from: &str, name: &str| {
        let (path, from) = (path.parse().unwrap(), from.parse().unwrap());
        super::add(&mut data, &path, &from, function(name).unwrap(), today());
    };
    add("enfants.nombre", "enfants", "nombre");
    add("enfants[].civilite", "enfants[].sexe", "civilite");
    add("parents[].nom_complet", "parents[]", "nom_complet");
    add("identite.prenoms_reunis", "identite.prenoms", "reunis");
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
            "parents": [{ "nom_naissance": "MORVAN", "prenoms": "AWEN", "nom_complet": "MORVAN AWEN" },
                        { "nom_complet": "DIALLO NOÉ" }],
            "identite": { "prenoms": ["AWEN", "LOU"], "prenoms_reunis": "AWEN LOU" },
            "adresse": { "code_postal_ville": "35000 RENNES", "commune": "RENNES", "complete": "35000 RENNES" },
            "admissions": [{ "etablissement": { "telephone": "+33299000000", "ligne": "02 99 00 00 00" } }]
        })
    );
}
