//! No log, no `Display` and no `Debug` shows a personal value or a token: a canary is sent everywhere and looked for.

use api_particulier::{
    Client, DateNaissance, Error, HeaderMap, HeaderName, Identite, Ine, LieuNaissance, Params,
    Sexe, men::Perimetre,
};
use serde_json::{Value, json};

use crate::{
    call, client,
    recorder::{events, logged, record},
    settings,
    stub::{Answer, Stub},
};

/// The name that must be seen nowhere.
const CANARY: &str = "CANARI";

fn is_seen(text: &str) -> bool {
    text.to_uppercase().contains(CANARY)
}

fn canary_error() -> Value {
    json!({ "code": CANARY, "title": CANARY, "detail": CANARY, "source": { "parameter": CANARY }, "meta": { "provider": CANARY } })
}

/// Every kind of answer, each holding the canary wherever it can.
fn answers() -> Vec<Answer> {
    let mut answers: Vec<Answer> = [400, 401, 403, 404, 409, 418, 422, 429, 500, 502, 503, 504]
        .map(|status| Answer::json(status, &json!({ "errors": [canary_error()] })))
        .into();
    answers.extend([
        Answer::json(404, &json!({ "error": CANARY, "reason": CANARY, "message": CANARY })),
        Answer::json(429, &json!({ "errors": [CANARY] })),
        Answer::text(410, &[], CANARY),
        Answer::text(302, &[("location", &format!("/{CANARY}?{CANARY}"))], CANARY),
        Answer::text(200, &[], CANARY),
        Answer::json(200, &json!({ "data": CANARY })),
        Answer::json(200, &json!({ "data": { "identifiant": CANARY, "inscription": { "date_fin": CANARY } }, "meta": { "m": CANARY } })),
        Answer::Bytes(format!("HTTP/1.1 200 X\r\ncontent-length: 99\r\n\r\n{CANARY}").into_bytes()),
        Answer::Bytes(format!("{CANARY}\r\n\r\n").into_bytes()),
    ]);
    answers
}

fn shown(error: &Error) -> String {
    let inner = std::error::Error::source(error).map(|source| format!("{source} {source:?}"));
    let errors = error.answer().map(|answer| format!("{:?}", answer.errors));
    format!("{error} {error:?} {error:#?} {inner:?} {errors:?}")
}

#[tokio::test]
async fn a_canary_sent_everywhere_is_seen_nowhere() {
    record();
    for answer in answers() {
        let stub = Stub::answering([answer]).await;
        let settings = settings(&stub)
            .token(format!("token-{CANARY}"))
            .build()
            .unwrap();
        let client = Client::new(settings).unwrap();
        let header = (
            HeaderName::from_static("x-agent-id"),
            CANARY.parse().unwrap(),
        );
        let any = client.get(
            "/v3/path",
            [("nomNaissance", CANARY)],
            HeaderMap::from_iter([header]),
        );
        let any = any
            .await
            .map_or_else(|error| shown(&error), |response| format!("{response:?}"));
        let typed = client.france_travail().statut_identifiant(CANARY);
        let typed = typed
            .await
            .map(|response| format!("{response:?} {:?}", response.data));
        let typed = typed.unwrap_or_else(|error| shown(&error));
        for text in [any, typed, format!("{client:?}")] {
            assert!(!is_seen(&text), "{text}");
        }
        for head in stub.calls() {
            assert!(
                head.matches(CANARY).count() >= 2,
                "the canary must have been sent: {head}"
            );
        }
        assert_eq!(stub.calls().len(), 2);
    }
    let logged = logged();
    for source in [" api_particulier: called", " hyper_util::", " reqwest::"] {
        assert!(
            logged.contains(source),
            "nothing was recorded from {source}"
        );
    }
    assert!(!is_seen(&logged), "{logged}");
}

#[test]
fn a_planted_leak_is_found() {
    record();
    assert!(!is_seen(&logged()));
    tracing::trace!(target: "any::target", url = %format!("/v3?nomNaissance={CANARY}"), "leak");
    assert!(is_seen(&logged()));
}

#[test]
fn a_leak_planted_in_a_library_is_found() {
    record();
    assert!(!is_seen(&logged()));
    log::trace!(target: "any::target", "/v3?nomNaissance={CANARY}");
    assert!(is_seen(&logged()));
}

#[test]
fn what_is_personal_is_not_shown_by_debug() {
    let identite = Identite::new(CANARY, [CANARY])
        .nom_usage(CANARY)
        .sexe(Sexe::F)
        .date_naissance(DateNaissance::annee(1982))
        .lieu_naissance(LieuNaissance::Commune(CANARY.into()));
    let params = Params::new().with("nomNaissance", CANARY);
    let (sexe, date) = (Sexe::F, DateNaissance::mois(1982, 1));
    let ine: Ine = "12345CANARI".parse().unwrap();
    let perimetre = Perimetre::Etablissement(CANARY.into());
    let text = format!("{identite:?} {params:?} {sexe:?} {date:?} {ine:?} {perimetre:?}");
    assert!(!is_seen(&text) && !text.contains("1982"), "{text}");
}

#[tokio::test]
async fn each_call_is_one_event_with_its_measures() {
    record();
    let headers = [("X-Request-ID", "0b5e"), ("RateLimit-Remaining", "19")];
    let stub = Stub::answering([Answer::text(404, &headers, "")]).await;
    assert!(call(&client(&stub)).await.is_err());
    let events = events();
    assert_eq!(events.len(), 1, "{events:?}");
    let call = [
        r#"method="GET""#,
        r#"path="/v3/path""#,
        "status=404",
        "duration_ms=",
    ];
    for field in call
        .into_iter()
        .chain(["remaining=19", r#"request_id="0b5e""#])
    {
        assert!(events[0].contains(field), "{field} in {events:?}");
    }
}

#[tokio::test]
async fn a_call_without_a_usable_answer_is_one_event_too() {
    record();
    let cut = b"HTTP/1.1 200 X\r\nx-request-id: 0b5e\r\ncontent-length: 9\r\n\r\n{".to_vec();
    let stub = Stub::answering([Answer::Bytes(cut)]).await;
    assert!(call(&client(&stub)).await.is_err());
    let events = events();
    assert_eq!(events.len(), 1, "{events:?}");
    for field in ["failure=Interrupted", "status=200", r#"request_id="0b5e""#] {
        assert!(events[0].contains(field), "{field} in {events:?}");
    }
}
