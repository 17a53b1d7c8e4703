//! OAuth2 client credentials: a token fetched once for all callers, and renewed before it ends.

use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use tokio::time::{Instant, timeout};

use crate::{
    Argument, Authentication, Authorizing, Credential, Error, NoCredential,
    address::parse_base_url, connection::connect, exchange::read_body,
};

/// How long obtaining a token may take.
const FETCH_TIMEOUT: Duration = Duration::from_secs(5);

/// The life of a token whose server does not tell it: short, so that none is used after its end.
const UNTOLD_LIFE: u64 = 60;

/// A longer life is a mistake of the server.
const LONGEST_LIFE: u64 = 24 * 3600;

/// The share of its life after which a token is renewed.
const RENEWAL: f64 = 0.8;

/// After a renewal that failed, how long the token that is still valid serves before the next attempt.
const RENEWAL_PAUSE: Duration = Duration::from_secs(10);

/// The strategy of OAuth2's client credentials grant (RFC 6749, §4.4), as API Impôt particulier asks.
///
/// Concurrent callers share one fetch. The token is renewed when 80 % of its life is over; when that fails, it serves until
/// its end. Cheap to clone: clones share the token. Neither the secret nor the token is ever shown.
#[derive(Clone)]
pub struct ClientCredentials(Arc<Shared>);

struct Shared {
    http: reqwest::Client,
    token_url: Url,
    client_id: String,
    client_secret: SecretString,
    form: String,
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

/// The server's answer (RFC 6749, §5.1).
#[derive(Deserialize)]
struct Granted {
    access_token: SecretString,
    token_type: Option<String>,
    expires_in: Option<u64>,
}

impl ClientCredentials {
    /// A strategy that fetches its token at `token_url` (`https`, or `http` on this machine), for these scopes.
    ///
    /// # Errors
    /// [`Argument::InvalidBaseUrl`] or [`Argument::InvalidClient`] when a part is malformed; [`Error::Transport`] when this
    /// machine has no trusted certificate.
    pub fn new<'a>(
        token_url: &str,
        client_id: impl Into<String>,
        client_secret: SecretString,
        scopes: impl IntoIterator<Item = &'a str>,
    ) -> Result<Self, Error> {
        let (token_url, client_id) = (parse_base_url(token_url)?, client_id.into());
        if !is_plain(&client_id)
            || client_id.contains(':')
            || !is_plain(client_secret.expose_secret())
        {
            return Err(Argument::InvalidClient.into());
        }
        Ok(Self(Arc::new(Shared {
            http: connect(&token_url, FETCH_TIMEOUT, FETCH_TIMEOUT)?,
            token_url,
            client_id,
            client_secret,
            form: form(scopes),
            state: Mutex::default(),
            fetching: tokio::sync::Mutex::default(),
        })))
    }
}

impl Authentication for ClientCredentials {
    fn authorize(&self) -> Authorizing<'_> {
        Box::pin(self.0.credential())
    }
}

impl Shared {
    async fn credential(&self) -> Result<Credential, NoCredential> {
        if let Some(fresh) = self.held(|held| held.renewal) {
            return Ok(fresh.credential);
        }
        match self.held(|held| held.end) {
            None => self.fetch_together().await,
            Some(valid) => match self.fetching.try_lock() {
                Ok(_fetching) => Ok(self.renew(valid).await),
                Err(_) => Ok(valid.credential),
            },
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

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The token, unless the instant that `limit` tells is past.
    fn held(&self, limit: impl Fn(&Held) -> Instant) -> Option<Held> {
        let held = self.state().held.clone();
        held.filter(|held| Instant::now() < limit(held))
    }

    /// A new token, or this valid one when none can be had.
    async fn renew(&self, valid: Held) -> Credential {
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
        let fetched = match timeout(FETCH_TIMEOUT, self.grant()).await {
            Ok(granted) => granted.and_then(|granted| Held::new(granted, start)),
            Err(_) => Err(NoCredential("the token server took too long")),
        };
        let duration_ms = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
        match fetched {
            Ok(held) => {
                tracing::info!(target: "api_particulier", duration_ms, "token obtained");
                self.state().held = Some(held.clone());
                Ok(held.credential)
            }
            Err(failure) => {
                tracing::warn!(target: "api_particulier", duration_ms, failure = failure.0, "no token obtained");
                self.state().failure = Some((Instant::now(), failure));
                Err(failure)
            }
        }
    }

    async fn grant(&self) -> Result<Granted, NoCredential> {
        let sending = self
            .http
            .post(self.token_url.clone())
            .basic_auth(&self.client_id, Some(self.client_secret.expose_secret()))
            .header(
                http::header::CONTENT_TYPE,
                "application/x-www-form-urlencoded",
            )
            .body(self.form.clone());
        let mut answer = sending
            .send()
            .await
            .map_err(|_| NoCredential("the token server could not be reached"))?;
        if !answer.status().is_success() {
            return Err(NoCredential("the token server refused the client"));
        }
        let unread = |_| NoCredential("the token server's answer cannot be read");
        let body = read_body(&mut answer).await.map_err(unread)?;
        serde_json::from_slice(&body).map_err(|_| NoCredential("the token server gave no token"))
    }
}

impl Held {
    /// A token asked for at `start`: its life is counted from there, so that it never ends earlier than thought.
    fn new(granted: Granted, start: Instant) -> Result<Self, NoCredential> {
        let other_type = |kind: &String| !kind.eq_ignore_ascii_case("bearer");
        if granted.token_type.as_ref().is_some_and(other_type) {
            return Err(NoCredential("the token is not of the bearer type"));
        }
        let credential = Credential::bearer(&granted.access_token)
            .map_err(|_| NoCredential("the token server's token is malformed"))?;
        let life = granted.expires_in.unwrap_or(UNTOLD_LIFE).min(LONGEST_LIFE);
        let life = Duration::from_secs(life);
        Ok(Self {
            credential,
            renewal: start + life.mul_f64(RENEWAL),
            end: start + life,
        })
    }
}

/// What RFC 6749 lets an identifier or a secret hold, without a space: visible characters.
fn is_plain(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic())
}

fn form<'a>(scopes: impl IntoIterator<Item = &'a str>) -> String {
    let scopes: Vec<&str> = scopes.into_iter().collect();
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.append_pair("grant_type", "client_credentials");
    if !scopes.is_empty() {
        form.append_pair("scope", &scopes.join(" "));
    }
    form.finish()
}

impl fmt::Debug for ClientCredentials {
    /// Shows where the token is asked for, and by which client.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientCredentials")
            .field("token_url", &self.0.token_url.as_str())
            .field("client_id", &self.0.client_id)
            .finish_non_exhaustive()
    }
}
