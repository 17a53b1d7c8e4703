//! What answers become: older and foreign ones at readable paths, statuses in their true meaning.

use model::date::PartialDate;
use model::path::Path;
use model::protocol::Status;
use model::rule::Rule;
use model::subject::{Answers, Needs, Subject};
use serde_json::{Value, json};

use super::super::Catalogue;
use crate::deliver::deliver;

/// What a source delivers, whole, of an answer that came on `day`.
fn delivered(source: &str, mode: &str, answer: Value, day: &str) -> Value {
    let catalogue = Catalogue::load().unwrap();
    let source = catalogue.get(source).unwrap();
    let today = PartialDate::parse_iso(day).unwrap();
    let items: Vec<Path> = source.items.iter().map(|item| item.path.clone()).collect();
    let data = source.read(&source.modes[mode], &answer, &inputs(today), today);
    let delivery = deliver(source, data, &items, &items, today).unwrap();
    assert!(delivery.status != Status::Unavailable);
    delivery.data
}

/// What was typed, where a year is asked for.
fn inputs(today: PartialDate) -> Answers {
    let needs = Needs {
        inputs: [("annee".to_owned(), Rule::Annee)].into(),
        ..Needs::default()
    };
    let typed = json!({ "mode": "numero_fiscal", "annee": 2025 });
    let subject: Subject = serde_json::from_value(typed).unwrap();
    subject.parse(&needs, today).unwrap()
}

const DAY: &str = "2026-11-22";

#[test]
fn a_family_asked_by_its_file_number_stands_at_the_paths_of_today() {
    let answer = json!({
        "quotientFamilial": 0, "annee": 2026, "mois": 10,
        "allocataires": [{ "nomPrenom": "MORVAN AWEN", "dateDeNaissance": "14021988", "sexe": "F" }],
        "enfants": [],
        "adresse": { "identite": "Madame AWEN MORVAN", "complementIdentite": "", "complementIdentiteGeo": null,
                     "numeroRue": "3 RUE DU PUITS", "lieuDit": "", "codePostalVille": "35000 RENNES", "pays": "FRANCE" }
    });
    assert_eq!(
        delivered("quotient_familial", "allocataire", answer, DAY),
        json!({
            "quotient_familial": { "valeur": 0, "annee": 2026, "mois": 10 },
            "allocataires": [{ "nom_complet": "MORVAN AWEN", "date_naissance": "1988-02-14", "sexe": "F",
                               "civilite": "Madame", "age": 38 }],
            "enfants": [], "enfants.nombre": 0,
            "adresse": { "destinataire": "Madame AWEN MORVAN", "complement_information_geographique": null,
                         "numero_libelle_voie": "3 RUE DU PUITS", "code_postal_ville": "35000 RENNES", "pays": "FRANCE",
                         "code_postal": "35000", "commune": "RENNES", "numero": "3", "voie": "RUE DU PUITS",
                         "complete": "Madame AWEN MORVAN\n3 RUE DU PUITS\n35000 RENNES\nFRANCE" }
        })
    );
}

/// Two tax answers about the same person, alone in the household.
#[test]
fn one_household_reads_the_same_from_both_tax_answers() {
    let notice = json!({
        "declarant1": { "nom": "MORVAN", "nomNaissance": "LE GALL", "prenoms": "AWEN", "dateNaissance": "14/02/1988" },
        "declarant2": { "nom": "", "nomNaissance": "", "prenoms": "", "dateNaissance": "" },
        "nombreParts": 1.5, "situationFamille": "Veuf(ve)", "nombrePersonnesCharge": 0, "revenuFiscalReference": 14310,
        "foyerFiscal": { "annee": 2026, "adresse": "3 RUE DU PUITS 35000 RENNES" }, "anneeRevenus": "2025"
    });
    let situation = json!({
        "nmUsaDec1": "MORVAN", "nmNaiDec1": "LE GALL", "prnmDec1": "AWEN", "nmNaiDec2": null, "prnmDec2": "",
        "dateNaisDec1": { "jour": "14", "mois": "02", "annee": "1988" },
        "nbPart": 1.5, "sitFam": "V", "pac": { "nbPac": 0, "nbPacF": 0 }, "rfr": 14310,
        "aft": "3 RUE DU PUITS 35000 RENNES"
    });
    let expected = json!({
        "revenus": { "annee": 2025, "revenu_fiscal_reference": 14310 },
        "foyer": { "nombre_parts": 1.5, "situation_famille": "Veuf(ve)", "nombre_personnes_charge": 0 },
        "declarants": [{ "nom_naissance": "LE GALL", "nom_usage": "MORVAN", "prenoms": "AWEN", "nom_complet": "MORVAN AWEN",
                         "date_naissance": "1988-02-14", "age": 38 }],
        "declarants.nombre": 1,
        "adresse": { "complete": "3 RUE DU PUITS 35000 RENNES" }
    });
    assert_eq!(delivered("avis_imposition", "avis", notice, DAY), expected);
    assert_eq!(
        delivered("avis_imposition", "numero_fiscal", situation, DAY),
        expected
    );
}

#[test]
fn a_pupil_without_a_scholarship_is_unknown_until_mid_october() {
    let is_scholar = |answer: Value, day| {
        delivered("eleve_scolarise", "identite", answer, day)["est_boursier"].clone()
    };
    let no = || json!({ "est_scolarise": true, "est_boursier": false });
    for (day, known) in [
        ("2026-07-31", json!(false)),
        ("2026-08-01", Value::Null),
        ("2026-10-14", Value::Null),
        ("2026-10-15", json!(false)),
    ] {
        assert_eq!(is_scholar(no(), day), known, "{day}");
    }
    assert_eq!(
        is_scholar(json!({ "est_boursier": true }), "2026-09-01"),
        json!(true)
    );
}

#[test]
fn an_admitted_student_is_not_a_registered_one() {
    let admission = |est_inscrit: bool| json!({ "date_debut": "2026-09-01", "date_fin": "2027-08-31", "est_inscrit": est_inscrit });
    let answer = json!({ "admissions": [admission(false), admission(false)] });
    let data = delivered("statut_etudiant", "ine", answer, DAY);
    assert_eq!(data["admissions"][1]["statut"], "admis");
    assert_eq!(
        (
            &data["admissions.inscription_en_cours"],
            &data["admissions.nombre"]
        ),
        (&json!(false), &json!(2))
    );
    let answer = json!({ "admissions": [admission(false), admission(true)] });
    let data = delivered("statut_etudiant", "ine", answer, DAY);
    assert_eq!(
        (
            &data["admissions"][1]["statut"],
            &data["admissions.inscription_en_cours"]
        ),
        (&json!("inscrit"), &json!(true))
    );
}

#[test]
fn an_ended_registration_is_not_a_current_job_seeker() {
    let registration =
        |fin: Value| json!({ "inscription": { "date_debut": "2024-09-01", "date_fin": fin } });
    let runs = |fin| {
        delivered("demandeur_emploi", "identifiant", registration(fin), DAY)["inscription"]["en_cours"].clone()
    };
    assert_eq!(
        (runs(Value::Null), runs(json!("2025-09-01"))),
        (json!(true), json!(false))
    );
}

#[test]
fn first_names_in_a_list_and_a_state_that_is_neither_yes_nor_no() {
    let answer = json!({ "identite": { "prenoms": ["AWEN", null] }, "echelon_bourse": { "echelon": "0bis" } });
    let data = delivered("etudiant_boursier", "ine", answer, DAY);
    assert_eq!(data["identite"]["prenoms_reunis"], "AWEN");
    assert_eq!(data["echelon_bourse"]["echelon"], "0bis");
    let answer = json!({ "statut_service_national": "non_concerne", "commentaires": null });
    let data = delivered("service_national", "identite", answer, DAY);
    assert_eq!(
        data,
        json!({ "statut_service_national": "non_concerne", "commentaires": null })
    );
}
