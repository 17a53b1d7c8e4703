//! Where the journal is kept: one trait, an SQLite file or a PostgreSQL database behind it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use futures_util::future::BoxFuture;
use model::protocol::Notice;
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::mpsc;

use super::chain::Row;
use super::fault::Fault;
use super::postgres::{self, Postgres};
use super::record::Record;
use super::seal::Seal;
use super::sqlite::{self, Sqlite};

/// Writes to a journal. Each method is one transaction: when it returns without an error, it is on disk.
pub(super) trait Store: Send + Sync {
    /// Adds a record, and the notice it is about, if it may follow those of its receipt; gives the new head, `None` when it
    /// may not.
    fn append(
        &self,
        record: Record,
        notice: Option<Notice>,
    ) -> BoxFuture<'_, Result<Option<String>, Fault>>;

    /// The texts of the records of one receipt, oldest first.
    fn find(&self, receipt: String) -> BoxFuture<'_, Result<Vec<String>, Fault>>;

    /// The text of this hash that was shown.
    fn notice(&self, hash: String) -> BoxFuture<'_, Result<Option<Notice>, Fault>>;

    /// The texts of the withdrawals that no server was told of, oldest first.
    fn untold(&self) -> BoxFuture<'_, Result<Vec<String>, Fault>>;

    /// Erases the records that expired before `now`, and writes down which; gives how many they were.
    fn purge(&self, now: String) -> BoxFuture<'_, Result<usize, Fault>>;

    /// Writes something that is no record: a disk that is full can still be read.
    fn probe(&self) -> BoxFuture<'_, Result<(), Fault>>;

    /// The signed head.
    fn head(&self) -> BoxFuture<'_, Result<String, Fault>>;
}

/// A part of a journal, as it is read from one moment's state: the head, the notices, then the rows in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// The signed head.
    Head(String),
    /// A text that was shown.
    Notice(Notice),
    /// A record.
    Row(Row),
    /// A text that stands where records do and is none: no entry of the chain has its number.
    Stray(i64),
}

/// Whether `record` may follow the records of its receipt, as they are written.
pub(super) fn may_follow(record: &Record, texts: &[String]) -> bool {
    let others: Vec<_> = texts.iter().filter_map(|text| parse(text)).collect();
    record.may_follow(&others)
}

/// A record from its text; `None` when another version wrote it.
pub(super) fn parse(text: &str) -> Option<Record> {
    serde_json::from_str(text).ok()
}

/// The pieces of a journal; an error is the last of them.
pub(super) type Pieces = mpsc::Receiver<Result<Piece, Fault>>;

/// How many pieces wait between who reads the store and who looks at them.
pub(super) const AHEAD: usize = 256;

/// Which store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// An SQLite file.
    Sqlite(PathBuf),
    /// A PostgreSQL database.
    Postgres(Box<tokio_postgres::Config>),
}

impl Location {
    /// Reads how a store is named; a file is relative to `folder`. `None` when it names none, or holds a password.
    pub fn parse(text: &str, folder: &Path) -> Option<Self> {
        if let Some(path) = text.strip_prefix("sqlite:").filter(|path| !path.is_empty()) {
            return Some(Self::Sqlite(folder.join(path)));
        }
        if !text.starts_with("postgres://") && !text.starts_with("postgresql://") {
            return None;
        }
        let config: tokio_postgres::Config = text.parse().ok()?;
        let is_whole = !config.get_hosts().is_empty() && config.get_password().is_none();
        is_whole.then(|| Self::Postgres(Box::new(config)))
    }

    /// The same store, opened with this password.
    pub(crate) fn with_password(mut self, password: &SecretString) -> Self {
        if let Self::Postgres(config) = &mut self {
            config.password(password.expose_secret());
        }
        self
    }

    /// Where its key is, unless the configuration says: beside the file, or in the configuration's folder.
    pub(super) fn key(&self, folder: &Path) -> PathBuf {
        match self {
            Self::Sqlite(path) => path.with_extension("key"),
            Self::Postgres(_) => folder.join("journal.key"),
        }
    }

    /// What kind of store it is.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "SQLite",
            Self::Postgres(_) => "PostgreSQL",
        }
    }

    /// Opens the store for writing, and makes it when it is not there.
    pub(super) async fn open(&self, seal: Arc<Seal>) -> Result<Arc<dyn Store>, Fault> {
        match self {
            Self::Sqlite(path) => Ok(Arc::new(Sqlite::open(path, seal)?)),
            Self::Postgres(config) => Ok(Arc::new(Postgres::open(config, seal).await?)),
        }
    }

    /// Reads the store, and changes nothing in it.
    pub(super) fn read(&self) -> Pieces {
        let (send, pieces) = mpsc::channel(AHEAD);
        match self.clone() {
            Self::Sqlite(path) => {
                tokio::task::spawn_blocking(move || sqlite::read(&path, &send));
            }
            Self::Postgres(config) => {
                tokio::spawn(postgres::read(*config, send));
            }
        }
        pieces
    }

    /// Whether the store has a journal already.
    pub(super) async fn exists(&self) -> Result<bool, Fault> {
        match self {
            Self::Sqlite(path) => sqlite::exists(path),
            Self::Postgres(config) => postgres::exists(config).await,
        }
    }
}

impl std::fmt::Display for Location {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "{}", path.display()),
            Self::Postgres(config) => {
                let name = config
                    .get_dbname()
                    .or(config.get_user())
                    .unwrap_or_default();
                write!(f, "the PostgreSQL database \"{name}\"")
            }
        }
    }
}
