//! What can go wrong with the journal. No sentence quotes a row: codes of the database alone.

/// What went wrong with the journal.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The SQLite file refused.
    #[error(
        "the file refused ({0:?}); check that its folder exists, that it can be written and that the disk is not full"
    )]
    Sqlite(Option<rusqlite::ErrorCode>),
    /// The PostgreSQL database refused.
    #[error("the database refused (SQLSTATE {0}); look in its log")]
    Postgres(String),
    /// The PostgreSQL database cannot be reached.
    #[error(
        "the database cannot be reached; check its address, its user and password, and that it runs"
    )]
    Unreachable,
    /// The PostgreSQL database took too long.
    #[error("the database took too long; look at its load and its locks")]
    Late,
    /// What the PostgreSQL database commits may be lost.
    #[error(
        "the database does not wait for its disk: what it commits may be lost; set fsync = on in its configuration"
    )]
    Unsynced,
    /// No certificate authority is known.
    #[error(
        "the system's certificate authorities cannot be read; install them, or name a file in SSL_CERT_FILE"
    )]
    Tls,
    /// What writes stopped.
    #[error("the writer stopped; start the relay again")]
    Stopped,
    /// The operating system gives no random bytes.
    #[error("the operating system gives no random bytes; check that /dev/urandom can be read")]
    Random,
    /// The key's file cannot be read or made.
    #[error("the journal's key cannot be read or written ({0}); check its folder and its owner")]
    KeyFile(std::io::ErrorKind),
    /// The key's file can be read by others.
    #[error("the journal's key can be read by others; run chmod 600 on it")]
    KeyExposed,
    /// A key that is none.
    #[error("the journal's key is not one; copy it again, whole")]
    Key,
    /// A journal whose key is not there.
    #[error(
        "this journal already has records and its key is not there; copy the key back, or name a new store"
    )]
    KeyLost,
    /// A head that this key did not sign.
    #[error("the head of the journal is not signed by this key; run `pre-remplir journal verify`")]
    Head,
    /// A file that was named for its checkpoints and has none.
    #[error(
        "that file is not there, or holds no checkpoint; name a copy of the journal's .checkpoints file"
    )]
    NoCheckpoints,
    /// Nothing was written under a receipt, or nothing is left of it.
    #[error(
        "no record belongs to this receipt: compare its letters with the ones on the paper; what has expired is erased"
    )]
    NoReceipt,
    /// There is no such store to read.
    #[error("there is no journal there; give the store as the configuration names it")]
    Absent,
    /// What was written is no record of this version.
    #[error("a record cannot be read; run `pre-remplir journal verify`")]
    Unreadable,
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error.sqlite_error_code())
    }
}

impl From<tokio_postgres::Error> for Fault {
    fn from(error: tokio_postgres::Error) -> Self {
        match error.code() {
            Some(state) => Self::Postgres(state.code().to_owned()),
            None => Self::Unreachable,
        }
    }
}
