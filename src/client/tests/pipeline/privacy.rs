//! No log, no `Display` and no `Debug` shows a personal value or a token: a canary is sent everywhere and looked for.

use std::{
    io::Write,
    sync::{Mutex, Once},
};

use api_particulier::{
    Client, DateNaissance, Error, HeaderMap, HeaderName, Identite, LieuNaissance, Params, Sexe,
    dss::QuotientFamilialIdentite, france_travail::StatutIdentifiant,
};
use serde_json::{Value, json};

use crate::{
    call, client, settings,
    stub::{Answer, Stub},
};

/// The name that must be seen nowhere.
const CANARY: &str = "CANARI";

/// What every part of this process has logged, our own crate and the libraries under it.
static LOG: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// Writes to [`LOG`], for both logging libraries.
struct Recorder;

impl Write for Recorder {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LOG.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl log::Log for Recorder {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        writeln!(
            Recorder,
            "{} {} {}",
            this_test(),
            record.target(),
            record.args()
        )
        .unwrap();
    }

    fn flush(&self) {}
}

/// Records everything at the finest level, from the first call on. Each line holds the name of its thread: a test's own.
fn record() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        log::set_logger(&Recorder).unwrap();
        log::set_max_level(log::LevelFilter::Trace);
        let lines = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE);
        let lines = lines
            .with_ansi(false)
            .with_thread_names(true)
            .with_writer(|| Recorder);
        tracing::subscriber::set_global_default(lines.finish()).unwrap();
    });
}

fn this_test() -> String {
    std::thread::current().name().unwrap().to_owned()
}

/// What this test has logged so far.
fn logged() -> String {
    let log = String::from_utf8(LOG.lock().unwrap().clone()).unwrap();
    let (name, mut own) = (this_test(), String::new());
    log.lines()
        .filter(|line| line.contains(&name))
        .for_each(|line| own.push_str(&format!("{line}\n")));
    own
}

/// The events of our own crate in this test.
fn events() -> Vec<String> {
    logged()
        .lines()
        .filter(|line| line.contains(" api_particulier: "))
        .map(str::to_owned)
        .collect()
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
        let typed = client
            .france_travail()
            .statut_identifiant(&StatutIdentifiant::new(CANARY));
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
    let quotient = QuotientFamilialIdentite::new(identite.clone()).periode(2026, 1);
    let (sexe, date) = (Sexe::F, DateNaissance::mois(1982, 1));
    let text = format!("{identite:?} {params:?} {quotient:?} {sexe:?} {date:?}");
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
