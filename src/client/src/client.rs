//! The client: settings, a pool of connections, and the one way every call takes.

use std::{fmt, sync::Arc, time::Duration};

use http::HeaderMap;
use serde::de::DeserializeOwned;
use tokio::time::{Instant, sleep};

use crate::{
    Authentication, Error, Param, Response, Settings,
    ants::Ants,
    clock::ClockWatch,
    cnous::Cnous,
    connection::connect,
    dsnj::Dsnj,
    dss::Dss,
    exchange::exchange,
    france_travail::FranceTravail,
    gip_mds::GipMds,
    men::Men,
    mesri::Mesri,
    request::{Ask, Request},
    sdh::Sdh,
    v2::V2,
};

/// A client of API Particulier. Cheap to clone; clones share their connections.
#[derive(Clone)]
pub struct Client {
    settings: Arc<Settings>,
    http: reqwest::Client,
    clock: Arc<ClockWatch>,
}

impl Client {
    /// A client with these settings.
    ///
    /// # Errors
    /// [`Error::Transport`] when this machine has no trusted certificate, or a proxy variable is malformed.
    pub fn new(settings: Settings) -> Result<Self, Error> {
        let (connecting, reading) = (settings.connect_timeout, settings.read_timeout);
        let http = connect(&settings.base_url, connecting, reading)?;
        Ok(Self {
            settings: Arc::new(settings),
            http,
            clock: Arc::default(),
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
            clock: Arc::clone(&self.clock),
        }
    }

    /// The settings this client was made with.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The seconds by which this machine's clock was ahead of the API's at the last answer that had a `Date`; negative when it was behind.
    ///
    /// One warning is logged when they come to differ by more than 30: the API refuses a DPoP proof that differs by more than 60.
    pub fn clock_skew_seconds(&self) -> Option<i64> {
        self.clock.last()
    }

    /// Calls any path, through the same checks, retries and errors as the named operations.
    ///
    /// `params` are pairs of a name and a value (see [`Param`]); absent and blank ones are dropped. A `recipient` among
    /// them takes precedence over the default one. `headers` are added to the client's own.
    /// A personal value belongs in `params`: the path is logged, the query never. At a path of version 2 (`/api/v2/…`) the
    /// token goes in `X-Api-Key`, and `data` is the whole body: that version has no envelope.
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
        self.call(Ask::plain(path, params.into_iter().collect(), headers))
            .await
    }

    /// The social benefits of CAF, MSA and the other funds.
    pub fn dss(&self) -> Dss<'_> {
        Dss(self)
    }

    /// The ministry of higher education: students.
    pub fn mesri(&self) -> Mesri<'_> {
        Mesri(self)
    }

    /// The student welfare service: scholarships.
    pub fn cnous(&self) -> Cnous<'_> {
        Cnous(self)
    }

    /// The ministry of education: pupils.
    pub fn men(&self) -> Men<'_> {
        Men(self)
    }

    /// France Travail, the public employment service.
    pub fn france_travail(&self) -> FranceTravail<'_> {
        FranceTravail(self)
    }

    /// The national service of young people.
    pub fn dsnj(&self) -> Dsnj<'_> {
        Dsnj(self)
    }

    /// Civic service.
    pub fn gip_mds(&self) -> GipMds<'_> {
        GipMds(self)
    }

    /// High-level athletes.
    pub fn sdh(&self) -> Sdh<'_> {
        Sdh(self)
    }

    /// Vehicle registration.
    pub fn ants(&self) -> Ants<'_> {
        Ants(self)
    }

    /// Version 2, which the API announces the end of.
    pub fn v2(&self) -> V2<'_> {
        V2(self)
    }

    /// The one way every call takes: check, then exchange until an answer is final or time is up.
    pub(crate) async fn call<T: DeserializeOwned>(&self, ask: Ask) -> Result<Response<T>, Error> {
        let request = Request::new(&self.settings, ask)?;
        let deadline = later(self.settings.deadline);
        let mut attempt = 0;
        loop {
            let error =
                match exchange(&self.http, &self.settings, &self.clock, &request, deadline).await {
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
