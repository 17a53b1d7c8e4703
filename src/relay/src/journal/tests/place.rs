//! Where a test's journal is: an SQLite file, or a PostgreSQL server of its own.

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use tempfile::TempDir;

use super::super::*;
use server::Server;

#[expect(unreachable_pub, reason = "the tests of the whole product use it too")]
#[path = "../../../../../tests/src/postgres.rs"]
mod server;

/// The journal of one test.
pub(super) struct Place {
    pub(super) settings: Settings,
    folder: TempDir,
    server: Option<Server>,
}

impl Place {
    pub(super) fn sqlite() -> Self {
        Self::of("sqlite:journal.db", None)
    }

    pub(super) fn postgres() -> Self {
        let server = Server::start();
        Self::of(&server.store(), Some(server))
    }

    fn of(store: &str, server: Option<Server>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self {
            settings: Settings::of_store(store, folder.path()).unwrap(),
            folder,
            server,
        }
    }

    pub(super) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The SQLite file.
    pub(super) fn file(&self) -> PathBuf {
        self.folder().join("journal.db")
    }

    /// The PostgreSQL server.
    pub(super) fn server(&mut self) -> &mut Server {
        self.server.as_mut().unwrap()
    }

    pub(super) async fn open(&self) -> Journal {
        Journal::open(&self.settings).await.unwrap()
    }

    /// Why the journal is not opened.
    pub(super) async fn refusal(&self) -> String {
        let refused = Journal::open(&self.settings).await.err();
        refused.unwrap().to_string()
    }

    pub(super) fn key(&self) -> PublicKey {
        key::public(&self.settings.key).unwrap()
    }

    /// Checks the journal, with the checkpoints kept of it.
    pub(super) async fn check(&self) -> Report {
        let checkpoints = Checkpoints::beside(&self.settings.key).read().unwrap();
        verify(&self.settings.location, self.key(), &checkpoints)
            .await
            .unwrap()
    }

    pub(super) async fn export(&self, format: Format, receipt: Option<&str>) -> String {
        let mut out = Vec::new();
        export(&self.settings.location, format, receipt, &mut out)
            .await
            .unwrap();
        String::from_utf8(out).unwrap()
    }

    /// Runs statements as whoever may write to the database could, past the rules of its tables.
    pub(super) fn run(&self, statements: &str) {
        match &self.server {
            Some(server) => assert!(server.run(statements), "{statements}"),
            None => {
                let file = Connection::open(self.file()).unwrap();
                file.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
                file.execute_batch(statements).unwrap();
            }
        }
    }
}
