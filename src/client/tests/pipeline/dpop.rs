//! The proof of a key: on each request with a bearer token, never the same twice; and the clock it goes by.

use std::{
    collections::HashSet,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use api_particulier::{
    Argument, BearerToken, Client, ClientCredentials, DpopKey, Error, HeaderMap, HeaderName,
    ImpotParticulier, Retry, SecretString, Settings,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use p256::{
    PublicKey, SecretKey,
    ecdsa::{Signature, VerifyingKey, signature::Verifier},
    elliptic_curve::Generate,
    pkcs8::{EncodePrivateKey, LineEnding},
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{
    call, client,
    recorder::{events, logged, record},
    settings,
    stub::{Answer, Stub},
};

/// A private key in PEM, and its public half.
fn key_pair() -> (SecretString, PublicKey) {
    let secret = SecretKey::generate();
    let pem = secret.to_pkcs8_pem(LineEnding::LF).unwrap();
    (pem.as_str().into(), secret.public_key())
}

fn key() -> (DpopKey, PublicKey) {
    let (pem, public) = key_pair();
    (DpopKey::from_pem(&pem).unwrap(), public)
}

/// The proof of a call received, and how many it had.
fn proofs(head: &str) -> Vec<&str> {
    head.lines()
        .filter_map(|line| line.strip_prefix("dpop: "))
        .collect()
}

/// The header and the claims of a proof, once its signature is that of `key`.
fn read(proof: &str, key: &PublicKey) -> (Value, Value) {
    let parts: Vec<_> = proof.split('.').collect();
    let bytes = |part: &str| URL_SAFE_NO_PAD.decode(part).unwrap();
    let signature = Signature::from_slice(&bytes(parts[2])).unwrap();
    let signed = format!("{}.{}", parts[0], parts[1]);
    VerifyingKey::from(key)
        .verify(signed.as_bytes(), &signature)
        .unwrap();
    let json = |part: &str| serde_json::from_slice(&bytes(part)).unwrap();
    (json(parts[0]), json(parts[1]))
}

fn digest(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(text))
}

fn now() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap()
        .as_secs()
}

fn success() -> Answer {
    Answer::json(200, &json!({}))
}

#[tokio::test]
async fn no_proof_is_sent_unless_asked_for() {
    let stub = Stub::answering([success()]).await;
    call(&client(&stub)).await.unwrap();
    assert!(proofs(&stub.only_call()).is_empty());
}

#[tokio::test]
async fn a_proof_says_what_is_asked_with_which_token() {
    let (key, public) = key();
    let stub = Stub::answering([success()]).await;
    let before = now();
    call(&Client::new(settings(&stub).dpop(key.clone()).build().unwrap()).unwrap())
        .await
        .unwrap();
    let head = stub.only_call();
    let sent = proofs(&head);
    assert_eq!(sent.len(), 1, "{head}");
    let (header, claims) = read(sent[0], &public);
    assert_eq!(
        (&header["typ"], &header["alg"]),
        (&"dpop+jwt".into(), &"ES256".into())
    );
    let jwk = &header["jwk"];
    assert_eq!(
        jwk.as_object().unwrap().len(),
        4,
        "nothing private is in it"
    );
    let members = format!(
        r#"{{"crv":"P-256","kty":"EC","x":{},"y":{}}}"#,
        jwk["x"], jwk["y"]
    );
    assert_eq!(digest(&members), key.thumbprint());
    assert_eq!(
        (&claims["htm"], &claims["htu"]),
        (
            &"GET".into(),
            &format!("{}/v3/path", stub.base_url()).into()
        )
    );
    assert_eq!(claims["ath"], digest("test-token"));
    assert!((before..=now()).contains(&claims["iat"].as_u64().unwrap()));
    assert_eq!(claims.as_object().unwrap().len(), 5);
    assert!(!claims.to_string().contains("LEFEBVRE"));
}

#[tokio::test]
async fn a_citizen_s_token_is_proved_by_the_same_key() {
    let (key, public) = key();
    let stub = Stub::answering([success()]).await;
    let client = Client::new(settings(&stub).dpop(key).build().unwrap()).unwrap();
    let citizen = BearerToken::new(&"citizen-token".into()).unwrap();
    client
        .dss()
        .quotient_familial_france_connect(&citizen)
        .await
        .unwrap();
    let (_, claims) = read(proofs(&stub.only_call())[0], &public);
    assert_eq!(claims["ath"], digest("citizen-token"));
}

#[tokio::test]
async fn each_attempt_has_a_proof_of_its_own() {
    let (key, public) = key();
    let failure = || Answer::text(503, &[("Retry-After", "1")], "");
    let stub = Stub::answering([failure(), failure(), success()]).await;
    let retry = Retry::times(2).first_wait(Duration::from_millis(1));
    let client = Client::new(settings(&stub).dpop(key).retry(retry).build().unwrap()).unwrap();
    call(&client).await.unwrap();
    let calls = stub.calls();
    let claims: Vec<_> = calls
        .iter()
        .map(|head| read(proofs(head)[0], &public).1)
        .collect();
    let once: HashSet<_> = claims
        .iter()
        .map(|claims| claims["jti"].as_str().unwrap())
        .collect();
    assert_eq!((claims.len(), once.len()), (3, 3));
    let written = |claims: &Value| claims["iat"].as_u64().unwrap();
    assert!(
        written(&claims[0]) < written(&claims[2]),
        "the second wait is over a second"
    );
}

#[tokio::test]
async fn neither_an_api_key_nor_the_tax_interface_is_proved() {
    let (key, _) = key();
    let stub = Stub::answering([success()]).await;
    let client = Client::new(settings(&stub).dpop(key.clone()).build().unwrap()).unwrap();
    client
        .get("/api/v2/x", [("a", "b")], HeaderMap::new())
        .await
        .unwrap();
    let token = Answer::json(
        200,
        &json!({ "access_token": "t", "token_type": "Bearer", "expires_in": 60 }),
    );
    let tax = Stub::answering([token, success()]).await;
    let credentials = ClientCredentials::new(
        &format!("{}/token", tax.base_url()),
        "id",
        "secret".into(),
        ["RessourceIR"],
    );
    let settings = Settings::builder().dpop(key);
    let client = ImpotParticulier::new(&tax.base_url(), credentials.unwrap(), settings).unwrap();
    client
        .situations_ir_assiettes(&"1562456789521".parse().unwrap(), 2025)
        .await
        .unwrap();
    let calls = [stub.calls(), tax.calls()].concat();
    assert_eq!(calls.len(), 3);
    assert!(
        calls.iter().all(|head| proofs(head).is_empty()),
        "{calls:?}"
    );
}

#[tokio::test]
async fn a_proof_is_not_given_per_call() {
    let stub = Stub::answering([success()]).await;
    let own = HeaderMap::from_iter([(HeaderName::from_static("dpop"), "x".parse().unwrap())]);
    let error = client(&stub)
        .get("/v3/path", [("a", "b")], own)
        .await
        .unwrap_err();
    assert!(matches!(
        error,
        Error::Argument(Argument::ReservedHeader(_))
    ));
    assert!(stub.calls().is_empty());
}

#[tokio::test]
async fn neither_the_key_nor_a_proof_is_shown() {
    record();
    let (pem, _) = key_pair();
    let key = DpopKey::from_pem(&pem).unwrap();
    let stub = Stub::answering([success()]).await;
    let settings = settings(&stub).dpop(key.clone()).build().unwrap();
    let derived = settings
        .with(|builder| builder.recipient("21920023500014".parse().unwrap()))
        .unwrap();
    let client = Client::new(derived).unwrap();
    call(&client).await.unwrap();
    let head = stub.only_call();
    let shown = format!("{client:?} {:?} {key:?} {}", client.settings(), logged());
    assert!(shown.contains(key.thumbprint()));
    let secret = secrecy::ExposeSecret::expose_secret(&pem)
        .lines()
        .nth(1)
        .unwrap();
    assert!(!shown.contains(secret) && !shown.contains(proofs(&head)[0]));
}

// The clock.

/// A success dated `ahead` seconds after this machine's own clock.
fn dated(ahead: i64) -> Answer {
    let at = UNIX_EPOCH + Duration::from_secs(now().checked_add_signed(ahead).unwrap());
    Answer::text(200, &[("date", &httpdate::fmt_http_date(at))], "{}")
}

fn warnings() -> usize {
    events()
        .iter()
        .filter(|line| line.contains("WARN") && line.contains("set it by NTP"))
        .count()
}

#[tokio::test]
async fn a_clock_that_is_off_is_told_once() {
    record();
    let stub = Stub::answering([dated(-3600), dated(-3600), success()]).await;
    let client = client(&stub);
    assert_eq!(client.clock_skew_seconds(), None);
    call(&client).await.unwrap();
    assert!(client.clock_skew_seconds().unwrap() >= 3600);
    let citizen = BearerToken::new(&"citizen-token".into()).unwrap();
    call(&client.with_authentication(citizen)).await.unwrap();
    call(&client).await.unwrap();
    assert_eq!(warnings(), 1, "{:?}", events());
    assert!(
        client.clock_skew_seconds().unwrap() >= 3600,
        "an answer without a date changes nothing"
    );
}
