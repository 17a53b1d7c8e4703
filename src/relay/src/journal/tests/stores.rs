//! What is one store's own: what an SQLite file holds on to, a PostgreSQL server that is gone and comes back.

use super::*;
use crate::journal::sqlite::Sqlite;

#[tokio::test]
async fn what_is_committed_has_been_synced_to_disk_and_what_is_deleted_is_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let (seal, _) = seal::Seal::fresh().unwrap();
    let store = Sqlite::open(&folder.path().join("journal.db"), Arc::new(seal)).unwrap();
    assert_eq!(store.pragma("synchronous"), 2, "FULL");
    assert_eq!(store.pragma("secure_delete"), 1);
    assert!(store.probe().await.is_ok());
}

#[tokio::test]
async fn what_is_erased_is_nowhere_in_the_files() {
    let place = Place::sqlite();
    let journal = place.open().await;
    fill(&journal, 50, Timestamp::UNIX_EPOCH).await;
    let salt: Vec<u8> = Connection::open(place.file())
        .unwrap()
        .query_row("SELECT salt FROM records WHERE number = 7", [], |row| {
            row.get(0)
        })
        .unwrap();
    let found = |needle: &[u8]| {
        let files = std::fs::read_dir(place.folder()).unwrap();
        let mut texts = files.map(|file| std::fs::read(file.unwrap().path()).unwrap());
        texts.any(|text| text.windows(needle.len()).any(|window| window == needle))
    };
    assert!(
        found(&salt) && found(RECEIPT.as_bytes()),
        "the search finds what is there"
    );
    assert_eq!(journal.purge().await.unwrap(), 100);
    assert!(!found(&salt) && !found(RECEIPT.as_bytes()));
}

#[tokio::test]
async fn a_folder_that_is_not_there_is_said() {
    let settings = Settings::of_store("sqlite:journal.db", Path::new("/nowhere/at/all")).unwrap();
    let error = Journal::open(&settings).await.err().unwrap();
    assert!(error.to_string().contains("check its folder"), "{error}");
}

#[tokio::test]
async fn a_database_that_is_not_there_is_said_and_one_that_does_not_sync_is_refused() {
    let mut place = Place::postgres();
    place.server().run("ALTER SYSTEM SET fsync = off");
    place.server().kill();
    assert!(place.refusal().await.contains("cannot be reached"));
    place.server().resume();
    assert!(place.refusal().await.contains("set fsync = on"));
}

#[tokio::test]
async fn a_database_that_crashed_and_came_back_is_used_again() {
    let mut place = Place::postgres();
    let journal = place.open().await;
    fill(&journal, 5, Timestamp::now()).await;
    place.server().kill();
    assert!(journal.trace(call(Timestamp::now())).await.is_err());
    assert!(!journal.is_ready().await);
    place.server().resume();
    assert!(journal.is_ready().await);
    fill(&journal, 5, Timestamp::now()).await;
    let report = place.check().await;
    assert_eq!((report.size, report.findings.len()), (20, 0), "{report:?}");
}
