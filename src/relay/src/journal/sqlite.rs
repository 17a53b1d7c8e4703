//! The journal in one SQLite file: WAL, `synchronous=FULL`, one writer.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::future::BoxFuture;
use model::protocol::Notice;
use rusqlite::{
    Connection, OpenFlags, OptionalExtension, Params, Row as SqlRow, Transaction,
    TransactionBehavior, params,
};
use tokio::sync::mpsc::Sender;

use super::chain::{Content, Row};
use super::fault::Fault;
use super::key;
use super::record::{Purge, Record};
use super::seal::Seal;
use super::store::{Piece, Store, may_follow};
use crate::calendar;

/// `entries` and `head` are only ever added to and moved on; `records` holds what a purge takes away. What is deleted is overwritten.
const SCHEMA: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA secure_delete = ON;
    CREATE TABLE IF NOT EXISTS notices (
        hash TEXT PRIMARY KEY, text TEXT NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS entries (
        number INTEGER PRIMARY KEY, leaf BLOB NOT NULL, link BLOB NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS records (
        number INTEGER PRIMARY KEY REFERENCES entries (number), salt BLOB NOT NULL, text TEXT NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS receipts ON records (substr(text, instr(text, '\"receipt\":\"') + 11, 26));
    CREATE INDEX IF NOT EXISTS withdrawals ON records (number) WHERE instr(text, '\"kind\":\"withdrawal\"') > 0;
    CREATE TABLE IF NOT EXISTS head (
        id INTEGER PRIMARY KEY CHECK (id = 1), note TEXT NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS readiness (
        id INTEGER PRIMARY KEY CHECK (id = 1), at TEXT NOT NULL
    ) STRICT;";

/// The records of a receipt. A quote inside a JSON string is escaped: the key is found where it stands, and nowhere else.
const OF_RECEIPT: &str = "
    SELECT text FROM records JOIN entries USING (number) WHERE substr(text, instr(text, '\"receipt\":\"') + 11, 26) = ? ORDER BY number";
/// The withdrawals of which no server was told.
const UNTOLD: &str = "
    SELECT text FROM records AS taken JOIN entries USING (number) WHERE instr(text, '\"kind\":\"withdrawal\"') > 0 AND NOT EXISTS (
        SELECT 1 FROM records AS told JOIN entries USING (number) WHERE instr(told.text, '\"kind\":\"told\"') > 0
        AND substr(told.text, instr(told.text, '\"receipt\":\"') + 11, 26)
          = substr(taken.text, instr(taken.text, '\"receipt\":\"') + 11, 26)
    ) ORDER BY number";

/// A journal in an SQLite file.
#[derive(Clone)]
pub(super) struct Sqlite {
    connection: Arc<Mutex<Connection>>,
    seal: Arc<Seal>,
}

impl Sqlite {
    /// Opens the file at `path`, or makes it.
    pub(super) fn open(path: &Path, seal: Arc<Seal>) -> Result<Self, Fault> {
        let mut connection = Connection::open(path)?;
        connection.execute_batch(SCHEMA)?;
        let transaction = begin(&mut connection)?;
        match note(&transaction)? {
            Some(note) => drop(seal.public().open(&note)?),
            None => drop(transaction.execute("INSERT INTO head VALUES (1, ?)", [seal.first()])?),
        }
        transaction.commit()?;
        key::sync_folder(path)?;
        let connection = Arc::new(Mutex::new(connection));
        Ok(Self { connection, seal })
    }

    /// Runs `work`, which writes, in one transaction.
    fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction<'_>, &Seal) -> Result<T, Fault> + Send + 'static,
    ) -> BoxFuture<'static, Result<T, Fault>> {
        let seal = self.seal.clone();
        self.run(move |connection| {
            let transaction = begin(connection)?;
            let done = work(&transaction, &seal)?;
            transaction.commit()?;
            Ok(done)
        })
    }

    /// Runs `work`, which only reads: whoever writes meanwhile does not hold it up.
    fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, Fault> + Send + 'static,
    ) -> BoxFuture<'static, Result<T, Fault>> {
        self.run(move |connection| work(connection))
    }

    /// Runs `work` away from the threads that answer.
    fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, Fault> + Send + 'static,
    ) -> BoxFuture<'static, Result<T, Fault>> {
        let connection = self.connection.clone();
        let done = tokio::task::spawn_blocking(move || {
            work(&mut connection.lock().unwrap_or_else(PoisonError::into_inner))
        });
        Box::pin(async { done.await.unwrap_or(Err(Fault::Stopped)) })
    }
}

impl Store for Sqlite {
    fn append(
        &self,
        record: Record,
        notice: Option<Notice>,
    ) -> BoxFuture<'_, Result<Option<String>, Fault>> {
        self.write(move |transaction, seal| {
            let receipt = record.receipt().filter(|_| record.has_condition());
            if let Some(receipt) = receipt
                && !may_follow(&record, &texts(transaction, OF_RECEIPT, [receipt])?)
            {
                return Ok(None);
            }
            if let Some(Notice { hash, text }) = notice {
                transaction.execute("INSERT OR IGNORE INTO notices VALUES (?, ?)", [hash, text])?;
            }
            append(transaction, seal, &record).map(Some)
        })
    }

    fn find(&self, receipt: String) -> BoxFuture<'_, Result<Vec<String>, Fault>> {
        self.read(move |connection| texts(connection, OF_RECEIPT, [receipt]))
    }

    fn notice(&self, hash: String) -> BoxFuture<'_, Result<Option<Notice>, Fault>> {
        self.read(move |connection| {
            let shown = "SELECT text FROM notices WHERE hash = ?";
            let text = connection.query_row(shown, [&hash], |row| row.get(0));
            Ok(text.optional()?.map(|text| Notice { text, hash }))
        })
    }

    fn untold(&self) -> BoxFuture<'_, Result<Vec<String>, Fault>> {
        self.read(|connection| texts(connection, UNTOLD, []))
    }

    fn purge(&self, now: String) -> BoxFuture<'_, Result<usize, Fault>> {
        let purged = self.write(move |transaction, seal| {
            let expired = expired(transaction, &now)?;
            if !expired.is_empty() {
                append(transaction, seal, &Record::Purge(Purge::of(&expired, now)))?;
            }
            for number in &expired {
                transaction.execute("DELETE FROM records WHERE number = ?", [number])?;
            }
            Ok(expired.len())
        });
        Box::pin(async move {
            let erased = purged.await?;
            self.forget_log().await.map(|()| erased)
        })
    }

    fn probe(&self) -> BoxFuture<'_, Result<(), Fault>> {
        self.write(|transaction, _| {
            let row = "INSERT OR REPLACE INTO readiness VALUES (1, ?)";
            transaction.execute(row, [calendar::now()])?;
            Ok(())
        })
    }

    fn head(&self) -> BoxFuture<'_, Result<String, Fault>> {
        self.read(|connection| note(connection)?.ok_or(Fault::Head))
    }
}

impl Sqlite {
    /// What a pragma is set to.
    #[cfg(test)]
    pub(super) fn pragma(&self, name: &str) -> i64 {
        let connection = self
            .connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        connection
            .pragma_query_value(None, name, |row| row.get(0))
            .unwrap_or(-1)
    }

    /// Empties the write-ahead log: what was erased still stands there.
    async fn forget_log(&self) -> Result<(), Fault> {
        let empty = "PRAGMA wal_checkpoint(TRUNCATE)";
        self.run(move |connection| Ok(connection.query_row(empty, [], |_| Ok(()))?))
            .await
    }
}

fn begin(connection: &mut Connection) -> Result<Transaction<'_>, Fault> {
    Ok(connection.transaction_with_behavior(TransactionBehavior::Immediate)?)
}

fn note(connection: &Connection) -> Result<Option<String>, Fault> {
    let head = "SELECT note FROM head WHERE id = 1";
    Ok(connection
        .query_row(head, [], |row| row.get(0))
        .optional()?)
}

fn append(transaction: &Transaction<'_>, seal: &Seal, record: &Record) -> Result<String, Fault> {
    let head = note(transaction)?.ok_or(Fault::Head)?;
    let (row, head) = seal.extend(&head, record)?;
    transaction.execute(
        "INSERT INTO entries VALUES (?, ?, ?)",
        params![row.number, row.leaf, row.link],
    )?;
    if let Some(Content { salt, text }) = row.content {
        transaction.execute(
            "INSERT INTO records VALUES (?, ?, ?)",
            params![row.number, salt, text],
        )?;
    }
    transaction.execute("UPDATE head SET note = ? WHERE id = 1", [&head])?;
    Ok(head)
}

fn texts(
    connection: &Connection,
    statement: &str,
    parameters: impl Params,
) -> Result<Vec<String>, Fault> {
    let mut statement = connection.prepare_cached(statement)?;
    let texts = statement.query_map(parameters, |row| row.get(0))?;
    Ok(texts.collect::<Result<_, _>>()?)
}

/// The numbers of the records whose time is over.
fn expired(transaction: &Transaction<'_>, now: &str) -> Result<Vec<i64>, Fault> {
    let over =
        "SELECT number FROM records WHERE json_extract(text, '$.expires') <= ? ORDER BY number";
    let mut over = transaction.prepare(over)?;
    let numbers = over.query_map([now], |row| row.get(0))?;
    Ok(numbers.collect::<Result<_, _>>()?)
}

/// Whether the file at `path` holds a journal.
pub(super) fn exists(path: &Path) -> Result<bool, Fault> {
    open_to_read(path).map(|found| found.is_some())
}

/// The journal of the file at `path`, when it holds one.
fn open_to_read(path: &Path) -> Result<Option<Connection>, Fault> {
    if !path.is_file() {
        return Ok(None);
    }
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    Ok(connection.table_exists(None, "head")?.then_some(connection))
}

/// Reads the file at `path` as it is at one moment, and sends its pieces.
pub(super) fn read(path: &Path, send: &Sender<Result<Piece, Fault>>) {
    if let Err(fault) = read_all(path, send) {
        // Nobody listens any more when the reader has seen enough.
        send.blocking_send(Err(fault)).ok();
    }
}

fn read_all(path: &Path, send: &Sender<Result<Piece, Fault>>) -> Result<(), Fault> {
    let mut connection = open_to_read(path)?.ok_or(Fault::Absent)?;
    let transaction = connection.transaction()?;
    let one = |piece| send.blocking_send(Ok(piece)).map_err(|_| Fault::Stopped);
    if let Some(note) = note(&transaction)? {
        one(Piece::Head(note))?;
    }
    let mut notices = transaction.prepare("SELECT hash, text FROM notices ORDER BY hash")?;
    let read = |row: &SqlRow<'_>| {
        Ok(Notice {
            hash: row.get(0)?,
            text: row.get(1)?,
        })
    };
    for notice in notices.query_map([], read)? {
        one(Piece::Notice(notice?))?;
    }
    let rows = "SELECT number, leaf, link, salt, text FROM entries FULL JOIN records USING (number) ORDER BY number";
    let mut rows = transaction.prepare(rows)?;
    for row in rows.query_map([], row)? {
        one(row?)?;
    }
    Ok(())
}

fn row(row: &SqlRow<'_>) -> rusqlite::Result<Piece> {
    let Some(leaf) = row.get(1)? else {
        return Ok(Piece::Stray(row.get(0)?));
    };
    let salt: Option<Vec<u8>> = row.get(3)?;
    let text: Option<String> = row.get(4)?;
    Ok(Piece::Row(Row {
        number: row.get(0)?,
        leaf,
        link: row.get(2)?,
        content: salt.zip(text).map(|(salt, text)| Content { salt, text }),
    }))
}
