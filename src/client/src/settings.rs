//! Settings: explicit arguments, then the environment, then defaults; fixed once built.

use std::{fmt, str::FromStr, sync::Arc, time::Duration};

use reqwest::Url;
use secrecy::SecretString;

use crate::{Argument, Authentication, BearerToken, Error, Retry, Siret};

/// The API's two environments.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Environment {
    /// `https://particulier.api.gouv.fr`: real data.
    #[default]
    Production,
    /// `https://staging.particulier.api.gouv.fr`: invented data.
    Staging,
}

impl Environment {
    /// The environment's address.
    pub fn base_url(self) -> &'static str {
        match self {
            Self::Production => "https://particulier.api.gouv.fr",
            Self::Staging => "https://staging.particulier.api.gouv.fr",
        }
    }
}

impl FromStr for Environment {
    type Err = Error;

    /// Parses `production` or `staging`; errs with [`Argument::UnknownEnvironment`].
    fn from_str(name: &str) -> Result<Self, Error> {
        match name {
            "production" => Ok(Self::Production),
            "staging" => Ok(Self::Staging),
            _ => Err(Argument::UnknownEnvironment.into()),
        }
    }
}

/// How a [`Client`](crate::Client) calls. Immutable: [`with`](Self::with) derives another one.
#[derive(Clone)]
pub struct Settings {
    pub(crate) base_url: Url,
    pub(crate) authentication: Arc<dyn Authentication>,
    pub(crate) recipient: Option<Siret>,
    pub(crate) retry: Retry,
    pub(crate) connect_timeout: Duration,
    pub(crate) read_timeout: Duration,
    pub(crate) deadline: Duration,
}

/// The explicit part of the settings.
#[derive(Clone, Default)]
#[must_use = "the settings are made by `build`"]
pub struct SettingsBuilder {
    address: Option<String>,
    token: Option<SecretString>,
    authentication: Option<Arc<dyn Authentication>>,
    recipient: Option<Siret>,
    retry: Retry,
    connect_timeout: Option<Duration>,
    read_timeout: Option<Duration>,
    deadline: Option<Duration>,
}

impl Settings {
    /// Starts from nothing explicit.
    pub fn builder() -> SettingsBuilder {
        SettingsBuilder::default()
    }

    /// Derives other settings: `change` starts from these; these stay as they are.
    ///
    /// # Errors
    /// As [`SettingsBuilder::build`].
    pub fn with(
        &self,
        change: impl FnOnce(SettingsBuilder) -> SettingsBuilder,
    ) -> Result<Self, Error> {
        change(SettingsBuilder {
            address: Some(self.base_url.to_string()),
            token: None,
            authentication: Some(Arc::clone(&self.authentication)),
            recipient: self.recipient.clone(),
            retry: self.retry,
            connect_timeout: Some(self.connect_timeout),
            read_timeout: Some(self.read_timeout),
            deadline: Some(self.deadline),
        })
        .build()
    }
}

impl SettingsBuilder {
    /// The environment to call; the last of `environment` and [`base_url`](Self::base_url) wins.
    pub fn environment(self, environment: Environment) -> Self {
        self.base_url(environment.base_url())
    }

    /// The address to call, a gateway's or a test server's: `https`, or `http` on this machine.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.address = Some(base_url.into());
        self
    }

    /// The API token; the last of `token` and [`authentication`](Self::authentication) wins.
    pub fn token(mut self, token: impl Into<SecretString>) -> Self {
        self.token = Some(token.into());
        self.authentication = None;
        self
    }

    /// Another way of authenticating than a fixed token.
    pub fn authentication(mut self, strategy: impl Authentication + 'static) -> Self {
        self.authentication = Some(Arc::new(strategy));
        self.token = None;
        self
    }

    /// The administration that receives the data, for every call that does not name another.
    pub fn recipient(mut self, recipient: Siret) -> Self {
        self.recipient = Some(recipient);
        self
    }

    /// Which calls are tried again; none by default.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = retry;
        self
    }

    /// How long connecting may take; 5 s by default.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// How long the next bytes of an answer may take; 30 s by default.
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.read_timeout = Some(timeout);
        self
    }

    /// How long a whole call may take, its retries and their waits included; 60 s by default.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline);
        self
    }

    /// Completes what is not explicit from `API_PARTICULIER_TOKEN`, `API_PARTICULIER_BASE_URL` and
    /// `API_PARTICULIER_ENV`, then from the defaults.
    ///
    /// # Errors
    /// [`Error::Argument`] when there is no token, or when a token, an address or an environment is malformed.
    pub fn build(self) -> Result<Settings, Error> {
        self.build_from(|name| std::env::var(name).ok())
    }

    /// [`build`](Self::build), with the environment as a function.
    fn build_from(self, variable: impl Fn(&str) -> Option<String>) -> Result<Settings, Error> {
        let variable = |name| variable(name).filter(|value| !value.is_empty());
        let address = match self
            .address
            .or_else(|| variable("API_PARTICULIER_BASE_URL"))
        {
            Some(address) => address,
            None => environment(variable("API_PARTICULIER_ENV"))?
                .base_url()
                .to_owned(),
        };
        let token = self
            .token
            .or_else(|| variable("API_PARTICULIER_TOKEN").map(SecretString::from));
        let authentication = match (self.authentication, token) {
            (Some(strategy), _) => strategy,
            (None, Some(token)) => Arc::new(BearerToken::new(&token)?),
            (None, None) => return Err(Argument::MissingToken.into()),
        };
        Ok(Settings {
            base_url: parse_base_url(&address)?,
            authentication,
            recipient: self.recipient,
            retry: self.retry,
            connect_timeout: self.connect_timeout.unwrap_or(Duration::from_secs(5)),
            read_timeout: self.read_timeout.unwrap_or(Duration::from_secs(30)),
            deadline: self.deadline.unwrap_or(Duration::from_secs(60)),
        })
    }
}

fn environment(name: Option<String>) -> Result<Environment, Error> {
    name.map_or(Ok(Environment::default()), |name| name.parse())
}

fn parse_base_url(address: &str) -> Result<Url, Error> {
    let url = Url::parse(address).map_err(|_| Argument::InvalidBaseUrl)?;
    let is_bare = url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none();
    // A token in clear on a network is a token given away.
    let is_safe = url.scheme() == "https" || (url.scheme() == "http" && is_this_machine(&url));
    if is_bare && is_safe {
        Ok(url)
    } else {
        Err(Argument::InvalidBaseUrl.into())
    }
}

/// Whether the address cannot leave this machine.
pub(crate) fn is_this_machine(url: &Url) -> bool {
    match url.host_str() {
        Some("localhost" | "[::1]") => true,
        Some(host) => host
            .parse::<std::net::Ipv4Addr>()
            .is_ok_and(|address| address.is_loopback()),
        None => false,
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("base_url", &self.base_url.as_str())
            .field("recipient", &self.recipient)
            .field("retry", &self.retry)
            .field("connect_timeout", &self.connect_timeout)
            .field("read_timeout", &self.read_timeout)
            .field("deadline", &self.deadline)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for SettingsBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SettingsBuilder")
            .field("recipient", &self.recipient)
            .finish_non_exhaustive()
    }
}
