//! Version 2: its header, its names, its bodies, its errors.

use api_particulier::{
    BearerToken, DateNaissance, Error, HeaderMap, Identite, LieuNaissance, Params, Presence, Sexe,
};
use serde_json::{Value, json};

use crate::{
    client,
    stub::{Answer, Stub},
};

fn identite() -> Identite {
    Identite::new("PAGNOL", ["MARCEL", "PAUL"])
        .sexe(Sexe::M)
        .date_naissance(DateNaissance::jour(1998, 7, 2))
        .lieu_naissance(LieuNaissance::Commune("75104".into()))
}

async fn answering(body: &Value) -> Stub {
    Stub::answering([Answer::json(200, body)]).await
}

fn target(stub: &Stub) -> String {
    stub.only_call().split(' ').nth(1).unwrap().to_owned()
}

#[tokio::test]
async fn a_benefit_is_asked_with_the_older_names_and_read_without_an_envelope() {
    let body = json!({ "status": "beneficiaire", "majoration": null, "dateDebut": "2025-01-01" });
    let stub = answering(&body).await;
    let client = client(&stub);
    let call = client.v2().revenu_solidarite_active(&identite());
    let response = call.await.unwrap();
    assert_eq!(
        target(&stub),
        "/api/v2/revenu-solidarite-active?nomNaissance=PAGNOL&prenoms%5B%5D=MARCEL&prenoms%5B%5D=PAUL&sexe=M\
         &anneeDateDeNaissance=1998&moisDateDeNaissance=7&jourDateDeNaissance=2\
         &codePaysLieuDeNaissance=99100&codeInseeLieuDeNaissance=75104&recipient=13002526500013"
    );
    assert_eq!(response.data.status.as_deref(), Some("beneficiaire"));
    assert_eq!(response.data.majoration, Presence::Null);
    assert_eq!(response.data.date_fin, Presence::Absent);
    assert_eq!(json!(response.raw), body);
}

#[tokio::test]
async fn students_and_pupils_are_asked_with_a_written_date() {
    for (expected, path) in [
        (
            "nom=PAGNOL&dateDeNaissance=1998-07-02&prenom=MARCEL&sexe=m&lieuDeNaissance=75104",
            "etudiants",
        ),
        (
            "nom=PAGNOL&dateDeNaissance=1998-07-02&prenoms=MARCEL+PAUL&sexe=M&lieuDeNaissance=75104",
            "etudiants-boursiers",
        ),
        (
            "nom=PAGNOL&dateNaissance=1998-07-02&prenom=MARCEL&sexe=m&codeEtablissement=0890003V&anneeScolaire=2025",
            "scolarites",
        ),
    ] {
        let stub = answering(&json!({})).await;
        let client = client(&stub);
        let v2 = client.v2();
        match path {
            "etudiants" => v2.etudiants_identite(&identite()).await.map(drop),
            "scolarites" => v2.scolarites(&identite(), 2025, "0890003V").await.map(drop),
            _ => v2.etudiants_boursiers_identite(&identite()).await.map(drop),
        }
        .unwrap();
        let expected = format!("/api/v2/{path}?{expected}&recipient=13002526500013");
        assert_eq!(target(&stub), expected);
    }
}

#[tokio::test]
async fn a_household_is_read_with_its_older_names() {
    let body = json!({ "regime": "MSA", "quotientFamilial": 0, "annee": 2026, "mois": 9, "annee_calcul": 2026,
        "enfants": [{ "nomNaissance": "PAGNOL", "nomUsuel": null, "anneeDateDeNaissance": "2020", "moisDateDeNaissance": null }],
        "adresse": { "codePostalVille": "13400 AUBAGNE" } });
    let stub = answering(&body).await;
    let client = client(&stub);
    let data = client.v2().composition_familiale_v2(&identite()).await;
    let data = data.unwrap().data;
    assert_eq!(
        (data.regime.as_deref(), data.quotient_familial),
        (Some("MSA"), Presence::Known(0))
    );
    assert_eq!((data.annee_calcul, data.mois_calcul), (Some(2026), None));
    let enfant = &data.enfants.unwrap()[0];
    assert_eq!(enfant.annee_date_de_naissance.as_deref(), Some("2020"));
    assert_eq!(enfant.mois_date_de_naissance, None);
    let adresse = data.adresse.unwrap();
    assert_eq!(adresse.code_postal_ville.as_deref(), Some("13400 AUBAGNE"));
}

#[tokio::test]
async fn any_path_of_version_2_takes_the_key_and_gives_its_body() {
    let stub = answering(&json!({ "quotientFamilial": 7 })).await;
    let params = Params::new().with("numeroAllocataire", "0000354");
    let path = "/api/v2/composition-familiale";
    let client = client(&stub);
    let response = client.get(path, params, HeaderMap::new()).await.unwrap();
    assert_eq!(response.data["quotientFamilial"], 7);
    let head = stub.only_call();
    assert!(head.contains("x-api-key: test-token\r\n"), "{head}");
    assert!(!head.contains("authorization"), "{head}");
}

#[tokio::test]
async fn a_citizen_s_token_stays_a_bearer() {
    let stub = answering(&json!({})).await;
    let citizen = BearerToken::new(&"citizen-token".into()).unwrap();
    let client = client(&stub).with_authentication(citizen);
    let path = "/api/v2/composition-familiale-v2";
    let response = client.get(path, Params::new(), HeaderMap::new()).await;
    response.unwrap();
    let head = stub.only_call();
    assert!(
        head.contains("authorization: Bearer citizen-token\r\n"),
        "{head}"
    );
    assert!(!head.contains("x-api-key"), "{head}");
}

async fn refused(answer: Answer) -> Error {
    let stub = Stub::answering([answer]).await;
    let client = client(&stub);
    let call = client.v2().situations_pole_emploi("jean.dupont33");
    call.await.map(drop).unwrap_err()
}

#[tokio::test]
async fn the_three_shapes_of_errors_are_read() {
    let own = json!({ "error": "not_found", "reason": "R", "message": "M" });
    let error = refused(Answer::json(404, &own)).await;
    assert!(matches!(error, Error::NotFound(_)), "{error:?}");
    let answer = error.answer().unwrap();
    assert_eq!(
        (answer.code(), answer.title(), answer.detail()),
        (Some("not_found"), Some("R"), Some("M"))
    );
    let from_the_gate = refused(Answer::json(429, &json!({ "errors": ["slow down"] }))).await;
    assert!(
        matches!(from_the_gate, Error::RateLimit(_)),
        "{from_the_gate:?}"
    );
    assert_eq!(from_the_gate.answer().unwrap().detail(), Some("slow down"));
    let newer = json!({ "errors": [{ "code": "24003", "title": "T" }] });
    let newer = refused(Answer::json(503, &newer)).await;
    assert!(matches!(newer, Error::ProviderUnavailable(_)), "{newer:?}");
    assert_eq!(newer.answer().unwrap().code(), Some("24003"));
    let malformed = json!({ "error": "bad_request", "message": "M" });
    let malformed = refused(Answer::json(400, &malformed)).await;
    assert!(matches!(malformed, Error::Client(_)), "{malformed:?}");
}

#[tokio::test]
async fn what_is_no_longer_served_is_gone() {
    let error = refused(Answer::text(410, &[], "Taken out of service.")).await;
    assert!(matches!(error, Error::Gone(_)), "{error:?}");
    assert_eq!(
        error.answer().unwrap().detail(),
        Some("Taken out of service.")
    );
    assert_eq!(
        error.to_string(),
        "this address is no longer served: 410 on GET /api/v2/situations-pole-emploi"
    );
}
