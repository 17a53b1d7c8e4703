//! A relay that is killed at any moment under load: nothing that was acknowledged is lost, nothing was asked without its record.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::sync::Arc;
use std::time::Duration;

use sandbox::Options;
use tests::crash::{Told, broken_promises, stop_under_load};
use tests::postgres::Server;
use tests::{Rig, town_with};

/// How many times one relay is killed: its journal is read whole after each.
const LIVES: u64 = 50;
/// The same over a database that crashes with it every other time.
const LIVES_WITH_DATABASE: u64 = 20;

/// Kills a relay `LIVES` times; gives how many people had their receipt.
async fn kill_again_and_again(seed: u64) -> usize {
    let mut rig = Rig::start(Options::default()).await;
    let told = Arc::new(Told::default());
    for life in seed * LIVES..(seed + 1) * LIVES {
        // Any moment: before the first receipt, or somewhere after it.
        let wait = Duration::from_micros(life * 7919 % 30_000);
        let receipts = usize::try_from(life % 3).unwrap();
        stop_under_load(&rig, &told, receipts, wait, rig.signal("KILL")).await;
        rig.kill().await;
        assert_eq!(
            broken_promises(&rig, &told).await,
            Vec::<String>::new(),
            "life {life}"
        );
        rig.restart().await;
    }
    told.receipts()
}

async fn kill(times: u64) {
    let mut receipts = 0;
    for pair in (0..times / LIVES).step_by(2) {
        let (one, other) = tokio::join!(kill_again_and_again(pair), kill_again_and_again(pair + 1));
        receipts += one + other;
    }
    let times = usize::try_from(times).unwrap();
    assert!(
        receipts >= times,
        "{receipts} receipts in {times} lives: there was a load"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn five_hundred_kills_lose_nothing_that_was_acknowledged() {
    kill(500).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes hours"]
async fn ten_thousand_kills_lose_nothing_that_was_acknowledged() {
    kill(10_000).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_crashes_under_a_relay_that_is_killed_loses_nothing_either() {
    let mut server = Server::start();
    let config = town_with("sqlite:journal.db", &server.store());
    let mut rig = Rig::with_config(&config, Options::default()).await;
    let told = Arc::new(Told::default());
    for life in 0..LIVES_WITH_DATABASE {
        let wait = Duration::from_micros(life * 7919 % 30_000);
        let stop = async {
            if life % 2 == 0 {
                server.kill();
            }
            rig.signal("KILL").await;
        };
        stop_under_load(&rig, &told, usize::try_from(life % 3).unwrap(), wait, stop).await;
        rig.kill().await;
        if life % 2 == 0 {
            server.resume();
        }
        assert_eq!(
            broken_promises(&rig, &told).await,
            Vec::<String>::new(),
            "life {life}"
        );
        rig.restart().await;
    }
    assert!(
        told.receipts() >= usize::try_from(LIVES_WITH_DATABASE).unwrap(),
        "there was a load"
    );
}

#[tokio::test]
async fn a_record_that_is_lost_is_told() {
    for lost in ["consent", "call"] {
        let mut rig = Rig::start(Options::default()).await;
        let told = Arc::new(Told::default());
        stop_under_load(&rig, &told, 2, Duration::ZERO, rig.signal("KILL")).await;
        rig.kill().await;
        assert_eq!(broken_promises(&rig, &told).await, Vec::<String>::new());
        let journal = rusqlite::Connection::open(rig.folder().join("journal.db")).unwrap();
        let lose = format!("DELETE FROM records WHERE text LIKE '%\"kind\":\"{lost}\"%'");
        journal.execute(&lose, []).unwrap();
        let broken = broken_promises(&rig, &told).await.join("\n");
        assert!(
            broken.contains("no purge says so") && broken.contains("its records are lost"),
            "{broken}"
        );
        assert_eq!(
            broken.contains("without a record"),
            lost == "consent",
            "{broken}"
        );
    }
}
