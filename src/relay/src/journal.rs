//! The journal: each agreement and each call made under it, written to disk before the call it allows, holding nothing about
//! the person, and made so that nothing in it can be changed unseen.
//!
//! `record` says what is written, field by field; `chain` and `seal` make it tamper-evident; `store` keeps it; `verify` checks it
//! offline; `export` gives it out; `command` is what people type.

mod chain;
pub mod command;
mod export;
mod fault;
mod held;
mod key;
mod postgres;
mod record;
mod seal;
mod sqlite;
mod store;
mod verify;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::{Span, ToSpan};
use model::protocol::Notice;

pub use export::{Format, export};
pub use fault::Fault;
pub(crate) use held::Held;
pub(crate) use record::{
    Call, Consent, Controller, Items, Record, Software, VERSION, Withdrawal, expiry,
    trace_retention,
};
pub use seal::PublicKey;
pub use store::Location;
pub use verify::{Finding, Report};

use crate::calendar;
use crate::error::Error;
use key::Checkpoints;
use store::Store;
use verify::Verifier;

/// After how many records a checkpoint is kept, however little time has passed.
const RECORDS_PER_CHECKPOINT: u32 = 1000;
/// After how long a checkpoint is kept, however few records there were.
const CHECKPOINT_EVERY: Duration = Duration::from_secs(60 * 60);
/// How often what has expired is erased.
const PURGE_EVERY: Duration = Duration::from_secs(24 * 60 * 60);

/// How many years the record of an agreement is kept, when the configuration does not say.
const DEFAULT_RETENTION: i64 = 5;

/// What the configuration says of the journal.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The store.
    pub location: Location,
    /// The file of the key that signs the journal's head; the file of checkpoints stands beside it.
    pub key: PathBuf,
    /// How long the record of an agreement is kept.
    pub retention: Span,
}

impl Settings {
    /// What `store` means when nothing else is said; a file is relative to `folder`. `None` when it names no store.
    pub(crate) fn of_store(store: &str, folder: &Path) -> Option<Self> {
        let location = Location::parse(store, folder)?;
        Some(Self {
            key: location.key(folder),
            location,
            retention: DEFAULT_RETENTION.years(),
        })
    }
}

/// The journal, open for writing.
pub struct Journal {
    location: Location,
    store: Arc<dyn Store>,
    checkpoints: Checkpoints,
    kept: Mutex<Kept>,
}

/// The last checkpoint that was kept.
struct Kept {
    head: String,
    records_since: u32,
}

impl Journal {
    /// Opens the journal, or makes it with its key.
    ///
    /// # Errors
    /// [`Error::Journal`] when store or key cannot be had, or do not go together.
    pub async fn open(settings: &Settings) -> Result<Self, Error> {
        let Settings { location, key, .. } = settings;
        let open = async {
            let seal = Arc::new(key::read_or_make(key, location.exists().await?)?);
            let store = location.open(seal).await?;
            let head = store.head().await?;
            Ok((store, head))
        };
        let (store, head) = open
            .await
            .map_err(|fault| Error::journal(location, fault))?;
        let journal = Self {
            location: location.clone(),
            store,
            checkpoints: Checkpoints::beside(key),
            kept: Mutex::new(Kept {
                head: String::new(),
                records_since: 0,
            }),
        };
        journal.keep(&head);
        Ok(journal)
    }

    /// Writes an agreement. When this returns without an error, it is on disk.
    pub(crate) async fn agree(&self, consent: Consent, shown: Notice) -> Result<(), Fault> {
        self.add(Record::Consent(Box::new(consent)), Some(shown))
            .await
    }

    /// Writes down a call and how it ended.
    pub(crate) async fn trace(&self, call: Call) -> Result<(), Fault> {
        self.add(Record::Call(call), None).await
    }

    async fn add(&self, record: Record, notice: Option<Notice>) -> Result<(), Fault> {
        // What a receipt has once and already has is there.
        let Some(head) = self.store.append(record, notice).await? else {
            return Ok(());
        };
        let due = {
            let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            kept.records_since += 1;
            kept.records_since >= RECORDS_PER_CHECKPOINT
        };
        if due {
            self.keep(&head);
        }
        Ok(())
    }

    /// Whether a row can be written at this moment.
    pub(crate) async fn is_ready(&self) -> bool {
        self.store.probe().await.is_ok()
    }

    /// Erases the records whose time is over; gives how many they were.
    ///
    /// # Errors
    /// [`Error::Journal`] when the store refuses.
    pub async fn purge(&self) -> Result<usize, Error> {
        let purged = self.store.purge(calendar::now()).await;
        purged.map_err(|fault| Error::journal(&self.location, fault))
    }

    /// Keeps a checkpoint each hour and purges each day, for as long as it is polled.
    pub(crate) async fn tend(&self) {
        let mut hours = tokio::time::interval(CHECKPOINT_EVERY);
        let mut days = tokio::time::interval(PURGE_EVERY);
        loop {
            tokio::select! {
                _ = hours.tick() => self.checkpoint().await,
                _ = days.tick() => match self.purge().await {
                    Ok(0) => {}
                    Ok(erased) => tracing::info!(erased, "records whose time was over were erased"),
                    Err(error) => tracing::error!(%error, "records whose time is over were not erased"),
                },
            }
        }
    }

    async fn checkpoint(&self) {
        match self.store.head().await {
            Ok(head) => self.keep(&head),
            Err(error) => tracing::error!(%error, "no checkpoint of the journal was kept"),
        }
    }

    /// Writes a signed head beside the key, unless nothing was added since the last one.
    fn keep(&self, head: &str) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.head == head {
            return;
        }
        if let Err(error) = self.checkpoints.add(head) {
            tracing::error!(reason = ?error.kind(), "no checkpoint of the journal was kept");
        }
        *kept = Kept {
            head: head.to_owned(),
            records_since: 0,
        };
    }
}

/// Checks a whole journal against its public key and the checkpoints kept of it.
///
/// # Errors
/// [`Error::Journal`] when it cannot be read to its end; what is wrong with what is read is in the report.
pub async fn verify(
    location: &Location,
    key: PublicKey,
    checkpoints: &[String],
) -> Result<Report, Error> {
    let mut verifier = Verifier::new(key, checkpoints);
    let mut pieces = location.read();
    while let Some(piece) = pieces.recv().await {
        verifier.piece(piece.map_err(|fault| Error::journal(location, fault))?);
    }
    Ok(verifier.finish())
}

#[cfg(test)]
mod tests;
