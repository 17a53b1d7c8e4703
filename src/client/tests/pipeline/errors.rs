//! One row per status, and what an error carries.

use std::time::Duration;

use api_particulier::{Denial, Error, TransportKind};
use serde_json::json;

use crate::{
    call, client, settings,
    stub::{Answer, Stub},
};

fn variant(error: &Error) -> &'static str {
    match error {
        Error::Authentication(Denial::Answer(_)) => "authentication",
        Error::Authentication(Denial::NoCredential(_)) => "no credential",
        Error::Authorization(_) => "authorization",
        Error::NotFound(_) => "not found",
        Error::Conflict(_) => "conflict",
        Error::Gone(_) => "gone",
        Error::Validation(_) => "validation",
        Error::RateLimit(_) => "rate limit",
        Error::Client(_) => "client",
        Error::Provider(_) => "provider",
        Error::ProviderUnavailable(_) => "provider unavailable",
        Error::Server(_) => "server",
        Error::Transport(_) => "transport",
        Error::Argument(_) => "argument",
    }
}

#[tokio::test]
async fn each_status_has_its_variant_and_keeps_its_code() {
    let rows = [
        (401, "00101", "authentication"),
        (401, "00103", "authentication"),
        (401, "00105", "authentication"),
        (403, "00100", "authorization"),
        (404, "35003", "not found"),
        (409, "00015", "conflict"),
        (422, "00201", "validation"),
        (422, "00301", "validation"),
        (429, "00429", "rate limit"),
        (400, "00401", "client"),
        (410, "00410", "gone"),
        (418, "00418", "client"),
        (502, "04001", "provider"),
        (503, "23020", "provider unavailable"),
        (504, "23002", "provider unavailable"),
        (500, "00500", "server"),
        (599, "00599", "server"),
    ];
    for (status, code, expected) in rows {
        let body = json!({ "errors": [{ "code": code, "title": "Title", "detail": "Detail" }] });
        let stub = Stub::answering([Answer::json(status, &body)]).await;
        let error = call(&client(&stub)).await.unwrap_err();
        assert_eq!(variant(&error), expected, "{status}");
        let answer = error.answer().unwrap();
        assert_eq!(
            (answer.status.as_u16(), answer.code()),
            (status, Some(code))
        );
        assert_eq!(stub.calls().len(), 1, "{status}");
    }
}

#[tokio::test]
async fn an_answered_error_carries_the_call_and_the_wait() {
    let body = json!({ "errors": [{ "code": "35003", "source": { "parameter": "nomNaissance" },
        "meta": { "provider": "CNAF & MSA", "retry_in": 10 } }] });
    let headers = [("X-Request-ID", "0b5e"), ("Retry-After", "7")];
    let stub = Stub::answering([Answer::text(404, &headers, &body.to_string())]).await;
    let error = call(&client(&stub)).await.unwrap_err();
    assert_eq!(error.request_id(), Some("0b5e"));
    assert_eq!(
        error.to_string(),
        "nothing was found: 404 on GET /v3/path, code 35003, request 0b5e"
    );
    let answer = error.answer().unwrap();
    assert_eq!(
        (answer.method.as_str(), answer.path.as_str()),
        ("GET", "/v3/path")
    );
    assert_eq!(
        (answer.provider(), answer.retry_in()),
        (Some("CNAF & MSA"), Some(10))
    );
    assert_eq!(answer.errors[0].parameter(), Some("nomNaissance"));
    assert_eq!(answer.retry_after, Some(Duration::from_secs(7)));
}

#[tokio::test]
async fn a_refusal_stands_even_when_its_body_is_broken_or_huge() {
    let cut = b"HTTP/1.1 404 X\r\ncontent-length: 100\r\n\r\n{\"errors\":".to_vec();
    let huge = Answer::text(404, &[], &"x".repeat(1024 * 1024 + 1));
    for answer in [Answer::Bytes(cut), huge] {
        let stub = Stub::answering([answer]).await;
        let error = call(&client(&stub)).await.unwrap_err();
        assert_eq!(variant(&error), "not found");
        assert_eq!(error.answer().unwrap().errors, []);
    }
}

#[tokio::test]
async fn without_an_answer_it_is_a_transport_error() {
    let cut_head = Answer::Bytes(b"HTTP/1.1 200".to_vec());
    let cut_body = Answer::Bytes(b"HTTP/1.1 200 X\r\ncontent-length: 9\r\n\r\n{".to_vec());
    for answer in [cut_head, cut_body] {
        let stub = Stub::answering([answer]).await;
        assert_eq!(
            kind(&call(&client(&stub)).await.unwrap_err()),
            TransportKind::Interrupted
        );
    }
}

#[tokio::test]
async fn an_address_where_nobody_listens_is_a_transport_error() {
    let stub = Stub::answering([]).await;

    let settings = settings(&stub)
        .base_url("http://127.0.0.1:1")
        .build()
        .unwrap();
    let error = call(&api_particulier::Client::new(settings).unwrap())
        .await
        .unwrap_err();
    assert_eq!(kind(&error), TransportKind::Connect);
    assert_eq!(
        error.to_string(),
        "the address could not be reached on /v3/path"
    );
}

#[tokio::test]
async fn a_redirection_is_not_followed() {
    let elsewhere = Stub::answering([Answer::json(200, &json!({}))]).await;
    let location = elsewhere.base_url() + "/v3/path";
    let stub = Stub::answering([Answer::text(302, &[("location", &location)], "")]).await;
    let error = call(&client(&stub)).await.unwrap_err();
    assert_eq!(kind(&error), TransportKind::UnexpectedStatus);
    assert!(elsewhere.calls().is_empty());
}

/// The kind of a transport error.
pub(crate) fn kind(error: &Error) -> TransportKind {
    match error {
        Error::Transport(transport) => transport.kind,
        other => panic!("{other:?}"),
    }
}
