//! What the API is asked: each source about its own person, with the parameters of the way it is asked.

#![expect(clippy::unwrap_used, reason = "a test")]

use sandbox::Options;
use serde_json::{Value, json};
use tests::{Rig, TOWN, couple, identifiant, identite};

/// A form about a pupil and their parent.
const SCHOOL_FORM: &str = r#"
[[form]]
id = "lycee"
organisation = "ville-exemple"
title = { fr = "Lycée" }
purpose = { fr = "Inscrire l'élève et calculer le tarif" }
legal_basis = "essai"
retention = "un an"
origins = ["https://services.exemple.fr"]
[form.sources.eleve_scolarise]
modes = ["identite"]
items = ["identite"]
[form.sources.quotient_familial]
modes = ["identite"]
items = ["quotient_familial"]
"#;

/// Forms that can ask in the ways of today and in the withdrawn ones.
const OLD_WAYS: &str = r#"
[[form]]
id = "cantine"
organisation = "ville-exemple"
title = { fr = "Cantine" }
purpose = { fr = "Calculer le tarif" }
legal_basis = "essai"
retention = "un an"
origins = ["https://services.exemple.fr"]
[form.sources.quotient_familial]
modes = ["identite", "allocataire"]
items = ["quotient_familial"]
[[form]]
id = "tarif"
organisation = "ville-exemple"
title = { fr = "Tarif" }
purpose = { fr = "Calculer le tarif" }
legal_basis = "essai"
retention = "un an"
origins = ["https://services.exemple.fr"]
[form.sources.avis_imposition]
modes = ["numero_fiscal", "avis"]
items = ["revenus"]
"#;

async fn old_ways(retired_routes: bool) -> Rig {
    let options = Options {
        retired_routes,
        ..Options::default()
    };
    Rig::with_config(&format!("{TOWN}{OLD_WAYS}"), options).await
}

async fn lycee() -> Rig {
    Rig::with_config(&format!("{TOWN}{SCHOOL_FORM}"), Options::default()).await
}

/// A pupil that the sandbox knows.
fn pupil() -> Value {
    let mut pupil = identite(json!({
        "nom_naissance": "URVOY", "prenoms": ["Maïwenn"], "sexe": "F",
        "date_naissance": { "annee": 2009, "mois": 4, "jour": 20 }
    }));
    pupil["etablissement"] = json!("0359801A");
    pupil["annee_scolaire"] = json!("2026");
    pupil
}

fn about(mut subject: Value, whom: &str) -> Value {
    subject["about"] = json!(whom);
    subject
}

/// The names at birth that the API was asked about, by the last parts of the path.
fn names_asked(rig: &Rig) -> Vec<(String, String)> {
    let calls = rig.sandbox.as_ref().unwrap().calls();
    let asked = calls.into_iter().map(|call| {
        let name = call.parameters["nomNaissance"][0].clone();
        let path = call.path.split('/').nth_back(1).unwrap().to_owned();
        (path, name)
    });
    let mut asked: Vec<_> = asked.collect();
    asked.sort();
    asked
}

async fn asked_about(rig: &Rig, subjects: Value) -> tests::Reply {
    let mut request = rig.request("lycee", Value::Null).await;
    request["subjects"] = subjects;
    rig.send("lycee", &request).await
}

#[tokio::test]
async fn a_way_of_asking_is_offered_once_for_each_person_it_is_about() {
    let rig = lycee().await;
    let definition = rig.definition("lycee").await;
    let offered: Vec<_> = definition["modes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|mode| (&mode["mode"], &mode["about"], &mode["sources"]))
        .collect();
    let pupil = json!({ "id": "eleve", "label": "L’élève" });
    assert_eq!(
        offered,
        [
            (&json!("identite"), &pupil, &json!(["eleve_scolarise"])),
            (
                &json!("identite"),
                &Value::Null,
                &json!(["quotient_familial"])
            ),
        ]
    );
}

#[tokio::test]
async fn two_identities_in_one_request_each_reach_their_own_source() {
    let both = [
        ("quotient_familial".to_owned(), "Kermarrec".to_owned()),
        ("scolarites".to_owned(), "URVOY".to_owned()),
    ];
    for parent_first in [true, false] {
        let rig = lycee().await;
        let mut subjects = vec![couple(), about(pupil(), "eleve")];
        if !parent_first {
            subjects.reverse();
        }
        let reply = asked_about(&rig, json!(subjects)).await;
        let results = &reply.body["results"];
        for source in ["eleve_scolarise", "quotient_familial"] {
            assert_eq!(results[source]["status"], "filled", "{}", reply.body);
        }
        assert_eq!(names_asked(&rig), both);
    }
}

#[tokio::test]
async fn an_identity_that_does_not_say_whose_it_is_serves_every_source() {
    let rig = lycee().await;
    let mut someone = pupil();
    someone["identite"]["lieu_naissance"] = json!({ "pays": "99100", "commune": "35238" });
    assert_eq!(asked_about(&rig, json!([someone])).await.status, 200);
    let names = names_asked(&rig).into_iter().map(|(_, name)| name);
    assert_eq!(names.collect::<Vec<_>>(), ["URVOY", "URVOY"]);
}

#[tokio::test]
async fn an_identity_of_someone_else_serves_no_other_source() {
    let rig = lycee().await;
    let alone = asked_about(&rig, json!([about(pupil(), "eleve")])).await;
    assert_eq!((alone.status, alone.problem()), (422, "no-subject"));
    for stranger in [
        about(couple(), "conjoint"),
        about(couple(), ""),
        about(identifiant("x"), "eleve"),
    ] {
        let reply = asked_about(&rig, json!([couple(), stranger])).await;
        assert_eq!((reply.status, reply.problem()), (422, "about"));
    }
    assert_eq!(rig.calls(), 0);
}

#[tokio::test]
async fn a_mistake_in_an_identity_is_told_with_whose_it_is() {
    let rig = lycee().await;
    let (mut parent, mut child) = (couple(), about(pupil(), "eleve"));
    parent["identite"]["nom_naissance"] = json!("4");
    child["identite"]["nom_naissance"] = json!("4");
    child["etablissement"] = json!("4");
    let reply = asked_about(&rig, json!([parent, child])).await;
    let fields = reply.body["fields"].as_array().unwrap().iter();
    let named: Vec<_> = fields.map(|invalid| &invalid["field"]).collect();
    assert_eq!(
        named,
        [
            "eleve.identite.nom_naissance",
            "eleve.etablissement",
            "identite.nom_naissance"
        ]
    );
    assert_eq!(rig.calls(), 0);
}

#[tokio::test]
async fn a_month_is_asked_for_only_in_the_ways_that_take_one() {
    let rig = old_ways(true).await;
    let file = json!({ "mode": "allocataire", "numero": "0000354", "code_postal": "99148" });
    let options = json!({ "quotient_familial": { "annee": 2026, "mois": 10 } });
    let mut request = rig.request("cantine", file).await;
    assert_eq!(
        rig.send("cantine", &request).await.result()["status"],
        "filled"
    );
    request["options"] = options;
    let refused = rig.send("cantine", &request).await;
    assert_eq!((refused.status, refused.problem()), (422, "option"));
    request["subject"] = couple();
    assert_eq!(rig.send("cantine", &request).await.status, 200);
    let calls = rig.sandbox.as_ref().unwrap().calls();
    let asked: Vec<_> = calls
        .iter()
        .map(|call| (&call.parameters["recipient"], call.parameters.get("mois")))
        .collect();
    let town = vec!["13002526500013".to_owned()];
    assert_eq!(
        asked,
        [(&town, None), (&town, Some(&vec!["10".to_owned()]))]
    );
}

#[tokio::test]
async fn one_status_means_what_it_means_in_the_way_that_was_asked() {
    let rig = old_ways(false).await;
    let number = "9999999999999";
    let by_number = json!({ "mode": "numero_fiscal", "numero_fiscal": number, "annee": 2025 });
    let by_notice = json!({ "mode": "avis", "numero_fiscal": number, "reference_avis": number });
    for (subject, status) in [(by_number, "not_found"), (by_notice, "unavailable")] {
        let reply = rig.prefill("tarif", subject).await;
        assert_eq!(reply.result()["status"], status, "{}", reply.body);
    }
    let calls = rig.sandbox.as_ref().unwrap().calls();
    let withdrawn = calls
        .iter()
        .find(|call| call.path.ends_with("avis-imposition"));
    assert_eq!(withdrawn.unwrap().status, 410);
}

#[tokio::test]
async fn the_year_of_the_income_is_the_one_that_was_asked_for() {
    let rig = old_ways(true).await;
    let people = sandbox::personas().into_iter();
    let mut known = people.filter(|person| {
        person.status == 200 && person.operation.ends_with("situations_ir_assiettes")
    });
    let person = known.find(|person| person.params["annrev"] == ["2025"]);
    let number = &person.unwrap().params["spi"][0];
    let subject = json!({ "mode": "numero_fiscal", "numero_fiscal": number, "annee": "2025" });
    let reply = rig.prefill("tarif", subject).await;
    let revenus = &reply.result()["data"]["revenus"];
    assert!(
        revenus["revenu_fiscal_reference"].is_i64(),
        "{}",
        reply.body
    );
    assert_eq!(revenus["annee"], 2025);
}
