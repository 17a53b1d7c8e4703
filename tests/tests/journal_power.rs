//! A disk that loses its power, fills up or fails: nothing that was acknowledged is lost, and nothing is asked without its record.
//! Where a disk of the tests' own cannot be mounted, each test says so and looks at nothing.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use rusqlite::Connection;
use sandbox::Options;
use tests::crash::{Told, broken_promises, stop_under_load};
use tests::disk::{Disk, Failure};
use tests::{Rig, http, identifiant};

/// How many times the relay's disk loses its power.
const CUTS: u64 = 60;
/// How many times the control's does.
const CONTROL_CUTS: u64 = 15;
/// What tells the control's process which file to write, and how.
const WRITER: &str = "PRE_REMPLIR_TEST_WRITER";

/// Cuts the power of a relay's disk under load, `times` times.
async fn cut_again_and_again(times: u64) {
    let mut disk = Disk::new();
    let mut rig = Rig::in_folder(disk.path(), Options::default()).await;
    disk.sync();
    let told = Arc::new(Told::default());
    for cut in 0..times {
        let wait = Duration::from_micros(cut * 7919 % 30_000);
        let stop = async {
            disk.cut();
            rig.signal("KILL").await;
        };
        stop_under_load(&rig, &told, usize::try_from(cut % 3).unwrap(), wait, stop).await;
        rig.kill().await;
        disk.unmount();
        disk.power_on();
        assert_eq!(
            broken_promises(&rig, &told).await,
            Vec::<String>::new(),
            "cut {cut}"
        );
        rig.restart().await;
    }
    assert!(
        told.receipts() >= usize::try_from(times).unwrap(),
        "there was a load"
    );
    rig.kill().await;
    disk.unmount();
}

#[tokio::test(flavor = "multi_thread")]
async fn power_cuts_lose_nothing_that_was_acknowledged() {
    if !Disk::is_possible() {
        return;
    }
    cut_again_and_again(CUTS).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes hours"]
async fn a_thousand_power_cuts_lose_nothing_that_was_acknowledged() {
    cut_again_and_again(1000).await;
}

/// How many of the rows that a process of its own acknowledged are lost, written with `synchronous`.
fn lost_with(synchronous: &str) -> usize {
    let mut disk = Disk::new();
    let mut acknowledged = BTreeSet::new();
    for cut in 0..CONTROL_CUTS {
        let file = disk.path().join("control.db");
        let mut writer = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "writes_until_it_is_killed",
                "--ignored",
                "--nocapture",
            ])
            .env(WRITER, format!("{synchronous} {cut} {}", file.display()))
            .stdout(Stdio::piped())
            // It has nothing to say of its own end.
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(writer.stdout.take().unwrap()).lines();
        let rows = lines.filter_map(|line| line.unwrap().strip_prefix("row ")?.parse::<i64>().ok());
        acknowledged.extend(rows.take(20 + usize::try_from(cut).unwrap()));
        disk.cut();
        writer.kill().unwrap();
        writer.wait().unwrap();
        disk.unmount();
        disk.power_on();
    }
    let found = rows(&disk.path().join("control.db"));
    disk.unmount();
    acknowledged.difference(&found).count()
}

fn rows(path: &Path) -> BTreeSet<i64> {
    let file = Connection::open(path).unwrap();
    let Ok(mut rows) = file.prepare("SELECT id FROM rows") else {
        return BTreeSet::new();
    };
    rows.query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

#[test]
fn the_disk_loses_what_is_not_synced_and_nothing_else() {
    if !Disk::is_possible() {
        return;
    }
    assert_eq!(lost_with("FULL"), 0);
    assert!(lost_with("NORMAL") > 0, "the control must lose something");
}

/// No test: the process that the control kills. Run by itself, it does nothing.
#[test]
#[ignore = "run by the control"]
fn writes_until_it_is_killed() {
    let Ok(what) = std::env::var(WRITER) else {
        return;
    };
    let (synchronous, what) = what.split_once(' ').unwrap();
    let (life, path) = what.split_once(' ').unwrap();
    let file = Connection::open(path).unwrap();
    let set = format!("PRAGMA journal_mode = WAL; PRAGMA synchronous = {synchronous}");
    file.execute_batch(&set).unwrap();
    file.execute_batch("CREATE TABLE IF NOT EXISTS rows (id INTEGER PRIMARY KEY)")
        .unwrap();
    // No life writes the rows of another: what is lost stays lost.
    for row in life.parse::<i64>().unwrap() * 1_000_000.. {
        file.execute("INSERT INTO rows VALUES (?)", [row]).unwrap();
        println!("row {row}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_is_full_or_broken_refuses_the_call_and_says_so() {
    if !Disk::is_possible() {
        return;
    }
    let mut disk = Disk::new();
    let mut rig = Rig::in_folder(disk.path(), Options::default()).await;
    for failure in [Failure::Full, Failure::Unsynced] {
        assert_eq!(
            rig.prefill("transport", identifiant("nolwenn.tassel"))
                .await
                .status,
            200
        );
        let calls = rig.calls();
        disk.fail(Some(failure));
        let reply = rig
            .prefill("transport", identifiant("nolwenn.tassel"))
            .await;
        assert_eq!(
            (reply.status, reply.problem()),
            (503, "journal"),
            "{failure:?}"
        );
        let ready = http()
            .get(format!("{}/readyz", rig.base))
            .send()
            .await
            .unwrap();
        assert_eq!(ready.status(), 503, "{failure:?}");
        assert_eq!(rig.calls(), calls, "{failure:?}: nothing was asked");
        disk.fail(None);
        assert_eq!(
            rig.prefill("transport", identifiant("nolwenn.tassel"))
                .await
                .status,
            200,
            "{failure:?}"
        );
        assert_eq!(rig.journal(&["verify"]).await.0, 0, "{failure:?}");
    }
    rig.kill().await;
    disk.unmount();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_traced_is_not_delivered() {
    if !Disk::is_possible() {
        return;
    }
    let mut disk = Disk::new();
    let options = Options {
        latency: Duration::from_secs(4),
        ..Options::default()
    };
    let mut rig = Rig::in_folder(disk.path(), options).await;
    let breaks = async {
        while rig.records("consent").is_empty() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        disk.fail(Some(Failure::Unsynced));
    };
    let (reply, ()) = tokio::join!(
        rig.prefill("transport", identifiant("nolwenn.tassel")),
        breaks
    );
    assert_eq!((reply.status, rig.calls()), (200, 1));
    assert_eq!(reply.result()["status"], "unavailable");
    assert!(reply.result()["data"].is_null() && reply.result()["problem"]["next_step"].is_string());
    rig.kill().await;
    disk.unmount();
}
