//! No log, no `Display` and no `Debug` shows a personal value or a token: a canary is sent everywhere and looked for.

use std::{
    io::Write,
    sync::{Arc, Mutex, Once},
};

use api_particulier::{
    DateNaissance, Error, HeaderMap, HeaderName, Identite, LieuNaissance, Params, Sexe,
    dss::QuotientFamilialIdentite, france_travail::StatutIdentifiant,
};
use serde_json::{Value, json};
use tracing::subscriber::DefaultGuard;

use crate::{
    call, settings,
    stub::{Answer, Stub},
};

/// The name that must be seen nowhere.
const CANARY: &str = "CANARI";

/// What every part of the process has logged, through either logging library.
#[derive(Clone, Default)]
struct Logged(Arc<Mutex<Vec<u8>>>);

impl Write for Logged {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Logged {
    /// Records every `tracing` event of this thread, at the finest level, until the guard is dropped.
    fn of_this_thread() -> (Self, DefaultGuard) {
        let logged = Self::default();
        let writer = logged.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_ansi(false)
            .with_writer(move || writer.clone())
            .finish();
        (logged, tracing::subscriber::set_default(subscriber))
    }

    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

/// Everything the HTTP and TLS libraries log, in the whole process.
static LIBRARIES: Mutex<String> = Mutex::new(String::new());

struct LibraryLog;

impl log::Log for LibraryLog {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        LIBRARIES
            .lock()
            .unwrap()
            .push_str(&format!("{} {}\n", record.target(), record.args()));
    }

    fn flush(&self) {}
}

fn record_libraries() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        log::set_logger(&LibraryLog).unwrap();
        log::set_max_level(log::LevelFilter::Trace);
    });
}

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
    record_libraries();
    let (logged, _guard) = Logged::of_this_thread();
    let mut calls = 0;
    for answer in answers() {
        let stub = Stub::answering([answer]).await;
        let settings = settings(&stub)
            .token(format!("token-{CANARY}"))
            .build()
            .unwrap();
        let client = api_particulier::Client::new(settings).unwrap();
        assert!(!is_seen(&format!("{client:?}")));
        let header = (
            HeaderName::from_static("x-agent-id"),
            CANARY.parse().unwrap(),
        );
        let any = client
            .get(
                "/v3/path",
                [("nomNaissance", CANARY)],
                HeaderMap::from_iter([header]),
            )
            .await;
        let typed = client
            .france_travail()
            .statut_identifiant(&StatutIdentifiant::new(CANARY))
            .await;
        for text in [
            any.as_ref()
                .map_or_else(shown, |response| format!("{response:?}")),
            typed.as_ref().map_or_else(shown, |response| {
                format!("{response:?} {:?}", response.data)
            }),
        ] {
            assert!(!is_seen(&text), "{text}");
        }
        calls += stub
            .calls()
            .iter()
            .filter(|head| head.matches(CANARY).count() >= 2)
            .count();
    }
    assert_eq!(
        calls,
        2 * answers().len(),
        "the canary must have been sent with every call"
    );
    assert!(
        logged.text().contains("status=404"),
        "the calls must have been logged"
    );
    assert!(!is_seen(&logged.text()), "{}", logged.text());
}

#[tokio::test]
async fn the_libraries_log_no_canary_either() {
    record_libraries();
    let stub = Stub::answering([Answer::text(200, &[], CANARY)]).await;
    let client =
        api_particulier::Client::new(settings(&stub).token(CANARY).build().unwrap()).unwrap();
    let sent = client
        .get("/v3/path", [("nomNaissance", CANARY)], HeaderMap::new())
        .await;
    assert!(sent.is_err());
    let logged = LIBRARIES.lock().unwrap().clone();
    assert!(logged.contains("reqwest"), "{logged}");
    assert!(!is_seen(&logged), "{logged}");
}

#[test]
fn a_planted_leak_is_found() {
    let (logged, _guard) = Logged::of_this_thread();
    assert!(!is_seen(&logged.text()));
    tracing::trace!(target: "any::target", url = %format!("/v3?nomNaissance={CANARY}"), "leak");
    assert!(is_seen(&logged.text()));
}

#[test]
fn what_is_personal_is_not_shown_by_debug() {
    let identite = Identite::new(CANARY, [CANARY])
        .nom_usage(CANARY)
        .sexe(Sexe::F)
        .date_naissance(DateNaissance::annee(1982))
        .lieu_naissance(LieuNaissance::Commune(CANARY.into()));
    let params = Params::new().with("nomNaissance", CANARY);
    let quotient = QuotientFamilialIdentite::new(identite.clone()).periode(2026, 1);
    let text = format!(
        "{identite:?} {params:?} {quotient:?} {:?} {:?}",
        Sexe::F,
        DateNaissance::mois(1982, 1)
    );
    assert!(!is_seen(&text) && !text.contains("1982"), "{text}");
}

#[tokio::test]
async fn each_call_is_one_event_with_its_measures() {
    let (logged, _guard) = Logged::of_this_thread();
    let headers = [("X-Request-ID", "0b5e"), ("RateLimit-Remaining", "19")];
    let stub = Stub::answering([Answer::text(404, &headers, "")]).await;
    assert!(call(&crate::client(&stub)).await.is_err());
    let text = logged.text();
    let events: Vec<&str> = text
        .lines()
        .filter(|line| line.contains("api_particulier"))
        .collect();
    assert_eq!(events.len(), 1, "{text}");
    for field in [
        "method=\"GET\"",
        "path=\"/v3/path\"",
        "status=404",
        "duration_ms=",
        "remaining=19",
        "request_id=\"0b5e\"",
    ] {
        assert!(events[0].contains(field), "{field} in {}", events[0]);
    }
}

#[tokio::test]
async fn a_call_without_an_answer_is_one_event_too() {
    let (logged, _guard) = Logged::of_this_thread();
    let stub = Stub::answering([Answer::Bytes(Vec::new())]).await;
    assert!(call(&crate::client(&stub)).await.is_err());
    let text = logged.text();
    let events: Vec<&str> = text
        .lines()
        .filter(|line| line.contains("api_particulier"))
        .collect();
    assert_eq!(events.len(), 1, "{text}");
    assert!(
        events[0].contains("failure=Interrupted") && !events[0].contains("status="),
        "{}",
        events[0]
    );
}
