//! OAuth2 client credentials: a token fetched once for all callers, and renewed before it ends.

use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use secrecy::SecretString;
use tokio::time::Instant;

use crate::{
    Authentication, Authorizing, Credential, Error, NoCredential, token_server::TokenServer,
};

/// The share of its life after which a token is renewed.
const RENEWAL: f64 = 0.8;

/// After a renewal that failed, how long the token that is still valid serves before the next attempt.
const RENEWAL_PAUSE: Duration = Duration::from_secs(10);

/// The strategy of OAuth2's client credentials grant (RFC 6749, §4.4), as API Impôt particulier asks.
///
/// Concurrent callers share one fetch. The token is renewed when 80 % of its life is over; when that fails, it serves until
/// its end. A token that the API refuses serves no more. Cheap to clone: clones share the token. Neither the secret nor the
/// token is ever shown.
#[derive(Clone)]
pub struct ClientCredentials(Arc<Shared>);

struct Shared {
    server: TokenServer,
    state: Mutex<State>,
    /// Held by the caller that fetches.
    fetching: tokio::sync::Mutex<()>,
}

/// What the last fetches gave.
#[derive(Default)]
struct State {
    held: Option<Held>,
    failure: Option<(Instant, NoCredential)>,
}

/// A token in use.
#[derive(Clone)]
struct Held {
    credential: Credential,
    renewal: Instant,
    end: Instant,
}

impl ClientCredentials {
    /// A strategy that fetches its token at `token_url` (`https`, or `http` on this machine), for these scopes.
    ///
    /// # Errors
    /// [`Argument::InvalidBaseUrl`](crate::Argument::InvalidBaseUrl) or
    /// [`Argument::InvalidClient`](crate::Argument::InvalidClient) when a part is malformed; [`Error::Transport`] when this
    /// machine has no trusted certificate.
    pub fn new<'a>(
        token_url: &str,
        client_id: impl Into<String>,
        client_secret: SecretString,
        scopes: impl IntoIterator<Item = &'a str>,
    ) -> Result<Self, Error> {
        let server = TokenServer::new(token_url, client_id.into(), client_secret, scopes)?;
        Ok(Self(Arc::new(Shared {
            server,
            state: Mutex::default(),
            fetching: tokio::sync::Mutex::default(),
        })))
    }
}

impl Authentication for ClientCredentials {
    fn authorize(&self) -> Authorizing<'_> {
        Box::pin(self.0.credential())
    }

    fn refused(&self, credential: &Credential) {
        let mut state = self.0.state();
        // A newer token is not the one that was refused.
        state.held.take_if(|held| held.credential == *credential);
    }
}

impl Shared {
    async fn credential(&self) -> Result<Credential, NoCredential> {
        if let Some(fresh) = self.held(|held| held.renewal) {
            return Ok(fresh.credential);
        }
        match self.held(|held| held.end) {
            None => self.fetch_together().await,
            Some(valid) => Ok(self.renew(valid).await),
        }
    }

    /// A first token: one caller fetches it, those who waited meanwhile share what came of it.
    async fn fetch_together(&self) -> Result<Credential, NoCredential> {
        let asked = Instant::now();
        let _fetching = self.fetching.lock().await;
        if let Some(fresh) = self.held(|held| held.renewal) {
            return Ok(fresh.credential);
        }
        let last_failure = self.state().failure;
        match last_failure {
            Some((at, failure)) if at >= asked => Err(failure),
            _ => self.fetch().await,
        }
    }

    /// A new token; or this valid one, while another caller fetches or when none can be had.
    async fn renew(&self, valid: Held) -> Credential {
        let Ok(_fetching) = self.fetching.try_lock() else {
            return valid.credential;
        };
        if let Some(fresh) = self.held(|held| held.renewal) {
            return fresh.credential;
        }
        match self.fetch().await {
            Ok(credential) => credential,
            Err(_) => {
                let renewal = Instant::now() + RENEWAL_PAUSE;
                let credential = valid.credential.clone();
                self.state().held = Some(Held { renewal, ..valid });
                credential
            }
        }
    }

    /// Fetches a token and keeps it; one event tells what came of it.
    async fn fetch(&self) -> Result<Credential, NoCredential> {
        let start = Instant::now();
        let fetched = self.server.token().await;
        let duration_ms = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
        match fetched {
            Ok((credential, life)) => {
                tracing::info!(target: "api_particulier", duration_ms, "token obtained");
                self.state().held = Some(Held {
                    credential: credential.clone(),
                    renewal: start + life.mul_f64(RENEWAL),
                    end: start + life,
                });
                Ok(credential)
            }
            Err(failure) => {
                tracing::warn!(target: "api_particulier", duration_ms, failure = failure.0, "no token obtained");
                self.state().failure = Some((Instant::now(), failure));
                Err(failure)
            }
        }
    }

    /// The token, unless the instant that `limit` tells is past.
    fn held(&self, limit: impl Fn(&Held) -> Instant) -> Option<Held> {
        let held = self.state().held.clone();
        held.filter(|held| Instant::now() < limit(held))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for ClientCredentials {
    /// Shows where the token is asked for, and by which client.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ClientCredentials")
            .field(&self.0.server)
            .finish()
    }
}
