//! The tickets that are about: each is used once, in its time, for its form, from its origin.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use sha2::{Digest, Sha256};

use super::Ticket;
use crate::word;

/// How long a ticket of the host's server lasts.
pub(crate) const LIFETIME: Duration = Duration::from_secs(10 * 60);
/// How long what became of a ticket is remembered once it has ended, to say so.
const REMEMBERED: Duration = Duration::from_secs(10 * 60);
/// How many times a ticket may be presented as long as nothing was delivered for it.
const TRIES: u8 = 3;
/// The most tickets at once.
const MOST: usize = 50_000;

/// Why a ticket is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Invalid {
    /// This relay did not give it, or for another form or another origin.
    Foreign,
    /// Its time is over.
    Expired,
    /// It was used.
    Used,
}

/// There are too many tickets about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Full;

/// A ticket's name in memory: what is kept does not let anyone present it.
type Name = [u8; 32];

/// The tickets of this relay.
#[derive(Default)]
pub(crate) struct Tickets(Mutex<HashMap<Name, Entry>>);

struct Entry {
    /// Whom it stands for; nothing once it was used.
    ticket: Option<Arc<Ticket>>,
    until: SystemTime,
    tries: u8,
    /// Whether it is being used now.
    is_out: bool,
}

impl Tickets {
    /// Keeps a ticket, and gives the word for it: 256 random bits.
    ///
    /// # Errors
    /// [`Full`] when there are too many, or the system gives no random bytes.
    pub(crate) fn keep(&self, ticket: Ticket, now: SystemTime) -> Result<String, Full> {
        let word = word::fresh().map_err(|_| Full)?;
        self.keep_nothing_of_the_past(now);
        let mut entries = self.entries();
        if entries.len() >= MOST {
            return Err(Full);
        }
        let entry = Entry {
            until: ticket.until,
            ticket: Some(Arc::new(ticket)),
            tries: 0,
            is_out: false,
        };
        entries.insert(name(&word), entry);
        Ok(word)
    }

    /// Whom a ticket stands for, without using it.
    pub(crate) fn look(
        &self,
        word: &str,
        form: &str,
        origin: Option<&str>,
        now: SystemTime,
    ) -> Result<Arc<Ticket>, Invalid> {
        let mut entries = self.entries();
        let entry = entries.get_mut(&name(word)).ok_or(Invalid::Foreign)?;
        entry.good_for(form, origin, now)
    }

    /// Uses a ticket: nobody else can while this is kept, nor after something was delivered.
    pub(crate) fn take(
        self: &Arc<Self>,
        word: &str,
        form: &str,
        origin: Option<&str>,
        now: SystemTime,
    ) -> Result<Arc<Taken>, Invalid> {
        let name = name(word);
        let mut entries = self.entries();
        let entry = entries.get_mut(&name).ok_or(Invalid::Foreign)?;
        let ticket = entry.good_for(form, origin, now)?;
        if std::mem::replace(&mut entry.is_out, true) {
            return Err(Invalid::Used);
        }
        Ok(Arc::new(Taken {
            ticket,
            tickets: self.clone(),
            name,
            is_asked: AtomicBool::new(false),
            is_delivered: AtomicBool::new(false),
        }))
    }

    /// Forgets whom the tickets stood for whose time is over.
    pub(crate) fn keep_nothing_of_the_past(&self, now: SystemTime) {
        let mut entries = self.entries();
        entries.retain(|_, entry| now < entry.until + REMEMBERED);
        for entry in entries.values_mut().filter(|entry| entry.until <= now) {
            entry.ticket = None;
        }
    }

    fn entries(&self) -> MutexGuard<'_, HashMap<Name, Entry>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Entry {
    /// Who holds it learns that it was used or has ended; who does not learns nothing.
    fn good_for(
        &mut self,
        form: &str,
        origin: Option<&str>,
        now: SystemTime,
    ) -> Result<Arc<Ticket>, Invalid> {
        if self.until <= now {
            self.ticket = None;
            return Err(Invalid::Expired);
        }
        let ticket = self.ticket.as_ref().ok_or(Invalid::Used)?;
        match ticket.form == form && origin == Some(&ticket.origin) {
            true => Ok(ticket.clone()),
            false => Err(Invalid::Foreign),
        }
    }
}

/// A ticket in use. Once all who hold this have ended, it is spent, or good again when nothing was delivered for it.
pub(crate) struct Taken {
    pub(crate) ticket: Arc<Ticket>,
    tickets: Arc<Tickets>,
    name: Name,
    is_asked: AtomicBool,
    is_delivered: AtomicBool,
}

impl Taken {
    /// Notes that a source is asked for it: that is one of its tries.
    pub(crate) fn ask(&self) {
        self.is_asked.store(true, Ordering::Relaxed);
    }

    /// Notes that something was delivered for it: it is spent.
    pub(crate) fn deliver(&self) {
        self.is_delivered.store(true, Ordering::Relaxed);
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        let mut entries = self.tickets.entries();
        let Some(entry) = entries.get_mut(&self.name) else {
            return;
        };
        entry.is_out = false;
        entry.tries += u8::from(*self.is_asked.get_mut());
        if *self.is_delivered.get_mut() || entry.tries >= TRIES {
            entry.ticket = None;
        }
    }
}

fn name(word: &str) -> Name {
    Sha256::digest(word.as_bytes()).into()
}

#[cfg(test)]
mod tests;
