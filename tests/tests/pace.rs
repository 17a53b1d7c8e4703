//! However many ask, the API never sees more calls a second than it allows, and those who must wait too long are told.

#![expect(clippy::unwrap_used, reason = "a test")]

use sandbox::Options;
use serde_json::json;
use tests::{Rig, identifiant};

/// The API's own limit.
const LIMIT: usize = 20;

#[tokio::test(flavor = "multi_thread")]
async fn a_crowd_is_served_in_its_turn_or_told_when_to_come_back() {
    let rig = Rig::start(Options::default()).await;
    let template = rig
        .request("transport", identifiant("nolwenn.tassel"))
        .await;
    let asked = (0..140).map(|rank| {
        let mut request = template.clone();
        // Each a person of their own: twins would be one call.
        request["subject"] = identifiant(&format!("personne.{rank}"));
        let rig = &rig;
        async move { rig.send("transport", &request).await }
    });
    let replies = futures_util::future::join_all(asked).await;
    let refused: Vec<_> = replies.iter().filter(|reply| reply.status == 503).collect();
    assert!(
        !refused.is_empty() && refused.len() < replies.len(),
        "{} of {}",
        refused.len(),
        replies.len()
    );
    for reply in refused {
        assert_eq!(reply.problem(), "busy");
        assert_eq!(
            reply.header("retry-after").parse::<u64>().unwrap(),
            reply.body["retry_after"].as_u64().unwrap()
        );
    }
    let served = replies.iter().filter(|reply| reply.status == 200);
    assert!(
        served
            .clone()
            .all(|reply| reply.result()["status"] == json!("not_found")),
        "no call met a 429"
    );
    let calls = rig.sandbox.as_ref().unwrap().calls();
    assert_eq!(calls.len(), served.count());
    assert!(
        most_in_a_second(&rig) <= LIMIT,
        "{} calls in one second",
        most_in_a_second(&rig)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn calls_that_a_stalled_disk_held_back_do_not_all_leave_at_once() {
    let rig = Rig::start(Options::default()).await;
    let template = rig
        .request("transport", identifiant("nolwenn.tassel"))
        .await;
    let journal = rusqlite::Connection::open(rig.folder().join("journal.db")).unwrap();
    journal.execute_batch("BEGIN IMMEDIATE").unwrap();
    let asked = (0..60).map(|rank| {
        let mut request = template.clone();
        request["subject"] = identifiant(&format!("personne.{rank}"));
        let rig = &rig;
        async move { rig.send("transport", &request).await }
    });
    let release = async {
        tokio::time::sleep(std::time::Duration::from_secs(3)).await;
        journal.execute_batch("ROLLBACK").unwrap();
    };
    tokio::join!(futures_util::future::join_all(asked), release);
    assert!(
        most_in_a_second(&rig) <= LIMIT,
        "{} calls in one second",
        most_in_a_second(&rig)
    );
}

/// The most calls that the API has received within any second.
fn most_in_a_second(rig: &Rig) -> usize {
    let calls = rig.sandbox.as_ref().unwrap().calls();
    let millis = |call: &sandbox::Call| call.at.as_millisecond();
    let within = |first: &sandbox::Call| {
        calls
            .iter()
            .filter(|call| (0..1000).contains(&(millis(call) - millis(first))))
            .count()
    };
    calls.iter().map(within).max().unwrap_or_default()
}
