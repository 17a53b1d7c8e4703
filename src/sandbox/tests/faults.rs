//! Each fault, as a client meets it.

#![allow(clippy::unwrap_used, reason = "a test stops where it is surprised")]

mod support;

use sandbox::{Fault, Options, Sandbox};
use support::{Answer, QF, RECIPIENT, STATUT, get, open, send, still};
use tokio::io::AsyncReadExt;

async fn start(fault: Fault) -> Sandbox {
    sandbox::start(Options {
        fault: Some(fault),
        ..still()
    })
    .await
    .unwrap()
}

async fn answer(fault: Fault) -> Answer {
    get(&start(fault).await, QF, RECIPIENT).await
}

#[tokio::test]
async fn failures_of_the_provider_have_its_code_and_its_name() {
    for (fault, status, code) in [
        (Fault::Down, 503, "35020"),
        (Fault::BadGateway, 502, "35999"),
        (Fault::Timeout, 504, "35002"),
    ] {
        let answer = answer(fault).await;
        assert_eq!(
            (answer.status, answer.codes()),
            (status, vec![code.to_owned()])
        );
        assert_eq!(answer.json()["errors"][0]["meta"]["provider"], "CNAF & MSA");
    }
    let other = get(&start(Fault::Down).await, STATUT, "").await;
    assert_eq!(other.codes(), ["24020"]);
}

#[tokio::test]
async fn refusals_come_whatever_the_call_is() {
    for (fault, status, code) in [
        (Fault::TooMany, 429, "00429"),
        (Fault::Conflict, 409, "00015"),
        (Fault::Unauthorized, 401, "00101"),
    ] {
        let answer = answer(fault).await;
        assert_eq!(
            (answer.status, answer.codes()),
            (status, vec![code.to_owned()])
        );
        assert_eq!(answer.header("retry-after"), (status == 429).then_some("1"));
    }
}

#[tokio::test]
async fn bodies_that_are_no_json() {
    for fault in [Fault::Garbage, Fault::Html] {
        let answer = answer(fault).await;
        assert_eq!((answer.status, answer.whole), (200, true));
        assert!(
            serde_json::from_slice::<serde_json::Value>(&answer.body).is_err(),
            "{fault}"
        );
        let html = answer
            .header("content-type")
            .unwrap()
            .starts_with("text/html");
        assert_eq!(html, fault == Fault::Html);
    }
}

#[tokio::test]
async fn a_wrong_shape_is_json_with_other_types() {
    let data = answer(Fault::WrongShape).await.json()["data"].clone();
    assert!(data["quotient_familial"]["valeur"].is_string() && data["enfants"].is_object());
}

#[tokio::test]
async fn a_reset_cuts_the_body() {
    let answer = answer(Fault::Reset).await;
    assert_eq!((answer.status, answer.whole), (200, false));
    assert!(!answer.body.is_empty());
}

#[tokio::test]
async fn a_slow_body_comes_byte_by_byte() {
    let sandbox = start(Fault::Slow).await;
    let mut stream = open(&sandbox, QF, "").await;
    let mut text = String::new();
    let chunk = |text: &str| {
        text.split_once("\r\n\r\n")
            .map(|(_, body)| body.to_owned())
            .unwrap_or_default()
    };
    while chunk(&text).len() < "1\r\n{\r\n1\r\n".len() {
        let mut byte = [0];
        stream.read_exact(&mut byte).await.unwrap();
        text.push(char::from(byte[0]));
    }
    assert_eq!(chunk(&text), "1\r\n{\r\n1\r\n");
}

#[tokio::test]
async fn a_huge_body_is_ten_mebibytes() {
    let answer = answer(Fault::Huge).await;
    assert_eq!((answer.whole, answer.body.len()), (true, 10 * 1024 * 1024));
}

#[tokio::test]
async fn the_provider_s_health_tells_the_fault() {
    for (fault, status, word) in [
        (Fault::Down, 200, "maintenance"),
        (Fault::BadGateway, 502, "bad_gateway"),
    ] {
        let answer = send(&start(fault).await, "/api/pole_emploi_status/ping", "").await;
        assert_eq!(
            (answer.status, answer.json()["status"].as_str()),
            (status, Some(word))
        );
    }
}
