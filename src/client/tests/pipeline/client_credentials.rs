//! One token for all callers, renewed before it ends, and never shown.

use std::time::Duration;

use api_particulier::{
    Argument, Client, ClientCredentials, Denial, Error, NoCredential, SecretString,
};
use serde_json::{Value, json};

use crate::{
    call,
    recorder::{logged, record},
    settings,
    stub::{Answer, Stub},
};

/// The life of a token in these tests, in seconds.
const LIFE: u64 = 1000;

pub(crate) fn credentials(tokens: &Stub) -> ClientCredentials {
    let (url, secret) = (
        tokens.base_url() + "/token",
        SecretString::from("the-secret"),
    );
    ClientCredentials::new(
        &url,
        "the-client",
        secret,
        ["RessourceIR", "RessourceIRDerniere"],
    )
    .unwrap()
}

pub(crate) fn token(name: &str) -> Answer {
    Answer::json(
        200,
        &json!({ "access_token": name, "token_type": "Bearer", "expires_in": LIFE }),
    )
}

fn client(api: &Stub, tokens: &Stub) -> Client {
    let settings = settings(api).authentication(credentials(tokens));
    Client::new(settings.build().unwrap()).unwrap()
}

async fn api() -> Stub {
    Stub::answering([Answer::json(200, &json!({}))]).await
}

/// Lets time pass, without waiting.
async fn pass(seconds: u64) {
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(seconds)).await;
    tokio::time::resume();
}

/// Which token each call carried.
fn used(api: &Stub) -> Vec<String> {
    let calls = api.calls();
    let tokens = calls
        .iter()
        .map(|head| head.split("authorization: Bearer ").nth(1).unwrap());
    tokens
        .map(|rest| rest.split("\r\n").next().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn the_token_is_asked_for_as_the_standard_says() {
    let (api, tokens) = (api().await, Stub::answering([token("first")]).await);
    call(&client(&api, &tokens)).await.unwrap();
    let asked = tokens.only_call();
    assert!(asked.starts_with("POST /token HTTP/1.1\r\n"), "{asked}");
    // "the-client:the-secret" in base 64.
    assert!(
        asked.contains("authorization: Basic dGhlLWNsaWVudDp0aGUtc2VjcmV0\r\n"),
        "{asked}"
    );
    assert!(
        asked.contains("content-type: application/x-www-form-urlencoded\r\n"),
        "{asked}"
    );
    assert!(
        asked.ends_with(
            "\r\n\r\ngrant_type=client_credentials&scope=RessourceIR+RessourceIRDerniere"
        ),
        "{asked}"
    );
    assert_eq!(used(&api), ["first"]);
}

#[tokio::test]
async fn concurrent_callers_share_one_fetch() {
    let (api, tokens) = (api().await, Stub::answering([token("first")]).await);
    let client = client(&api, &tokens);
    let mut callers = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let client = client.clone();
        callers.spawn(async move { call(&client).await.map(drop) });
    }
    for outcome in callers.join_all().await {
        outcome.unwrap();
    }
    assert_eq!(tokens.calls().len(), 1);
    assert_eq!(used(&api), vec!["first"; 20]);
}

#[tokio::test]
async fn callers_who_waited_for_a_fetch_that_failed_share_the_failure() {
    let (api, tokens) = (
        api().await,
        Stub::answering([Answer::text(503, &[], "")]).await,
    );
    let client = client(&api, &tokens);
    let mut callers = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let client = client.clone();
        callers.spawn(async move { call(&client).await.is_err() });
    }
    assert_eq!(callers.join_all().await, vec![true; 20]);
    assert_eq!(tokens.calls().len(), 1);
    assert!(call(&client).await.is_err());
    assert_eq!(tokens.calls().len(), 2, "a later caller tries again");
    assert!(api.calls().is_empty());
}

#[tokio::test]
async fn a_token_is_renewed_when_four_fifths_of_its_life_are_over() {
    let tokens = Stub::answering([token("first"), token("second")]).await;
    let api = api().await;
    let client = client(&api, &tokens);
    call(&client).await.unwrap();
    pass(LIFE * 8 / 10 - 100).await;
    call(&client).await.unwrap();
    assert_eq!(tokens.calls().len(), 1);
    pass(100).await;
    call(&client).await.unwrap();
    assert_eq!(tokens.calls().len(), 2);
    assert_eq!(used(&api), ["first", "first", "second"]);
}

#[tokio::test]
async fn a_token_serves_until_its_end_when_it_cannot_be_renewed() {
    let refusal = Answer::text(503, &[], "");
    let tokens = Stub::answering([token("first"), refusal]).await;
    let api = api().await;
    let client = client(&api, &tokens);
    call(&client).await.unwrap();
    pass(LIFE * 8 / 10).await;
    call(&client).await.unwrap();
    call(&client).await.unwrap();
    assert_eq!(tokens.calls().len(), 2, "an attempt is followed by a pause");
    pass(100).await;
    call(&client).await.unwrap();
    assert_eq!(tokens.calls().len(), 3);
    assert_eq!(used(&api), vec!["first"; 4]);
    pass(100).await;
    let error = call(&client).await.unwrap_err();
    assert!(
        matches!(error, Error::Authentication(Denial::NoCredential(_))),
        "{error:?}"
    );
    assert_eq!(api.calls().len(), 4);
}

#[tokio::test]
async fn a_silent_token_server_does_not_hold_a_caller_of_a_valid_token() {
    let tokens = Stub::answering([token("first"), Answer::Silence]).await;
    let api = api().await;
    let client = client(&api, &tokens);
    call(&client).await.unwrap();
    pass(LIFE * 8 / 10).await;
    let renewing = tokio::spawn({
        let client = client.clone();
        async move { call(&client).await.map(drop) }
    });
    // Until the renewal is under way, or the caller is back without one.
    while tokens.calls().len() < 2 && !renewing.is_finished() {
        tokio::task::yield_now().await;
    }
    assert_eq!(tokens.calls().len(), 2);
    call(&client).await.unwrap();
    assert_eq!(used(&api), ["first", "first"]);
    renewing.abort();
}

#[tokio::test]
async fn a_token_that_the_api_refuses_serves_no_more() {
    let tokens = Stub::answering([token("first"), token("second")]).await;
    let api = Stub::answering([Answer::text(401, &[], ""), Answer::json(200, &json!({}))]).await;
    let client = client(&api, &tokens);
    let error = call(&client).await.unwrap_err();
    assert!(
        matches!(error, Error::Authentication(Denial::Answer(_))),
        "{error:?}"
    );
    call(&client).await.unwrap();
    assert_eq!(used(&api), ["first", "second"]);
}

async fn failure(answer: Answer) -> NoCredential {
    let (api, tokens) = (api().await, Stub::answering([answer]).await);
    let error = call(&client(&api, &tokens)).await.unwrap_err();
    assert!(api.calls().is_empty());
    match error {
        Error::Authentication(Denial::NoCredential(failure)) => failure,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn without_a_usable_token_nothing_is_sent() {
    let answer = |body: Value| Answer::json(200, &body);
    for (answer, expected) in [
        (
            Answer::text(401, &[], ""),
            "the token server refused the client",
        ),
        (answer(json!({})), "the token server gave no token"),
        (answer(json!([])), "the token server gave no token"),
        (
            answer(json!({ "access_token": "a b" })),
            "the token server's token is malformed",
        ),
        (
            answer(json!({ "access_token": "t", "token_type": "mac" })),
            "the token is not of the bearer type",
        ),
        (
            Answer::Bytes(b"HTTP/1.1".to_vec()),
            "the token server could not be reached",
        ),
        (
            Answer::text(302, &[("location", "/")], ""),
            "the token server refused the client",
        ),
    ] {
        assert_eq!(failure(answer).await, NoCredential(expected));
    }
}

#[test]
fn a_malformed_client_or_address_is_refused() {
    let refusal = |url: &str, id: &str, secret: &str| match ClientCredentials::new(
        url,
        id,
        secret.into(),
        [],
    ) {
        Err(Error::Argument(argument)) => argument,
        other => panic!("{other:?}"),
    };
    let url = "https://gateway.example/token";
    for (id, secret) in [
        ("", "s"),
        ("a:b", "s"),
        ("a b", "s"),
        ("a", ""),
        ("a", "s\n"),
        ("é", "s"),
    ] {
        assert_eq!(
            refusal(url, id, secret),
            Argument::InvalidClient,
            "{id} {secret}"
        );
    }
    assert_eq!(
        refusal("http://gateway.example/token", "a", "s"),
        Argument::InvalidBaseUrl
    );
}

#[tokio::test]
async fn neither_the_secret_nor_the_token_is_shown() {
    record();
    let tokens = Stub::answering([token("token-CANARI"), token("a b CANARI")]).await;
    let api = api().await;
    let strategy = credentials(&tokens);
    let text = format!("{strategy:?}");
    assert!(
        text.contains("the-client") && !text.contains("the-secret"),
        "{text}"
    );
    let settings = settings(&api).authentication(strategy).build().unwrap();
    let client = Client::new(settings).unwrap();
    call(&client).await.unwrap();
    pass(LIFE).await;
    let error = call(&client).await.unwrap_err();
    let logged = format!("{} {error} {error:?} {client:?}", logged());
    assert!(
        logged.contains("token obtained") && logged.contains("no token obtained"),
        "{logged}"
    );
    for secret in ["CANARI", "the-secret", "dGhlLWNsaWVudDp0aGUtc2VjcmV0"] {
        assert!(!logged.contains(secret), "{secret} in {logged}");
    }
}
