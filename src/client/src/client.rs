//! The client: settings, a pool of connections, and the one way every call takes.

use std::{fmt, sync::Arc, time::Duration};

use http::{HeaderMap, HeaderValue, header};
use rustls::{ClientConfig, RootCertStore, crypto::ring};
use rustls_platform_verifier::BuilderVerifierExt;
use serde::de::DeserializeOwned;
use tokio::time::{Instant, sleep};

use crate::{
    Authentication, Error, Param, Params, Response, Settings, TransportKind,
    address::is_this_machine, dss::Dss, exchange::exchange, france_travail::FranceTravail,
    request::Request,
};

const USER_AGENT: &str = concat!(
    "api-particulier-rust/",
    env!("CARGO_PKG_VERSION"),
    " (+",
    env!("CARGO_PKG_REPOSITORY"),
    ")"
);

/// A client of API Particulier. Cheap to clone; clones share their connections.
#[derive(Clone)]
pub struct Client {
    settings: Arc<Settings>,
    http: reqwest::Client,
}

impl Client {
    /// A client with these settings.
    ///
    /// # Errors
    /// [`Error::Transport`] when this machine has no trusted certificate, or a proxy variable is malformed.
    pub fn new(settings: Settings) -> Result<Self, Error> {
        let http = connect(&settings)?;
        Ok(Self {
            settings: Arc::new(settings),
            http,
        })
    }

    /// The same client under another authentication, such as a citizen's FranceConnect token; connections are shared.
    #[must_use]
    pub fn with_authentication(&self, strategy: impl Authentication + 'static) -> Self {
        let settings = Settings {
            authentication: Arc::new(strategy),
            ..Settings::clone(&self.settings)
        };
        Self {
            settings: Arc::new(settings),
            http: self.http.clone(),
        }
    }

    /// The settings this client was made with.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Calls any path, through the same checks, retries and errors as the named operations.
    ///
    /// `params` are pairs of a name and a value (see [`Param`]); absent and blank ones are dropped. A `recipient` among
    /// them takes precedence over the default one. `headers` are added to the client's own.
    /// A personal value belongs in `params`: the path is logged, the query never.
    ///
    /// # Errors
    /// Any [`Error`]; [`Error::Argument`] when nothing was sent.
    pub async fn get<N, V>(
        &self,
        path: &str,
        params: impl IntoIterator<Item = (N, V)>,
        headers: HeaderMap,
    ) -> Result<Response, Error>
    where
        N: Into<String>,
        V: Into<Param>,
    {
        self.call(path, params.into_iter().collect(), headers).await
    }

    /// The social benefits of CAF, MSA and the other funds.
    pub fn dss(&self) -> Dss<'_> {
        Dss(self)
    }

    /// France Travail, the public employment service.
    pub fn france_travail(&self) -> FranceTravail<'_> {
        FranceTravail(self)
    }

    /// The one way every call takes: check, then exchange until an answer is final or time is up.
    pub(crate) async fn call<T: DeserializeOwned>(
        &self,
        path: &str,
        params: Params,
        headers: HeaderMap,
    ) -> Result<Response<T>, Error> {
        let request = Request::new(&self.settings, path, params, headers)?;
        let deadline = later(self.settings.deadline);
        let mut attempt = 0;
        loop {
            let error = match exchange(&self.http, &self.settings, &request, deadline).await {
                Ok(response) => return Ok(response),
                Err(error) => error,
            };
            match self.settings.retry.wait(&error, attempt, fastrand::f64()) {
                Some(wait) if later(wait) < deadline => sleep(wait).await,
                _ => return Err(error),
            }
            attempt += 1;
        }
    }
}

/// Now plus `wait`; a wait too long for the clock becomes a year.
fn later(wait: Duration) -> Instant {
    let now = Instant::now();
    now.checked_add(wait)
        .unwrap_or(now + Duration::from_secs(365 * 86_400))
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

fn connect(settings: &Settings) -> Result<reqwest::Client, Error> {
    let mut headers = HeaderMap::new();
    headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    let mut builder = reqwest::Client::builder()
        .user_agent(USER_AGENT)
        .default_headers(headers)
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .connect_timeout(settings.connect_timeout)
        .read_timeout(settings.read_timeout)
        .tls_backend_preconfigured(tls(settings)?);
    if is_this_machine(&settings.base_url) {
        // No proxy stands between a machine and itself.
        builder = builder.no_proxy();
    }
    builder
        .build()
        .map_err(|_| TransportKind::Setup.outside_calls().into())
}

/// TLS checked against the certificates this machine trusts. There is no way to switch the check off.
fn tls(settings: &Settings) -> Result<ClientConfig, Error> {
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|_| TransportKind::Setup.outside_calls())?;
    if settings.base_url.scheme() == "http" {
        // Plain http needs no certificate: trusting none lets it work on a machine that has none.
        return Ok(builder
            .with_root_certificates(RootCertStore::empty())
            .with_no_client_auth());
    }
    let builder = builder
        .with_platform_verifier()
        .map_err(|_| TransportKind::NoTrustedRoots.outside_calls())?;
    Ok(builder.with_no_client_auth())
}
