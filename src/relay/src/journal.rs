//! The record of agreements: written to disk before the call it allows, and holding nothing about the person.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, params};
use serde::Serialize;
use ulid::Ulid;

use crate::error::Error;

/// One row per text that was shown, per agreement, and per call made under it.
const SCHEMA: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    CREATE TABLE IF NOT EXISTS notices (
        hash TEXT PRIMARY KEY, text TEXT NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS agreements (
        id TEXT PRIMARY KEY, at TEXT NOT NULL, form TEXT NOT NULL, siret TEXT NOT NULL, purpose TEXT NOT NULL,
        legal_basis TEXT NOT NULL, notice TEXT NOT NULL REFERENCES notices (hash), lang TEXT NOT NULL,
        assurance TEXT NOT NULL, offered TEXT NOT NULL, agreed TEXT NOT NULL, version TEXT NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS calls (
        agreement TEXT NOT NULL REFERENCES agreements (id), at TEXT NOT NULL, source TEXT NOT NULL,
        path TEXT NOT NULL, status INTEGER NOT NULL, outcome TEXT NOT NULL, request_id TEXT
    ) STRICT;
    CREATE TABLE IF NOT EXISTS readiness (
        id INTEGER PRIMARY KEY CHECK (id = 1), at TEXT NOT NULL
    ) STRICT;";

/// An agreement. No name, no value, no hash of either.
#[derive(Clone, Debug)]
pub(crate) struct Agreement {
    pub(crate) id: Ulid,
    pub(crate) at: String,
    pub(crate) form: String,
    pub(crate) siret: String,
    pub(crate) purpose: String,
    pub(crate) legal_basis: String,
    pub(crate) notice: model::protocol::Notice,
    pub(crate) lang: &'static str,
    pub(crate) assurance: &'static str,
    /// The items that the form asks for, by source.
    pub(crate) offered: Items,
    /// The items that the person agreed to, by source.
    pub(crate) agreed: Items,
}

/// Items by source, as they are written down.
pub(crate) type Items = std::collections::BTreeMap<String, Vec<String>>;

/// A call made under an agreement, and how it ended.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) agreement: Ulid,
    pub(crate) at: String,
    pub(crate) source: String,
    pub(crate) path: String,
    /// The HTTP status; 0 when no answer came.
    pub(crate) status: u16,
    pub(crate) outcome: model::protocol::Status,
    pub(crate) request_id: Option<String>,
}

/// Nothing was written; nothing may be asked.
#[derive(Debug, thiserror::Error)]
#[error("the record of agreements refused a row: {0}")]
pub(crate) struct NotWritten(String);

/// The record of agreements, in one SQLite file with a single writer.
#[derive(Clone)]
pub(crate) struct Journal(Arc<Mutex<Connection>>);

impl Journal {
    /// Opens the file at `path`, or makes it.
    pub(crate) fn open(path: &Path) -> Result<Self, Error> {
        let open = || {
            let connection = Connection::open(path)?;
            connection.execute_batch(SCHEMA)?;
            Ok(connection)
        };
        let connection = open().map_err(|reason| Error::Journal {
            path: path.to_owned(),
            reason,
        })?;
        Ok(Self(Arc::new(Mutex::new(connection))))
    }

    /// Writes an agreement. When this returns without an error, it is on disk.
    pub(crate) async fn agree(&self, agreement: Agreement) -> Result<(), NotWritten> {
        self.write(move |connection| {
            let transaction = connection.transaction()?;
            let notice = &agreement.notice;
            transaction.execute(
                "INSERT OR IGNORE INTO notices VALUES (?, ?)",
                params![notice.hash, notice.text],
            )?;
            transaction.execute(
                "INSERT INTO agreements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                params![
                    agreement.id.to_string(),
                    agreement.at,
                    agreement.form,
                    agreement.siret,
                    agreement.purpose,
                    agreement.legal_basis,
                    notice.hash,
                    agreement.lang,
                    agreement.assurance,
                    json(&agreement.offered),
                    json(&agreement.agreed),
                    env!("CARGO_PKG_VERSION"),
                ],
            )?;
            transaction.commit()
        })
        .await
    }

    /// Writes down a call and how it ended.
    pub(crate) async fn trace(&self, call: Call) -> Result<(), NotWritten> {
        self.write(move |connection| {
            connection
                .execute(
                    "INSERT INTO calls VALUES (?, ?, ?, ?, ?, ?, ?)",
                    params![
                        call.agreement.to_string(),
                        call.at,
                        call.source,
                        call.path,
                        call.status,
                        json(&call.outcome).trim_matches('"'),
                        call.request_id,
                    ],
                )
                .map(drop)
        })
        .await
    }

    /// Whether a row can be written at this moment: a disk that is full can still be read.
    pub(crate) async fn is_ready(&self) -> bool {
        let at = crate::calendar::now();
        let row = move |connection: &mut Connection| {
            connection
                .execute(
                    "INSERT OR REPLACE INTO readiness VALUES (1, ?)",
                    params![at],
                )
                .map(drop)
        };
        self.write(row).await.is_ok()
    }

    async fn write(
        &self,
        rows: impl FnOnce(&mut Connection) -> rusqlite::Result<()> + Send + 'static,
    ) -> Result<(), NotWritten> {
        let connection = self.0.clone();
        let written = tokio::task::spawn_blocking(move || {
            rows(&mut connection.lock().unwrap_or_else(PoisonError::into_inner))
        });
        match written.await {
            Ok(Ok(())) => Ok(()),
            // The code alone: a message may quote a row.
            Ok(Err(error)) => Err(NotWritten(format!("{:?}", error.sqlite_error_code()))),
            Err(_) => Err(NotWritten("the writer stopped".to_owned())),
        }
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::protocol::{Notice, Status};

    fn agreement(id: Ulid) -> Agreement {
        let items: Items = [("quotient_familial".to_owned(), vec!["enfants".to_owned()])].into();
        Agreement {
            id,
            at: "2026-11-22T10:00:00Z".into(),
            form: "cantine".into(),
            siret: "13002526500013".into(),
            purpose: "tarif".into(),
            legal_basis: "L114-8".into(),
            notice: Notice {
                text: "texte".into(),
                hash: "sha256-x".into(),
            },
            lang: "fr",
            assurance: "declared",
            offered: items.clone(),
            agreed: items,
        }
    }

    #[tokio::test]
    async fn an_agreement_and_its_calls_are_found_after_reopening() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.db");
        let journal = Journal::open(&path).unwrap();
        let id = Ulid::generate();
        journal.agree(agreement(id)).await.unwrap();
        let call = Call {
            agreement: id,
            at: "2026-11-22T10:00:01Z".into(),
            source: "quotient_familial".into(),
            path: "/v3/dss/quotient_familial/identite".into(),
            status: 200,
            outcome: Status::Filled,
            request_id: Some("abc".into()),
        };
        journal.trace(call).await.unwrap();
        drop(journal);
        let reopened = Connection::open(&path).unwrap();
        let found: (String, String) = reopened
            .query_row(
                "SELECT a.agreed, c.outcome FROM agreements a JOIN calls c ON c.agreement = a.id",
                [],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .unwrap();
        assert_eq!(
            found,
            (
                r#"{"quotient_familial":["enfants"]}"#.into(),
                "filled".into()
            )
        );
    }

    #[tokio::test]
    async fn what_is_committed_has_been_synced_to_disk() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::open(&folder.path().join("journal.db")).unwrap();
        let synchronous: i64 = journal
            .0
            .lock()
            .unwrap()
            .query_row("PRAGMA synchronous", [], |row| row.get(0))
            .unwrap();
        assert_eq!(synchronous, 2, "FULL");
        assert!(journal.is_ready().await);
    }

    #[tokio::test]
    async fn a_row_that_is_refused_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::open(&folder.path().join("journal.db")).unwrap();
        let id = Ulid::generate();
        journal.agree(agreement(id)).await.unwrap();
        assert!(
            journal.agree(agreement(id)).await.is_err(),
            "the same id twice"
        );
    }

    #[test]
    fn a_folder_that_is_not_there_is_said() {
        let error = Journal::open(Path::new("/nowhere/at/all/journal.db"))
            .err()
            .unwrap();
        assert!(error.to_string().contains("check that its folder exists"));
    }
}
