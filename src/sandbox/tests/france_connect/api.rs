//! The API's part: what a person's token opens.

use std::{fs, time::Duration};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sandbox::{Fault, Options};
use sha2::{Digest, Sha256};

use crate::{
    service::{NONCE, QF_FC, SOLENN, Service, refused, start},
    support::{QF, RECIPIENT, get, now, open, send, unhurried},
};

#[tokio::test]
async fn a_person_connects_and_the_api_answers_about_them() {
    let service = start().await;
    let tokens = service.tokens(SOLENN, &[]).await;
    assert_eq!(
        (tokens["token_type"].as_str(), tokens["expires_in"].as_u64()),
        (Some("Bearer"), Some(60))
    );
    let access = tokens["access_token"].as_str().unwrap();
    let id = service.verified(tokens["id_token"].as_str().unwrap()).await;
    assert_eq!(id["iss"], service.sandbox.france_connect_issuer());
    assert_eq!(
        (&id["aud"], &id["nonce"], &id["acr"]),
        (
            &"france-connect-test".into(),
            &NONCE.into(),
            &"eidas1".into()
        )
    );
    let at = now().as_second();
    assert_eq!(
        [&id["iat"], &id["auth_time"], &id["exp"]],
        [at, at, at + 60]
    );
    let half = &Sha256::digest(access)[..16];
    assert_eq!(id["at_hash"], URL_SAFE_NO_PAD.encode(half));
    let answer = service.userinfo(access).await;
    assert_eq!(answer.header("content-type"), Some("application/jwt"));
    let person = service.verified(&answer.text()).await;
    assert_eq!(person["sub"], id["sub"]);
    assert_eq!(
        person["given_name_array"],
        serde_json::json!(["Solenn", "Maëlle"])
    );
    assert_eq!(
        (&person["family_name"], &person["birthdate"]),
        (&"KERMARREC".into(), &"1987-03-14".into())
    );
    assert_eq!(
        (&person["birthplace"], &person["birthcountry"]),
        (&"29019".into(), &"99100".into())
    );
    let data = service.call(QF_FC, RECIPIENT, access).await.json()["data"].clone();
    assert_eq!(data["quotient_familial"]["valeur"], 845);
    let mut keys: Vec<_> = data.as_object().unwrap().keys().cloned().collect();
    keys.sort();
    assert_eq!(
        keys,
        ["enfants", "quotient_familial"],
        "the scopes that were not asked for hide"
    );
}

#[tokio::test]
async fn a_call_on_behalf_of_a_person_is_told_from_the_others() {
    let service = start().await;
    let access = service.access(SOLENN, "cnaf_enfants").await;
    service.call(QF_FC, RECIPIENT, &access).await;
    get(&service.sandbox, QF, RECIPIENT).await;
    let calls = service.sandbox.calls();
    assert_eq!((calls[0].path.as_str(), calls[0].status), (QF_FC, 200));
    assert_eq!(
        (calls[0].person.as_deref(), calls[0].token),
        (Some(SOLENN), None)
    );
    assert_eq!(
        (calls[1].person.as_deref(), calls[1].token),
        (None, Some(0))
    );
    let kept = calls[0]
        .parameters
        .iter()
        .flat_map(|(name, values)| values.iter().chain([name]));
    assert!(kept.into_iter().all(|text| !text.contains(&access)));
}

#[tokio::test]
async fn the_api_refuses_with_its_own_codes() {
    let service = start().await;
    let mixed = service.access(SOLENN, "cnaf_enfants").await;
    let without = send(&service.sandbox, QF_FC, "").await;
    assert_eq!(refused(&without), (401, vec!["51504".to_owned()]));
    for (path, parameters, token, status, code) in [
        (QF_FC, RECIPIENT, "pas un jeton", 401, "51501"),
        (QF_FC, RECIPIENT, "test-token", 401, "51502"),
        (
            "/v3/mesri/statut_etudiant/france_connect",
            RECIPIENT,
            &mixed,
            403,
            "00100",
        ),
        (QF_FC, "", &mixed, 422, "00203"),
        (QF_FC, "recipient=1", &mixed, 422, "00210"),
        (
            QF_FC,
            "recipient=13002526500013&annee=2031",
            &mixed,
            422,
            "00353",
        ),
        (
            QF_FC,
            "recipient=13002526500013&annee=2026&mois=1",
            &mixed,
            404,
            "35003",
        ),
    ] {
        let answer = service.call(path, parameters, token).await;
        assert_eq!(
            refused(&answer),
            (status, vec![code.to_owned()]),
            "{path}?{parameters}"
        );
    }
    let with_identity = service
        .call(QF_FC, &format!("{RECIPIENT}&nomNaissance=FAUGERON"), &mixed)
        .await;
    assert_eq!(
        with_identity.json()["data"]["enfants"]
            .as_array()
            .map(Vec::len),
        Some(2),
        "the token alone says who"
    );
}

#[tokio::test]
async fn students_are_answered_without_the_identity_they_brought() {
    let service = start().await;
    let scopes =
        "mesri_identite mesri_admissions cnous_identite cnous_echelon_bourse cnous_statut_boursier";
    let access = service.access("LE-GALL-NOLWENN", scopes).await;
    let status = service
        .call(
            "/v3/mesri/statut_etudiant/france_connect",
            RECIPIENT,
            &access,
        )
        .await
        .json();
    assert!(
        status["data"]["admissions"][0]["date_debut"].is_string(),
        "{status}"
    );
    assert!(status["data"].get("identite").is_none());
    let grant = async |version: u8, more: &str| {
        let path = format!("/v{version}/cnous/etudiant_boursier/france_connect");
        service
            .call(&path, &format!("{RECIPIENT}{more}"), &access)
            .await
            .json()["data"]
            .clone()
    };
    assert_eq!(grant(4, "").await["echelon_bourse"]["echelon"], "4");
    assert_eq!(
        grant(5, "&campaignYear=2023").await["echelon_bourse"]["echelon"],
        "6"
    );
    assert!(grant(3, "").await.get("identite").is_none());
    let before = format!("{RECIPIENT}&campaignYear=2020");
    let wrong = service
        .call(
            "/v5/cnous/etudiant_boursier/france_connect",
            &before,
            &access,
        )
        .await;
    assert_eq!(refused(&wrong), (422, vec!["00368".to_owned()]));
}

#[tokio::test]
async fn a_birth_abroad_is_found_by_its_country() {
    let service = start().await;
    let access = service
        .access(
            "PEREIRA-LOBO-MARIANA",
            "mesri_admissions dsnj_statut_service_national",
        )
        .await;
    let person = service
        .verified(&service.userinfo(&access).await.text())
        .await;
    assert_eq!(
        (
            person["birthplace"].as_str(),
            person["birthcountry"].as_str()
        ),
        (Some(""), Some("99139"))
    );
    for path in [
        "/v3/mesri/statut_etudiant/france_connect",
        "/v3/dsnj/service_national/france_connect",
    ] {
        assert_eq!(
            service.call(path, RECIPIENT, &access).await.status,
            200,
            "{path}"
        );
    }
}

#[tokio::test]
async fn who_has_no_file_is_not_found() {
    let service = start().await;
    let access = service
        .access("VASSELIN-CORENTIN", "cnaf_enfants revenu_solidarite_active")
        .await;
    let answer = service.call(QF_FC, RECIPIENT, &access).await;
    assert_eq!(refused(&answer), (404, vec!["35003".to_owned()]));
}

#[tokio::test]
async fn a_person_s_calls_are_counted_apart_and_faults_take_them_too() {
    let service = start().await;
    let (solenn, ines) = (
        service.access(SOLENN, "cnaf_enfants").await,
        service.access("FAUGERON-INES", "cnaf_enfants").await,
    );
    for remaining in (0..20).rev() {
        let answer = service.call(QF_FC, RECIPIENT, &solenn).await;
        assert_eq!(
            answer.header("ratelimit-remaining"),
            Some(remaining.to_string().as_str())
        );
    }
    assert_eq!(
        refused(&service.call(QF_FC, RECIPIENT, &solenn).await),
        (429, vec!["00429".to_owned()])
    );
    assert_eq!(service.call(QF_FC, RECIPIENT, &ines).await.status, 200);
    let down = Service::start(Options {
        fault: Some(Fault::WrongShape),
        ..unhurried()
    })
    .await;
    let data = down.call(QF_FC, RECIPIENT, "x").await.json()["data"].clone();
    assert!(data["quotient_familial"]["valeur"].is_string(), "{data}");
}

#[tokio::test]
async fn a_folder_s_own_cases_come_first() {
    let folder = tempfile::tempdir().unwrap();
    let write = |operation: &str, file: &str, params: &str, data: &str| {
        let path = folder
            .path()
            .join(format!("api_particulier_v3_{operation}"));
        fs::create_dir_all(&path).unwrap();
        let text = format!(
            "description: x\nparams: {{{params}}}\nstatus: 200\npayload: '{{\"data\": {data}}}'\n"
        );
        fs::write(path.join(file), text).unwrap();
    };
    let angela = "nomNaissance: DUBOIS, prenoms: [Angela, Claire], anneeDateNaissance: 1962, moisDateNaissance: 8, jourDateNaissance: 24, \
        sexeEtatCivil: F, codeInseeLieuDeNaissance: '75107'";
    write(
        "cnav_prime_activite_with_civility",
        "a.yaml",
        angela,
        r#"{"est_beneficiaire": false}"#,
    );
    write(
        "cnav_prime_activite_with_france_connect",
        "a.yaml",
        angela,
        r#"{"est_beneficiaire": true}"#,
    );
    let vehicle =
        r#"{"statut_rattachement": "titulaire", "adresse_particulier": {"pays": "FRANCE"}}"#;
    write(
        "ants_extrait_immatriculation_vehicule_with_france_connect",
        "a.yaml",
        "immatriculation: AB-123-CD",
        vehicle,
    );
    let service = Service::start(Options {
        cases: Some(folder.path().to_owned()),
        ..unhurried()
    })
    .await;
    let access = service
        .access(
            "DUBOIS-ANGELA",
            "prime_activite ants_extrait_immatriculation_vehicule_statut_rattachement",
        )
        .await;
    let data = async |path: &str, more: &str| {
        let answer = service
            .call(path, &format!("{RECIPIENT}{more}"), &access)
            .await;
        (answer.status, answer.json()["data"].clone())
    };
    let prime = data("/v3/dss/prime_activite/france_connect", "").await;
    assert_eq!(
        prime,
        (200, serde_json::json!({ "est_beneficiaire": true }))
    );
    let plate = "/v3/ants/extrait_immatriculation_vehicule/france_connect";
    assert_eq!(
        data(plate, "&immatriculation=ab-123-cd").await.1,
        serde_json::json!({ "statut_rattachement": "titulaire" })
    );
    assert_eq!(data(plate, "&immatriculation=XX").await.0, 404);
    assert_eq!(data(plate, "").await.0, 422);
    assert_eq!(
        service
            .sandbox
            .warnings()
            .iter()
            .filter(|line| line.contains("france_connect"))
            .count(),
        0
    );
}

#[tokio::test]
async fn a_twin_of_a_call_under_way_is_refused() {
    let options = Options {
        latency: Duration::from_hours(1),
        ..unhurried()
    };
    let service = Service::start(options).await;
    let access = service.access(SOLENN, "cnaf_enfants").await;
    let authorization = format!("Authorization: Bearer {access}\r\n");
    let target = format!("{QF_FC}?{RECIPIENT}");
    let mut under_way = Vec::new();
    // A call is recorded as soon as it is decided, long before it is answered.
    for status in [200, 409] {
        under_way.push(open(&service.sandbox, &target, &authorization).await);
        while service.sandbox.calls().len() < under_way.len() {
            tokio::task::yield_now().await;
        }
        assert_eq!(service.sandbox.calls()[under_way.len() - 1].status, status);
    }
}
