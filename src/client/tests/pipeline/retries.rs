//! Retries: none unless asked for, and then only of what may pass.

use std::time::{Duration, Instant};

use api_particulier::{Client, Error, Retry};
use serde_json::json;

use crate::{
    call, client, settings,
    stub::{Answer, Stub},
};

fn patient(stub: &Stub, times: u32) -> Client {
    let retry = Retry::times(times).first_wait(Duration::from_millis(1));
    Client::new(settings(stub).retry(retry).build().unwrap()).unwrap()
}

fn failure(status: u16) -> Answer {
    Answer::text(status, &[("Retry-After", "0")], "")
}

fn success() -> Answer {
    Answer::json(200, &json!({}))
}

#[tokio::test]
async fn nothing_is_tried_again_by_default() {
    for status in [429, 502, 503] {
        let stub = Stub::answering([failure(status), success()]).await;
        assert!(call(&client(&stub)).await.is_err());
        assert_eq!(stub.calls().len(), 1, "{status}");
    }
}

#[tokio::test]
async fn what_may_pass_is_tried_again_until_it_does() {
    let stub = Stub::answering([failure(429), failure(502), failure(503), success()]).await;
    assert!(call(&patient(&stub, 3)).await.is_ok());
    let calls = stub.calls();
    assert_eq!(calls.len(), 4);
    assert!(calls.iter().all(|head| *head == calls[0]), "{calls:?}");
}

#[tokio::test]
async fn the_last_error_is_told_when_the_tries_are_over() {
    let stub = Stub::answering([failure(502), failure(503)]).await;
    let error = call(&patient(&stub, 2)).await.unwrap_err();
    assert!(matches!(error, Error::ProviderUnavailable(_)));
    assert_eq!(stub.calls().len(), 3);
}

#[tokio::test]
async fn what_will_not_pass_is_not_tried_again() {
    for status in [400, 401, 403, 404, 409, 422, 500, 504] {
        let stub = Stub::answering([failure(status), success()]).await;
        assert!(call(&patient(&stub, 3)).await.is_err());
        assert_eq!(stub.calls().len(), 1, "{status}");
    }
}

#[tokio::test]
async fn a_wait_beyond_the_deadline_returns_the_error_at_once() {
    let stub = Stub::answering([Answer::text(429, &[("Retry-After", "20")], ""), success()]).await;
    let settings = settings(&stub)
        .retry(Retry::times(1))
        .deadline(Duration::from_secs(10))
        .build()
        .unwrap();
    let error = call(&Client::new(settings).unwrap()).await.unwrap_err();
    assert!(matches!(error, Error::RateLimit(_)));
    assert_eq!(stub.calls().len(), 1);
}

#[tokio::test]
async fn the_wait_the_api_asks_for_is_kept() {
    let stub = Stub::answering([Answer::text(429, &[("Retry-After", "1")], ""), success()]).await;
    let start = Instant::now();
    assert!(call(&patient(&stub, 1)).await.is_ok());
    assert!(start.elapsed() >= Duration::from_secs(1));
}
