//! What is delivered is signed; the form's server tells it from what a person typed, and no hostile token deceives it.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use sandbox::Options;
use serde_json::{Value, json};
use tests::tokens::{SigningKeys, audience, part};
use tests::{Reply, Rig, couple, http, identifiant};

async fn verify(rig: &Rig, question: Value) -> Reply {
    Reply::read(
        http()
            .post(format!("{}/v1/verify", rig.base))
            .json(&question),
    )
    .await
}

async fn jwks(rig: &Rig) -> Reply {
    Reply::read(http().get(format!("{}/.well-known/jwks.json", rig.base))).await
}

/// A relay with keys, and what it signs about a couple.
async fn attested() -> (SigningKeys, Rig, String) {
    let keys = SigningKeys::default();
    let rig = Rig::with_config(&keys.config(), Options::default()).await;
    let reply = rig.prefill("cantine", couple()).await;
    let attestation = reply.body["attestation"].as_str().unwrap().to_owned();
    (keys, rig, attestation)
}

#[tokio::test]
async fn an_attestation_says_what_was_delivered_by_whom_to_whom_and_until_when() {
    let keys = SigningKeys::default();
    let rig = Rig::with_config(&keys.config(), Options::default()).await;
    let reply = rig.prefill("cantine", couple()).await;
    let token = reply.body["attestation"].as_str().unwrap();
    let claims = part(token, 1);
    assert_eq!(claims["iss"], "https://relay.exemple.fr");
    assert_eq!(
        (&claims["aud"], &claims["form"]),
        (&json!(audience()), &json!("cantine"))
    );
    assert_eq!(claims["receipt"], reply.body["receipt"]["id"]);
    assert_eq!(
        claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(),
        2 * 60 * 60
    );
    assert!(claims.get("sub").is_none(), "nobody is named");
    let (source, result) = (&claims["sources"][0], reply.result());
    for name in ["status", "provider", "obtained_at", "period"] {
        assert_eq!(source[name], result[name], "{name}");
    }
    assert_eq!(source["assurance"], "declared");
    assert_eq!(claims["identity"], "identity typed, not verified");
    let values = source["values"].as_object().unwrap();
    let data = &result["data"];
    assert_eq!(
        values["quotient_familial.valeur"],
        data["quotient_familial"]["valeur"]
    );
    assert_eq!(values["enfants[1].prenoms"], data["enfants"][1]["prenoms"]);
    assert_eq!(values["enfants.nombre"], 2);
    let again = rig.prefill("cantine", couple()).await;
    let again = part(again.body["attestation"].as_str().unwrap(), 1);
    assert_ne!(again["jti"], claims["jti"], "each has its own number");
}

#[tokio::test]
async fn the_attestation_comes_last_when_the_answer_comes_in_pieces() {
    let keys = SigningKeys::default();
    let rig = Rig::with_config(&keys.config(), Options::default()).await;
    let request = rig.request("cantine", couple()).await;
    let post = http().post(format!("{}/v1/forms/cantine/prefill", rig.base));
    let asked = post.header("Accept", "application/x-ndjson").json(&request);
    let text = asked.send().await.unwrap().text().await.unwrap();
    let last: Value = serde_json::from_str(text.lines().last().unwrap()).unwrap();
    let claims = part(last["attestation"].as_str().unwrap(), 1);
    assert_eq!(claims["receipt"], last["receipt"]["id"]);
    assert!(claims["sources"][0]["values"]["quotient_familial.valeur"].is_i64());
}

#[tokio::test]
async fn what_a_person_changed_or_added_is_declared_and_the_rest_stays_certified() {
    let (_keys, rig, attestation) = attested().await;
    let values = part(&attestation, 1)["sources"][0]["values"].clone();
    let quotient = values["quotient_familial.valeur"].to_string();
    let question = json!({
        "attestation": attestation, "form": "cantine", "audience": audience(),
        "values": {
            "quotient_familial.valeur": format!(" {quotient} "),
            "quotient_familial:enfants[0].prenoms": values["enfants[0].prenoms"],
            "adresse.code_postal": "75001",
            "enfants[0].regime": "vegetarien",
            "statut_etudiant:quotient_familial.valeur": quotient,
        }
    });
    let reply = verify(&rig, question).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    let verdict = |path: &str| {
        reply.body["values"][path]["status"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(verdict("quotient_familial.valeur"), "certified");
    assert_eq!(verdict("quotient_familial:enfants[0].prenoms"), "certified");
    assert_eq!(verdict("adresse.code_postal"), "changed");
    assert_eq!(verdict("enfants[0].regime"), "unknown");
    assert_eq!(
        verdict("statut_etudiant:quotient_familial.valeur"),
        "unknown"
    );
    let certified = &reply.body["values"]["quotient_familial.valeur"];
    assert_eq!(
        (&certified["provider"], &certified["assurance"]),
        (&json!("CNAF"), &json!("declared"))
    );
    assert_eq!(
        reply.body["values"]["adresse.code_postal"]["declared"],
        true
    );
    let told = reply.body["values"]["adresse.code_postal"].to_string();
    assert!(
        !told.contains(values["adresse.code_postal"].as_str().unwrap()),
        "{told}"
    );
}

#[tokio::test]
async fn an_agreement_that_was_taken_back_is_told_with_what_is_certified() {
    let (_keys, rig, attestation) = attested().await;
    let question = json!({ "attestation": attestation, "form": "cantine", "audience": audience() });
    let before = verify(&rig, question.clone()).await.body;
    assert_eq!(before["withdrawn_at"], Value::Null);
    let receipt = before["receipt"].as_str().unwrap();
    let url = format!("{}/v1/receipts/{receipt}/withdrawal", rig.base);
    let taken = Reply::read(http().post(url).header("Accept", "application/json")).await;
    let after = verify(&rig, question).await.body;
    assert_eq!(after["withdrawn_at"], taken.body["withdrawn_at"]);
    assert!(after["withdrawn_at"].is_string(), "{after}");
}

#[tokio::test]
async fn no_hostile_token_is_accepted() {
    let (keys, rig, honest) = attested().await;
    let question =
        |token: &str| json!({ "attestation": token, "form": "cantine", "audience": audience() });
    assert_eq!(verify(&rig, question(&honest)).await.status, 200);
    let hostile = keys.hostile(&honest);
    assert!(hostile.len() > 20);
    for (what, token) in hostile {
        let reply = verify(&rig, question(&token)).await;
        assert_eq!(reply.status, 422, "{what}: {}", reply.body);
        assert!(reply.problem().starts_with("attestation-"), "{what}");
        assert_eq!(reply.header("content-type"), "application/problem+json");
    }
    for (asked, problem) in [
        (
            json!({ "attestation": honest, "form": "transport" }),
            "attestation-form",
        ),
        (
            json!({ "attestation": honest, "audience": "01234567400019" }),
            "attestation-audience",
        ),
        (json!({ "attestation": honest, "surprise": 1 }), "body"),
    ] {
        assert_eq!(verify(&rig, asked).await.problem(), problem);
    }
}

#[tokio::test]
async fn keys_are_exchanged_under_load_without_a_failed_request() {
    let keys = SigningKeys::default();
    let rig = Rig::with_config(&keys.config(), Options::default()).await;
    let seen = Mutex::new(BTreeSet::new());
    let tokens = Mutex::new(Vec::new());
    let deadline = Instant::now() + Duration::from_secs(120);
    let person = async |rank: usize| {
        while seen.lock().unwrap().len() < 3 {
            assert!(Instant::now() < deadline, "the exchange is not seen");
            let reply = rig
                .prefill("transport", identifiant(&format!("personne.{rank}")))
                .await;
            assert_eq!(reply.status, 200, "{}", reply.body);
            let token = reply.body["attestation"].as_str().unwrap().to_owned();
            let kid = part(&token, 0)["kid"].as_str().unwrap().to_owned();
            let published = jwks(&rig).await.body.to_string();
            assert!(published.contains(&kid), "what signs is published");
            assert_eq!(
                verify(&rig, json!({ "attestation": token })).await.status,
                200
            );
            seen.lock().unwrap().insert(kid);
            tokens.lock().unwrap().push(token);
        }
    };
    let exchanges = async {
        for known in 1..3 {
            while seen.lock().unwrap().len() < known {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            // Names in a folder are to the second: the second exchange is another's.
            tokio::time::sleep(Duration::from_millis(1100)).await;
            keys.rotate();
        }
    };
    tokio::join!(person(1), person(2), person(3), exchanges);
    // What the first key signed is still good after two exchanges.
    for token in tokens.into_inner().unwrap() {
        assert_eq!(
            verify(&rig, json!({ "attestation": token })).await.status,
            200
        );
    }
    let published = jwks(&rig).await;
    assert_eq!(published.body["keys"].as_array().unwrap().len(), 3);
    assert_eq!(published.header("cache-control"), "public, max-age=3600");
    assert!(
        !published.body.to_string().contains("\"d\""),
        "the public part alone"
    );
}

#[tokio::test]
async fn without_a_folder_the_sandbox_signs_with_a_key_of_its_own_life() {
    let mut rig = Rig::start(Options::default()).await;
    let reply = rig.prefill("cantine", couple()).await;
    let token = reply.body["attestation"].clone();
    let question = json!({ "attestation": token });
    assert_eq!(verify(&rig, question.clone()).await.status, 200);
    rig.restart().await;
    assert_eq!(verify(&rig, question).await.problem(), "attestation-key");
}

#[tokio::test]
async fn the_states_own_proof_goes_with_the_data_of_who_refused_none_of_it() {
    let keys = SigningKeys::default();
    let asked = keys.config().replace(
        "modes = [\"identite\"]",
        "modes = [\"identite\"]\nproof = true",
    );
    let rig = Rig::with_config(&asked, Options::default()).await;
    let notice = rig.definition("cantine").await["notice"]["text"].clone();
    assert!(notice.as_str().unwrap().contains("un lien et un code"));
    let reply = rig.prefill("cantine", couple()).await;
    let proof = &reply.result()["proof"];
    assert!(proof["link"].as_str().unwrap().starts_with("https://"));
    assert_eq!(proof["code"].as_str().unwrap().len(), 10);
    let claims = part(reply.body["attestation"].as_str().unwrap(), 1);
    assert_eq!(claims["sources"][0]["proof"], *proof);
    // It would show what was refused.
    let mut request = rig.request("cantine", couple()).await;
    request["consent"]["items"]["quotient_familial"] = json!(["quotient_familial", "adresse"]);
    let reply = rig.send("cantine", &request).await;
    assert_eq!(reply.result()["status"], "filled");
    assert!(reply.result().get("proof").is_none());
    let plain = Rig::with_config(&keys.config(), Options::default()).await;
    assert!(
        plain
            .prefill("cantine", couple())
            .await
            .result()
            .get("proof")
            .is_none()
    );
}
