//! Nothing personal and no token in a log, a file or an answer that should not hold it; and the search can find one.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::path::Path;

use sandbox::{Fault, Options};
use serde_json::{Value, json};
use tests::{Reply, Rig, TOKEN, couple, http, identifiant, identite};

/// Words that a person typed, or that came from their file.
const PERSONAL: [&str; 7] = [
    "Zéphirine",
    "Quatrebarbes",
    "zéphirine",
    "quatrebarbes",
    "KERMARREC",
    "Kermarrec",
    "nolwenn.tassel",
];

/// Where each forbidden word stands, among named texts.
fn leaks<'a>(texts: &[(String, Vec<u8>)], words: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let holds = |text: &[u8], word: &str| {
        text.windows(word.len())
            .any(|window| window == word.as_bytes())
    };
    let found = words.into_iter().flat_map(|word| {
        texts
            .iter()
            .filter(move |(_, text)| holds(text, word))
            .map(move |(name, _)| format!("{word} in {name}"))
    });
    found.collect()
}

/// Every file of the relay's folder but the token's own, as it is on disk.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let written = entries.filter(|path| !path.ends_with("token"));
    written
        .map(|path| (path.display().to_string(), std::fs::read(&path).unwrap()))
        .collect()
}

fn unknown_person() -> Value {
    identite(
        json!({ "nom_naissance": "Quatrebarbes", "prenoms": ["Zéphirine"], "sexe": "F",
        "date_naissance": { "annee": 1987 }, "lieu_naissance": { "pays": "99100", "commune": "35238" } }),
    )
}

/// Walks every way a request can go, and keeps every answer.
async fn every_way(rig: &Rig) -> Vec<(String, Reply)> {
    let mut replies = Vec::new();
    for (name, form, subject) in [
        ("delivered", "cantine", couple()),
        ("unknown", "cantine", unknown_person()),
        ("job-seeker", "transport", identifiant("nolwenn.tassel")),
        ("job-seeker down", "transport", identifiant("en.panne")),
        (
            "refused inputs",
            "cantine",
            identite(json!({ "nom_naissance": "Quatrebarbes 1987", "prenoms": ["Zéphirine!"] })),
        ),
        (
            "wrong type",
            "cantine",
            json!({ "mode": "identite", "identite": { "nom_naissance": ["Quatrebarbes"] } }),
        ),
        (
            "unknown mode",
            "cantine",
            json!({ "mode": "Quatrebarbes", "identite": { "nom_naissance": "Zéphirine" } }),
        ),
    ] {
        replies.push((name.to_owned(), rig.prefill(form, subject).await));
    }
    for path in [
        "/v1/communes?q=Quatrebarbes",
        "/v1/etablissements?q=Quatrebarbes",
        "/Zéphirine/Quatrebarbes?nom=Quatrebarbes",
        "/v1/forms/Quatrebarbes",
    ] {
        replies.push((
            path.to_owned(),
            Reply::read(http().get(format!("{}{path}", rig.base))).await,
        ));
    }
    let garbage = http().post(format!(
        "{}/v1/forms/cantine/prefill?nom=Quatrebarbes",
        rig.base
    ));
    let garbage = garbage
        .header("content-type", "application/json")
        .body("{\"visit\": \"Quatrebarbes Zéphirine\"");
    replies.push(("garbage".to_owned(), Reply::read(garbage).await));
    replies
}

/// The log and the files of a relay that has seen every way.
async fn traces(options: Options) -> (Vec<(String, Vec<u8>)>, Vec<(String, Reply)>) {
    let mut rig = Rig::start(options).await;
    let replies = every_way(&rig).await;
    let mut traces = files(rig.folder());
    rig.stop().await;
    traces.extend(files(rig.folder()));
    traces.push(("the log".to_owned(), rig.log().into_bytes()));
    assert!(
        rig.log().contains("\"status\":200") || rig.log().contains("\"status\":4"),
        "the log says something"
    );
    (traces, replies)
}

#[tokio::test]
async fn no_log_and_no_file_holds_a_name_or_the_token() {
    for fault in [
        None,
        Some("down"),
        Some("garbage"),
        Some("wrong-shape"),
        Some("unauthorized"),
        Some("reset"),
    ] {
        let fault = fault.map(|name| name.parse::<Fault>().unwrap());
        let (traces, _) = traces(Options {
            fault,
            ..Options::default()
        })
        .await;
        assert_eq!(
            leaks(&traces, PERSONAL.into_iter().chain([TOKEN])),
            Vec::<String>::new()
        );
    }
}

#[tokio::test]
async fn no_answer_holds_the_token_and_only_deliveries_hold_a_name() {
    let (_, replies) = traces(Options::default()).await;
    let texts: Vec<_> = replies
        .iter()
        .map(|(name, reply)| {
            (
                name.clone(),
                format!("{:?}{}", reply.headers, reply.body).into_bytes(),
            )
        })
        .collect();
    assert_eq!(leaks(&texts, [TOKEN]), Vec::<String>::new());
    let delivered = |name: &str| name == "delivered" || name == "job-seeker";
    let others: Vec<_> = texts
        .iter()
        .filter(|(name, _)| !delivered(name))
        .cloned()
        .collect();
    assert_eq!(leaks(&others, PERSONAL), Vec::<String>::new());
}

#[tokio::test]
async fn a_planted_leak_is_found() {
    let rig = Rig::start(Options::default()).await;
    rig.prefill("cantine", couple()).await;
    let journal = rusqlite::Connection::open(rig.folder().join("journal.db")).unwrap();
    journal
        .execute("UPDATE records SET text = 'pour Quatrebarbes'", [])
        .unwrap();
    std::fs::write(
        rig.folder().join("oubli.log"),
        format!("Authorization: Bearer {TOKEN}"),
    )
    .unwrap();
    let found = leaks(&files(rig.folder()), PERSONAL.into_iter().chain([TOKEN]));
    assert!(
        found.iter().any(|leak| leak.contains("Quatrebarbes in")),
        "{found:?}"
    );
    assert!(
        found.iter().any(|leak| leak.contains("oubli.log")),
        "{found:?}"
    );
}
