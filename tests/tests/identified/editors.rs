//! An editor's relay: several administrations, each under its own delegation, and a key that proves who calls.

use api_particulier::{DpopKey, SecretString};
use p256::SecretKey;
use p256::elliptic_curve::Generate;
use p256::pkcs8::{EncodePrivateKey, LineEnding};
use serde_json::json;
use tests::identified::*;
use tests::{Reply, Rig, couple};

const DELEGATION: &str = "6f1c2b9e-0d3a-4c47-9f0e-2a5b8c7d1e34";

/// The usual relay, as an editor has it; `delegation` is what it says of the town.
async fn editor(delegation: &str, options: sandbox::Options) -> Rig {
    let line = format!("delegation_id = \"{delegation}\"\ntoken_file =");
    let config = config().replace("token_file =", &line);
    Rig::with_config(&config, options).await
}

/// What the relay answers to someone with an account.
async fn asked(rig: &Rig) -> Reply {
    let word = ticket(rig, &order(couple())).await;
    let subject = json!({ "mode": "ticket" });
    PAGE.prefill(rig, &["quotient_familial"], subject, &word)
        .await
}

fn delegated() -> sandbox::Options {
    sandbox::Options {
        delegations: vec![DELEGATION.to_owned()],
        ..sandbox::Options::default()
    }
}

#[tokio::test]
async fn each_call_names_its_delegation_and_the_administration_that_receives() {
    let rig = editor(DELEGATION, delegated()).await;
    let answer = asked(&rig).await;
    assert_eq!(answer.result()["status"], "filled", "{:?}", answer.body);
    let calls = rig.sandbox.as_ref().unwrap().calls();
    assert_eq!(calls[0].parameters["delegation_id"], [DELEGATION]);
    assert_eq!(calls[0].parameters["recipient"], ["13002526500013"]);
}

#[tokio::test]
async fn a_wrong_delegation_is_told_to_the_operator_and_not_to_the_person() {
    let rig = editor("11111111-0d3a-4c47-9f0e-2a5b8c7d1e34", delegated()).await;
    let answer = asked(&rig).await;
    let result = answer.result();
    assert_eq!(result["status"], "unavailable");
    let told = result["problem"].to_string();
    assert!(
        !told.contains("délégation") && !told.contains("00213"),
        "{told}"
    );
    assert!(rig.log().contains("check the token and its rights"));
    assert!(rig.log().contains("00213"));
}

#[tokio::test]
async fn calls_are_proved_by_the_key_that_the_api_has_pinned() {
    let pem = SecretKey::try_generate()
        .unwrap()
        .to_pkcs8_pem(LineEnding::LF)
        .unwrap();
    let key = DpopKey::from_pem(&SecretString::from(pem.to_string())).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("dpop.pem");
    tests::write_secret(&file, &pem);
    let pinned = sandbox::Options {
        dpop: Some(key.thumbprint().to_owned()),
        ..sandbox::Options::default()
    };
    let line = format!("dpop_key_file = \"{}\"\nagent_header", file.display());
    for (config, status) in [
        (config().replace("agent_header", &line), "filled"),
        (config(), "unavailable"),
    ] {
        let rig = Rig::with_config(&config, pinned.clone()).await;
        let answer = asked(&rig).await;
        assert_eq!(answer.result()["status"], status, "{:?}", answer.body);
    }
}
