//! The journal: what is kept, what is erased, and that nothing can be changed unseen. Each test runs over every store.

mod place;
mod stores;
mod tampering;

use jiff::{Timestamp, ToSpan};
use model::protocol::{Device, Gesture, Status};
use rusqlite::Connection;

use super::chain::{Content, ORIGIN, Row};
use super::store::Piece;
use super::*;
use place::Place;

const RECEIPT: &str = "01JD8Y2Z4N8F6T3W5Q7R9S1V3X";

fn shown() -> Notice {
    let text = "Avec votre accord, la ville demande…".to_owned();
    let hash = crate::notice::hash(&text);
    Notice { text, hash }
}

fn consent(at: Timestamp) -> Consent {
    let items = |names: &[&str]| -> Items {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        [("quotient_familial".to_owned(), names)].into()
    };
    Consent {
        version: VERSION,
        receipt: RECEIPT.to_owned(),
        at: calendar::rfc3339(at),
        expires: expiry(at, 5.years()),
        form: "cantine".to_owned(),
        controller: Controller {
            siret: "13002526500013".to_owned(),
            name: "Ville d'Exemple".to_owned(),
            dpo: "dpo@exemple.fr".to_owned(),
        },
        purpose: "Calculer le tarif".to_owned(),
        legal_basis: "L114-8".to_owned(),
        retention: "un an".to_owned(),
        notice: shown().hash,
        lang: "fr".to_owned(),
        assurance: "declared".to_owned(),
        agent: None,
        case: None,
        shown: true,
        offered: items(&["quotient_familial", "enfants"]),
        agreed: items(&["enfants"]),
        refused: items(&["quotient_familial"]),
        providers: [("quotient_familial".to_owned(), "CNAF".to_owned())].into(),
        gesture: Some(Gesture {
            by: Device::Keyboard,
            trusted: true,
            visible_ms: 4200,
        }),
        software: Software {
            relay: "0.1.0".to_owned(),
            widget: None,
            catalogue: "sha256-x".to_owned(),
        },
    }
}

fn call(at: Timestamp) -> Call {
    Call {
        version: VERSION,
        receipt: RECEIPT.to_owned(),
        at: calendar::rfc3339(at),
        expires: expiry(at, trace_retention()),
        form: "cantine".to_owned(),
        siret: "13002526500013".to_owned(),
        source: "quotient_familial".to_owned(),
        path: "/v3/dss/quotient_familial/identite".to_owned(),
        status: 200,
        outcome: Status::Filled,
        request_id: Some("abc".to_owned()),
        agent: None,
    }
}

/// Adds `agreements` agreements with a call each, made at `at`.
async fn fill(journal: &Journal, agreements: usize, at: Timestamp) {
    for _ in 0..agreements {
        journal.agree(consent(at), shown()).await.unwrap();
        journal.trace(call(at)).await.unwrap();
    }
}

/// Runs each of these tests over an SQLite file and over a PostgreSQL server.
macro_rules! over_every_store {
    ($($test:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test]
            async fn $test() {
                super::$test(super::Place::sqlite()).await;
            })+
        }
        mod postgres {
            $(#[tokio::test]
            async fn $test() {
                super::$test(super::Place::postgres()).await;
            })+
        }
    };
}

// After the macro, which it uses.
mod withdrawal;

over_every_store! {
    what_is_written_is_found_and_whole_after_reopening,
    each_record_is_erased_when_its_own_time_is_over_and_the_chain_still_holds,
    a_journal_that_is_tended_erases_what_has_expired_by_itself,
    a_receipt_leads_to_its_own_records_alone,
    a_key_is_made_once_for_its_owner_alone_and_must_stay_with_its_journal,
    a_checkpoint_is_kept_at_start_and_at_the_thousandth_record,
    json_ld_has_the_record_of_27560_with_what_was_given_and_refused,
    two_who_write_at_once_make_one_chain,
    what_is_done_to_the_store_by_its_own_database_is_found,
}

async fn what_is_written_is_found_and_whole_after_reopening(place: Place) {
    let now = Timestamp::now();
    fill(&place.open().await, 2, now).await;
    fill(&place.open().await, 1, now).await;
    let report = place.check().await;
    assert_eq!(
        (report.size, report.erased, report.findings.len()),
        (6, 0, 0),
        "{report:?}"
    );
    let lines = place.export(Format::Jsonl, None).await;
    let first: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!(first["kind"], "notice", "the notice comes first, once");
    let records: Vec<Record> = lines
        .lines()
        .skip(1)
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(records.len(), 6);
    assert_eq!(records[0], Record::Consent(Box::new(consent(now))));
    assert_eq!(records[5], Record::Call(call(now)));
}

async fn each_record_is_erased_when_its_own_time_is_over_and_the_chain_still_holds(place: Place) {
    let years_ago = |years: i64| {
        let now = Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC);
        now.checked_sub(years.years()).unwrap().timestamp()
    };
    let journal = place.open().await;
    for years in [6, 4, 2] {
        fill(&journal, 2, years_ago(years)).await;
    }
    // Of six years ago all, of four years ago the traces alone.
    assert_eq!(journal.purge().await.unwrap(), 4 + 2);
    assert_eq!(
        journal.purge().await.unwrap(),
        0,
        "and nothing is written for nothing"
    );
    let report = place.check().await;
    assert_eq!(
        (report.size, report.erased, report.findings.len()),
        (13, 6, 0),
        "{report:?}"
    );
    let lines = place.export(Format::Jsonl, None).await;
    let purge = r#""erased":[[1,4],[6,6],[8,8]],"kind":"purge""#;
    assert!(lines.contains(purge), "{lines}");
    fill(&journal, 1, Timestamp::now()).await;
    assert!(place.check().await.is_valid());
}

async fn a_journal_that_is_tended_erases_what_has_expired_by_itself(place: Place) {
    let journal = Arc::new(place.open().await);
    fill(&journal, 1, Timestamp::UNIX_EPOCH).await;
    let tended = journal.clone();
    let tending = tokio::spawn(async move { tended.tend().await });
    while place.check().await.erased < 2 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    tending.abort();
}

async fn a_receipt_leads_to_its_own_records_alone(place: Place) {
    let now = Timestamp::now();
    let journal = place.open().await;
    fill(&journal, 1, now).await;
    let other = "01JD8Y2Z4N8F6T3W5Q7R9S1V4Y";
    let theirs = Consent {
        receipt: other.to_owned(),
        ..consent(now)
    };
    journal.agree(theirs, shown()).await.unwrap();
    let lines = place.export(Format::Jsonl, Some(RECEIPT)).await;
    assert_eq!(
        lines.lines().count(),
        3,
        "the notice, the agreement, the call"
    );
    assert!(!lines.contains(other));
    let none = place
        .export(Format::Jsonl, Some("01JD8Y2Z4N8F6T3W5Q7R9S1V5Z"))
        .await;
    assert!(none.is_empty());
}

async fn a_key_is_made_once_for_its_owner_alone_and_must_stay_with_its_journal(place: Place) {
    use std::os::unix::fs::PermissionsExt;
    let key = &place.settings.key;
    fill(&place.open().await, 1, Timestamp::now()).await;
    let text = std::fs::read_to_string(key).unwrap();
    let mode = |mode| std::fs::set_permissions(key, std::fs::Permissions::from_mode(mode)).unwrap();
    assert_eq!(
        std::fs::metadata(key).unwrap().permissions().mode() & 0o777,
        0o600
    );
    mode(0o640);
    assert!(place.refusal().await.contains("chmod 600"));
    mode(0o600);
    std::fs::write(key, "PRIVATE+KEY+x").unwrap();
    assert!(place.refusal().await.contains("copy it again"));
    let (_, other) = seal::Seal::fresh().unwrap();
    std::fs::write(key, secrecy::ExposeSecret::expose_secret(&other)).unwrap();
    assert!(place.refusal().await.contains("not signed by this key"));
    std::fs::remove_file(key).unwrap();
    assert!(place.refusal().await.contains("copy the key back"));
    std::fs::write(key, &text).unwrap();
    mode(0o600);
    assert!(Journal::open(&place.settings).await.is_ok());
}

async fn a_checkpoint_is_kept_at_start_and_at_the_thousandth_record(place: Place) {
    let kept = || {
        let checkpoints = Checkpoints::beside(&place.settings.key).read().unwrap();
        checkpoints
            .iter()
            .map(|note| note.lines().nth(1).unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let journal = place.open().await;
    fill(&journal, 499, Timestamp::now()).await;
    journal.trace(call(Timestamp::now())).await.unwrap();
    assert_eq!(kept(), ["0"]);
    journal.trace(call(Timestamp::now())).await.unwrap();
    assert_eq!(kept(), ["0", "1000"]);
}

async fn json_ld_has_the_record_of_27560_with_what_was_given_and_refused(place: Place) {
    fill(&place.open().await, 1, Timestamp::now()).await;
    let document = place.export(Format::Dpv, None).await;
    let document: serde_json::Value = serde_json::from_str(&document).unwrap();
    let graph = document["@graph"].as_array().unwrap();
    let [notice, record, trace] = &graph[..] else {
        panic!("{graph:?}")
    };
    assert_eq!(
        record["dct:conformsTo"]["@id"],
        "https://w3id.org/dpv/schema/dpv-27560#record-eu-gdpr"
    );
    assert_eq!(record["dpv:hasNotice"]["@id"], notice["@id"]);
    assert_eq!(trace["prov:wasInfluencedBy"]["@id"], record["@id"]);
    assert_eq!(
        record["@id"],
        "urn:uuid:019351e1-7c95-43cd-a1f0-b73e1390ec7d"
    );
    let data = record["dpv:hasProcess"][0]["dpv:hasPersonalData"]
        .as_array()
        .unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let said: Vec<_> = data
        .iter()
        .map(|item| {
            [
                text(&item["dct:identifier"]),
                text(&item["dpv:hasConsentStatus"]["@id"]),
            ]
        })
        .collect();
    assert_eq!(
        said,
        [
            ["enfants", "dpv:ConsentGiven"],
            ["quotient_familial", "dpv:ConsentRefused"]
        ]
    );
}

async fn two_who_write_at_once_make_one_chain(place: Place) {
    let (one, other) = (place.open().await, place.open().await);
    let now = Timestamp::now();
    tokio::join!(fill(&one, 20, now), fill(&other, 20, now));
    let report = place.check().await;
    assert_eq!((report.size, report.findings.len()), (80, 0), "{report:?}");
}

async fn what_is_done_to_the_store_by_its_own_database_is_found(place: Place) {
    let journal = place.open().await;
    fill(&journal, 2, Timestamp::UNIX_EPOCH).await;
    assert_eq!(journal.purge().await.unwrap(), 4);
    fill(&journal, 2, Timestamp::now()).await;
    drop(journal);
    assert_eq!(
        (place.check().await.size, place.check().await.findings),
        (9, Vec::new())
    );
    // Each is undone by the next one.
    for (done, undone) in [
        (
            "UPDATE notices SET text = text || '.'",
            "UPDATE notices SET text = substr(text, 1, length(text) - 1)",
        ),
        ("UPDATE notices SET hash = 'x'", ""),
    ] {
        place.run(done);
        assert!(!place.check().await.is_valid(), "{done}");
        place.run(undone);
    }
    place.run(&format!("UPDATE notices SET hash = '{}'", shown().hash));
    assert!(place.check().await.is_valid());
    for (done, undone) in [
        (
            "CREATE TABLE away AS SELECT * FROM head; DELETE FROM head",
            "INSERT INTO head SELECT * FROM away; DROP TABLE away",
        ),
        (
            "UPDATE head SET note = replace(note, '\n9\n', '\n8\n')",
            "UPDATE head SET note = replace(note, '\n8\n', '\n9\n')",
        ),
        (
            "INSERT INTO records SELECT 900, salt, text FROM records WHERE number = 9",
            "DELETE FROM records WHERE number = 900",
        ),
        (
            "UPDATE records SET text = replace(text, 'declared', 'agent') WHERE number = 6",
            "UPDATE records SET text = replace(text, 'agent', 'declared')",
        ),
        (
            "UPDATE records SET number = -1 WHERE number = 7; UPDATE records SET number = 7 WHERE number = 9; UPDATE records SET number = 9 WHERE number = -1",
            "UPDATE records SET number = -1 WHERE number = 7; UPDATE records SET number = 7 WHERE number = 9; UPDATE records SET number = 9 WHERE number = -1",
        ),
        (
            "UPDATE entries SET number = 50 WHERE number = 9; UPDATE records SET number = 50 WHERE number = 9",
            "UPDATE entries SET number = 9 WHERE number = 50; UPDATE records SET number = 9 WHERE number = 50",
        ),
        (
            "INSERT INTO records SELECT 3, salt, text FROM records WHERE number = 6",
            "DELETE FROM records WHERE number = 3",
        ),
        (
            "DELETE FROM records WHERE number = 9; CREATE TABLE away AS SELECT * FROM entries WHERE number = 9; DELETE FROM entries WHERE number = 9",
            "INSERT INTO entries SELECT * FROM away; DROP TABLE away",
        ),
    ] {
        place.run(done);
        let report = place.check().await;
        assert!(!report.is_valid(), "{done}");
        place.run(undone);
        // The last one cannot be: its record is gone for good.
        let report = place.check().await;
        assert_eq!(
            report.is_valid(),
            !done.contains("DELETE FROM records"),
            "{undone}: {report:?}"
        );
    }
}
