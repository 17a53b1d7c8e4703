//! What a success gives back, and the successes that are none.

use api_particulier::TransportKind;
use serde_json::json;

use crate::{
    call, client,
    errors::kind,
    stub::{Answer, Stub},
};

/// The largest body that is read.
const LARGEST_BODY: usize = 1024 * 1024;

#[tokio::test]
async fn the_envelope_is_a_value() {
    let body = json!({ "data": { "a": 1 }, "links": { "self": "x" }, "meta": { "b": null } });
    let headers = [
        ("X-Request-ID", "0b5e"),
        ("RateLimit-Limit", "20"),
        ("RateLimit-Remaining", "19"),
        ("RateLimit-Reset", "1893456000"),
    ];
    let stub = Stub::answering([Answer::text(200, &headers, &body.to_string())]).await;
    let response = call(&client(&stub)).await.unwrap();
    assert_eq!(response.data, body["data"]);
    assert_eq!(json!(response.links), body["links"]);
    assert_eq!(json!(response.meta), body["meta"]);
    assert_eq!(json!(response.raw), body);
    assert_eq!(response.status, 200);
    assert_eq!(response.headers.get("RATELIMIT-limit").unwrap(), "20");
    assert_eq!(response.request_id(), Some("0b5e"));
    let quota = response.rate_limit().unwrap();
    assert_eq!(
        (quota.limit, quota.remaining, quota.reset),
        (20, 19, 1_893_456_000)
    );
}

#[tokio::test]
async fn absent_or_null_parts_are_empty_objects() {
    for body in ["{}", r#"{"data":null,"links":null,"meta":null}"#] {
        let stub = Stub::answering([Answer::text(200, &[], body)]).await;
        let response = call(&client(&stub)).await.unwrap();
        assert_eq!(response.data, json!({}));
        assert!(response.links.is_empty() && response.meta.is_empty());
        assert_eq!((response.request_id(), response.rate_limit()), (None, None));
    }
}

#[tokio::test]
async fn a_success_that_is_no_object_is_a_transport_error() {
    for body in [
        "",
        "null",
        "[]",
        "7",
        "\"text\"",
        "<html>",
        "{\"data\":{}",
        "\u{feff}{}",
    ] {
        let stub = Stub::answering([Answer::text(200, &[("X-Request-ID", "0b5e")], body)]).await;
        let error = call(&client(&stub)).await.unwrap_err();
        assert_eq!(kind(&error), TransportKind::NotAnObject, "{body}");
        assert_eq!(error.request_id(), Some("0b5e"));
    }
    let stub = Stub::answering([Answer::Bytes(b"HTTP/1.1 204 X\r\n\r\n".to_vec())]).await;
    assert_eq!(
        kind(&call(&client(&stub)).await.unwrap_err()),
        TransportKind::NotAnObject
    );
}

#[tokio::test]
async fn a_body_of_one_mebibyte_is_read_and_one_more_byte_is_not() {
    let frame = r#"{"data":""}"#.len();
    for (size, is_read) in [(LARGEST_BODY, true), (LARGEST_BODY + 1, false)] {
        let body = json!({ "data": "x".repeat(size - frame) }).to_string();
        assert_eq!(body.len(), size);
        let stub = Stub::answering([Answer::text(200, &[], &body)]).await;
        match call(&client(&stub)).await {
            Ok(_) => assert!(is_read),
            Err(error) => assert_eq!(
                (kind(&error), is_read),
                (TransportKind::BodyTooLarge, false)
            ),
        }
    }
}

#[tokio::test]
async fn json_deeper_than_the_parser_goes_is_refused_without_a_crash() {
    let body = format!(
        "{{\"data\":{}{}}}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    let stub = Stub::answering([Answer::text(200, &[], &body)]).await;
    assert_eq!(
        kind(&call(&client(&stub)).await.unwrap_err()),
        TransportKind::NotAnObject
    );
}

#[tokio::test]
async fn the_request_says_who_it_comes_from_and_what_it_accepts() {
    let stub = Stub::answering([Answer::json(200, &json!({}))]).await;
    call(&client(&stub)).await.unwrap();
    let head = stub.only_call().to_lowercase();
    let version = env!("CARGO_PKG_VERSION");
    assert!(
        head.starts_with(
            "get /v3/path?nomnaissance=lefebvre&recipient=13002526500013 http/1.1\r\n"
        ),
        "{head}"
    );
    assert!(
        head.contains(&format!(
            "\r\nuser-agent: api-particulier-rust/{version} (+https://"
        )),
        "{head}"
    );
    assert!(
        head.contains("\r\nauthorization: bearer test-token\r\n"),
        "{head}"
    );
    assert!(head.contains("\r\naccept: application/json\r\n"), "{head}");
    assert!(
        !head.contains("accept-encoding") && !head.contains("cookie"),
        "{head}"
    );
}

#[tokio::test]
async fn nothing_is_cached_between_two_calls() {
    let headers = [("cache-control", "max-age=3600"), ("set-cookie", "a=b")];
    let stub = Stub::answering([Answer::text(200, &headers, "{}")]).await;
    let client = client(&stub);
    call(&client).await.unwrap();
    call(&client).await.unwrap();
    assert_eq!(stub.calls().len(), 2);
    assert!(!stub.calls()[1].to_lowercase().contains("cookie"));
}
