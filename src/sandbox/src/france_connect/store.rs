//! What FranceConnect remembers: codes, access tokens, sessions. In memory only, each for its time.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use jiff::Timestamp;
use uuid::Uuid;

use super::{people::Person, request::Request};
use crate::jose;

/// What a person agreed to.
#[derive(Clone)]
pub(super) struct Grant {
    pub(super) person: Arc<Person>,
    pub(super) scopes: Vec<String>,
    pub(super) redirect_uri: String,
    pub(super) nonce: String,
    pub(super) acr: &'static str,
    pub(super) challenge: Option<String>,
    /// When the person connected, which may be before they agreed.
    pub(super) connected_at: Timestamp,
}

/// A code and, once it is used, the access token it gave.
struct Code {
    grant: Grant,
    ends: Timestamp,
    used_for: Option<String>,
}

/// A person who is connected.
#[derive(Clone)]
pub(super) struct Session {
    pub(super) person: Arc<Person>,
    pub(super) since: Timestamp,
    ends: Timestamp,
}

/// What a live access token opens.
#[derive(Clone)]
pub(crate) struct Access {
    pub(crate) person: Arc<Person>,
    pub(crate) scopes: Vec<String>,
    ends: Timestamp,
}

/// Everything remembered.
#[derive(Default)]
pub(super) struct Store(Mutex<Remembered>);

#[derive(Default)]
struct Remembered {
    codes: HashMap<String, Code>,
    tokens: HashMap<String, Access>,
    sessions: HashMap<String, Session>,
}

impl Grant {
    pub(super) fn new(request: Request, person: Arc<Person>, connected_at: Timestamp) -> Self {
        Self {
            person,
            scopes: request.scopes,
            redirect_uri: request.back.redirect_uri,
            nonce: request.nonce,
            acr: request.acr,
            challenge: request.challenge,
            connected_at,
        }
    }
}

impl Store {
    /// A code for what a person agreed to.
    pub(super) fn code(&self, grant: Grant, now: Timestamp, life: Duration) -> String {
        let (code, ends) = (secret(), after(now, life));
        let used_for = None;
        self.lock(now).codes.insert(
            code.clone(),
            Code {
                grant,
                ends,
                used_for,
            },
        );
        code
    }

    /// Changes a code for an access token when `fits` says that the request may; `None` for a code that is unknown, over, or used,
    /// which also ends the token it gave (RFC 6749 §4.1.2).
    pub(super) fn exchange(
        &self,
        code: &str,
        now: Timestamp,
        life: Duration,
        fits: impl FnOnce(&Grant) -> bool,
    ) -> Option<(Grant, String)> {
        let mut remembered = self.lock(now);
        let Remembered { codes, tokens, .. } = &mut *remembered;
        let code = codes.get_mut(code)?;
        if let Some(token) = &code.used_for {
            tokens.remove(token);
            return None;
        }
        if now >= code.ends || !fits(&code.grant) {
            return None;
        }
        let token = secret();
        code.used_for = Some(token.clone());
        tokens.insert(token.clone(), code.grant.access(after(now, life)));
        Some((code.grant.clone(), token))
    }

    /// What an access token opens, as long as it lives.
    pub(super) fn access(&self, token: &str, now: Timestamp) -> Option<Access> {
        self.lock(now).tokens.get(token).cloned()
    }

    /// Opens a session.
    pub(super) fn open(&self, person: Arc<Person>, now: Timestamp, life: Duration) -> String {
        let (id, ends) = (secret(), after(now, life));
        let since = now;
        self.lock(now).sessions.insert(
            id.clone(),
            Session {
                person,
                since,
                ends,
            },
        );
        id
    }

    /// A session that is not over.
    pub(super) fn session(&self, id: &str, now: Timestamp) -> Option<Session> {
        self.lock(now).sessions.get(id).cloned()
    }

    /// Ends every session of which `is_over` says so.
    pub(super) fn close(&self, now: Timestamp, is_over: impl Fn(&Session) -> bool) {
        self.lock(now)
            .sessions
            .retain(|_, session| !is_over(session));
    }

    /// What is remembered, without what is over; codes stay for an hour more, to be known when they come twice.
    fn lock(&self, now: Timestamp) -> MutexGuard<'_, Remembered> {
        const SEEN: Duration = Duration::from_hours(1);
        let mut remembered = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        remembered
            .codes
            .retain(|_, code| now < after(code.ends, SEEN));
        remembered.tokens.retain(|_, token| now < token.ends);
        remembered.sessions.retain(|_, session| now < session.ends);
        remembered
    }
}

impl Grant {
    fn access(&self, ends: Timestamp) -> Access {
        Access {
            person: Arc::clone(&self.person),
            scopes: self.scopes.clone(),
            ends,
        }
    }
}

/// What nobody can guess.
fn secret() -> String {
    jose::encode([Uuid::new_v4().into_bytes(), Uuid::new_v4().into_bytes()].concat())
}

fn after(at: Timestamp, life: Duration) -> Timestamp {
    at.saturating_add(life).unwrap_or(Timestamp::MAX)
}
