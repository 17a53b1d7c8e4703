//! Settings: explicit arguments, then the environment, then defaults; fixed once built.

use std::{fmt, sync::Arc, time::Duration};

use reqwest::Url;
use secrecy::SecretString;

use crate::{
    ApiToken, Argument, Authentication, DelegationId, DpopKey, Environment, Error, Retry, Siret,
    address::parse_base_url,
};

/// How a [`Client`](crate::Client) calls. Immutable: [`with`](Self::with) derives another one.
#[derive(Clone)]
pub struct Settings {
    pub(crate) base_url: Url,
    pub(crate) authentication: Arc<dyn Authentication>,
    pub(crate) recipient: Option<Siret>,
    pub(crate) delegation_id: Option<DelegationId>,
    pub(crate) dpop: Option<DpopKey>,
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
    delegation_id: Option<DelegationId>,
    dpop: Option<DpopKey>,
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
            delegation_id: self.delegation_id,
            dpop: self.dpop.clone(),
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

    /// The delegation of an editor's token, for every call that does not name another.
    pub fn delegation_id(mut self, delegation: DelegationId) -> Self {
        self.delegation_id = Some(delegation);
        self
    }

    /// The key by which each request with a bearer token proves that it comes from its holder (DPoP); none by default.
    pub fn dpop(mut self, key: DpopKey) -> Self {
        self.dpop = Some(key);
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
            (None, Some(token)) => Arc::new(ApiToken::new(&token)?),
            (None, None) => return Err(Argument::MissingToken.into()),
        };
        Ok(Settings {
            base_url: parse_base_url(&address)?,
            authentication,
            recipient: self.recipient,
            delegation_id: self.delegation_id,
            dpop: self.dpop,
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

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("base_url", &self.base_url.as_str())
            .field("recipient", &self.recipient)
            .field("delegation_id", &self.delegation_id)
            .field("dpop", &self.dpop)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::Dialect;

    const SIRET: &str = "13002526500013";

    fn variables<'a>(given: &'a [(&str, &str)]) -> impl Fn(&str) -> Option<String> + 'a {
        |name| {
            given
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| (*value).to_owned())
        }
    }

    fn address(builder: SettingsBuilder, given: &[(&str, &str)]) -> String {
        let settings = builder.token("t").build_from(variables(given)).unwrap();
        settings.base_url.as_str().trim_end_matches('/').to_owned()
    }

    async fn credential(settings: &Settings) -> String {
        let (_, value) = settings
            .authentication
            .authorize()
            .await
            .unwrap()
            .header(Dialect::Envelope);
        value.to_str().unwrap().to_owned()
    }

    #[test]
    fn an_explicit_address_wins_over_the_variables_and_they_over_the_default() {
        let staging = [("API_PARTICULIER_ENV", "staging")];
        let both = [
            ("API_PARTICULIER_ENV", "staging"),
            ("API_PARTICULIER_BASE_URL", "https://gateway.example"),
        ];
        assert_eq!(
            address(Settings::builder(), &[]),
            Environment::Production.base_url()
        );
        assert_eq!(
            address(Settings::builder(), &staging),
            Environment::Staging.base_url()
        );
        assert_eq!(
            address(Settings::builder(), &both),
            "https://gateway.example"
        );
        let explicit = || Settings::builder().environment(Environment::Production);
        assert_eq!(
            address(explicit(), &both),
            Environment::Production.base_url()
        );
        assert_eq!(
            address(explicit().base_url("https://other.example"), &both),
            "https://other.example"
        );
    }

    #[tokio::test]
    async fn an_explicit_token_wins_over_the_variable() {
        let given = [("API_PARTICULIER_TOKEN", "from-variable")];
        let from_variable = Settings::builder().build_from(variables(&given)).unwrap();
        let explicit = Settings::builder()
            .token("explicit")
            .build_from(variables(&given))
            .unwrap();
        assert_eq!(credential(&from_variable).await, "Bearer from-variable");
        assert_eq!(credential(&explicit).await, "Bearer explicit");
    }

    #[test]
    fn a_missing_token_or_a_malformed_variable_is_an_argument_error() {
        let refusal =
            |given: &[(&str, &str)]| match Settings::builder().build_from(variables(given)) {
                Err(Error::Argument(argument)) => argument,
                other => panic!("{other:?}"),
            };
        assert_eq!(refusal(&[]), Argument::MissingToken);
        assert_eq!(
            refusal(&[("API_PARTICULIER_TOKEN", "")]),
            Argument::MissingToken
        );
        assert_eq!(
            refusal(&[("API_PARTICULIER_TOKEN", "a b")]),
            Argument::InvalidToken
        );
        assert_eq!(
            refusal(&[("API_PARTICULIER_ENV", "Staging")]),
            Argument::UnknownEnvironment
        );
        assert_eq!(
            refusal(&[
                ("API_PARTICULIER_TOKEN", "t"),
                ("API_PARTICULIER_BASE_URL", "gateway")
            ]),
            Argument::InvalidBaseUrl
        );
    }

    #[test]
    fn the_documented_defaults() {
        let settings = Settings::builder()
            .token("t")
            .build_from(variables(&[]))
            .unwrap();
        assert_eq!(settings.connect_timeout, Duration::from_secs(5));
        assert_eq!(settings.read_timeout, Duration::from_secs(30));
        assert_eq!(settings.deadline, Duration::from_secs(60));
        assert_eq!(settings.retry, Retry::NEVER);
        assert_eq!(settings.recipient, None);
    }

    #[tokio::test]
    async fn with_derives_other_settings_and_changes_nothing_here() {
        let first = Settings::builder()
            .token("kept")
            .recipient(SIRET.parse().unwrap());
        let first = first
            .environment(Environment::Staging)
            .build_from(variables(&[]))
            .unwrap();
        let second = first
            .with(|builder| {
                builder
                    .retry(Retry::times(2))
                    .read_timeout(Duration::from_secs(1))
            })
            .unwrap();
        assert_eq!(
            (first.retry, first.read_timeout),
            (Retry::NEVER, Duration::from_secs(30))
        );
        assert_eq!(
            (second.retry, second.read_timeout),
            (Retry::times(2), Duration::from_secs(1))
        );
        assert_eq!(
            (&second.base_url, &second.recipient),
            (&first.base_url, &first.recipient)
        );
        assert_eq!(credential(&second).await, "Bearer kept");
        let third = second.with(|builder| builder.token("other")).unwrap();
        assert_eq!(credential(&third).await, "Bearer other");
    }
}
