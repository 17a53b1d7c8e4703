//! Calls to the API: in their turn, never two alike at once, each with the token of its own administration.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use api_particulier::{
    BearerToken, Client, ClientCredentials, DpopKey, Error as ClientError, ImpotParticulier,
    Response, Settings, SettingsBuilder, TransportKind,
};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use model::protocol::OfficialProof;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Map, Value};
use tokio::sync::OnceCell;

use crate::catalogue::Api;
use crate::config::{Config, Organisation};
use crate::error::Error;
use crate::pace::{Full, Pacer, Turn};
use crate::ticket::Reference;

/// How long a call may take: the API gives its providers ten seconds, and its own answer then comes.
const DEADLINE: Duration = Duration::from_millis(11_500);
/// The longest pause, after a 429, that is still worth a second try while the person waits.
const WORTH_WAITING: Duration = Duration::from_secs(2);
/// The pause after a 429 that does not say how long.
const DEFAULT_PAUSE: Duration = Duration::from_secs(1);
/// The only token that the built-in sandbox is given.
pub(crate) const SANDBOX_TOKEN: &str = "test-token";

/// What the sandbox's API Impôt particulier lets in, and where it is.
const SANDBOX_IMPOT: (&str, &str) = ("test-client", "test-secret");
const IMPOT_PATH: &str = "/impotparticulier/1.0";
/// What a token of API Impôt particulier is asked for.
const IMPOT_SCOPES: [&str; 2] = ["RessourceIR", "RessourceIRDerniere"];

/// A call to make: path and parameters, made of checked inputs alone.
pub(crate) struct Ask {
    pub(crate) api: Api,
    /// The path, in which `{name}` stands for a value that no log may show.
    pub(crate) path: String,
    /// The values of the path's names.
    pub(crate) values: Vec<(String, String)>,
    pub(crate) parameters: Vec<(String, String)>,
    /// Whether to ask for the State's own proof beside the data.
    pub(crate) proof: bool,
    /// What FranceConnect gave for this person: asked with in the place of the administration's token.
    pub(crate) bearer: Option<SecretString>,
    /// The agent who asks, as the administration calls them.
    pub(crate) agent: Option<Reference>,
}

impl Ask {
    /// The headers that go with the call; the agent is told in `agent_header`, where the API is told at all.
    fn headers(&self, agent_header: Option<&HeaderName>) -> HeaderMap {
        let name = HeaderName::from_static("x-generate-proof");
        let proof = self
            .proof
            .then(|| (name, HeaderValue::from_static("proof-only")));
        let agent = agent_header.zip(self.agent.as_ref());
        let agent = agent.and_then(|(name, agent)| {
            Some((name.clone(), HeaderValue::try_from(agent.to_string()).ok()?))
        });
        proof.into_iter().chain(agent).collect()
    }

    /// What tells it from every other call of the same administration.
    fn key(&self) -> String {
        let bearer = self.bearer.as_ref().map(ExposeSecret::expose_secret);
        format!(
            "{:?} {} {:?} {:?} {} {bearer:?}",
            self.api, self.path, self.values, self.parameters, self.proof
        )
    }
}

/// What came of a call.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// The HTTP status; 0 when no answer came.
    pub(crate) http: u16,
    pub(crate) request_id: Option<String>,
    /// The payload, or why there is none.
    pub(crate) result: Result<Value, Failure>,
    /// The State's own proof, where it was asked for and made.
    pub(crate) proof: Option<OfficialProof>,
}

/// Why a call gave no payload.
#[derive(Debug, Default)]
pub(crate) struct Failure {
    pub(crate) code: Option<String>,
    pub(crate) retry_after: Option<Duration>,
}

/// The API, as this relay's administrations may ask it.
pub(crate) struct Upstream {
    clients: BTreeMap<String, Clients>,
    agent_header: Option<HeaderName>,
    pacer: Pacer,
    in_flight: InFlight,
}

/// An administration's own access to each API.
struct Clients {
    particulier: Client,
    impot: Option<ImpotParticulier>,
}

impl Clients {
    /// The client that asks with the administration's token, or with what FranceConnect gave for this person.
    fn for_person(&self, bearer: Option<&SecretString>) -> Result<Client, ClientError> {
        let own = &self.particulier;
        bearer.map_or_else(
            || Ok(own.clone()),
            |token| Ok(own.with_authentication(BearerToken::new(token)?)),
        )
    }
}

/// The calls under way, by administration, path, its values and parameters. In memory, and only while they last.
type InFlight = Mutex<HashMap<String, Arc<OnceCell<Arc<Outcome>>>>>;

impl Upstream {
    /// Prepares a client for each administration that has a form.
    pub(crate) fn new(config: &Config, base_url: &str) -> Result<Self, Error> {
        let mut clients = BTreeMap::new();
        for form in &config.forms {
            let organisation = &form.organisation;
            let access = Clients {
                particulier: particulier(organisation, config.dpop.clone(), base_url)?,
                impot: impot(organisation, config.sandbox.then_some(base_url))?,
            };
            clients.insert(organisation.id.clone(), access);
        }
        Ok(Self {
            clients,
            agent_header: config.agent_header.clone(),
            pacer: Pacer::default(),
            in_flight: InFlight::default(),
        })
    }

    /// Sets aside the turns of `calls` calls, or says how long to wait before asking again.
    pub(crate) fn admit(
        &self,
        organisation: &Organisation,
        calls: usize,
    ) -> Result<Vec<Turn>, Full> {
        self.pacer.take(&organisation.id, calls)
    }

    /// Makes a call in its turn. Two alike at the same time are one: the API refuses the second (409 `00015`).
    pub(crate) async fn ask(
        &self,
        organisation: &Organisation,
        ask: &Ask,
        turn: Turn,
    ) -> Arc<Outcome> {
        let key = format!("{} {}", organisation.id, ask.key());
        let cell = self.in_flight().entry(key.clone()).or_default().clone();
        let outcome = cell
            .get_or_init(|| async { Arc::new(self.call(organisation, ask, turn).await) })
            .await
            .clone();
        let mut in_flight = self.in_flight();
        if in_flight
            .get(&key)
            .is_some_and(|current| Arc::ptr_eq(current, &cell))
        {
            in_flight.remove(&key);
        }
        outcome
    }

    fn in_flight(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<OnceCell<Arc<Outcome>>>>> {
        self.in_flight
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    async fn call(&self, organisation: &Organisation, ask: &Ask, turn: Turn) -> Outcome {
        self.pacer.leave(turn).await;
        let first = self.call_once(organisation, ask).await;
        let Some(pause) = self.slow_down(organisation, &first) else {
            return first;
        };
        match self
            .pacer
            .take(&organisation.id, 1)
            .ok()
            .and_then(|mut turns| turns.pop())
        {
            Some(turn) if pause <= WORTH_WAITING => {
                self.pacer.leave(turn).await;
                let second = self.call_once(organisation, ask).await;
                self.slow_down(organisation, &second);
                second
            }
            _ => first,
        }
    }

    /// After a 429, holds the calls of this administration; gives the pause.
    fn slow_down(&self, organisation: &Organisation, outcome: &Outcome) -> Option<Duration> {
        let failure = outcome
            .result
            .as_ref()
            .err()
            .filter(|_| outcome.http == 429)?;
        let pause = failure.retry_after.unwrap_or(DEFAULT_PAUSE);
        self.pacer.hold(&organisation.id, pause);
        Some(pause)
    }

    async fn call_once(&self, organisation: &Organisation, ask: &Ask) -> Outcome {
        let Some(clients) = self.clients.get(&organisation.id) else {
            return Outcome::none(0);
        };
        let answer = match (ask.api, &clients.impot) {
            (Api::Particulier, _) => {
                let headers = ask.headers(self.agent_header.as_ref());
                let parameters = ask.parameters.iter().cloned();
                match clients.for_person(ask.bearer.as_ref()) {
                    Ok(client) => client.get(&ask.path, parameters, headers).await,
                    Err(error) => Err(error),
                }
            }
            (Api::ImpotParticulier, Some(impot)) => {
                let values: Vec<_> = ask
                    .values
                    .iter()
                    .map(|(name, value)| (name.as_str(), value.as_str()))
                    .collect();
                impot.get(&ask.path, &values).await
            }
            (Api::ImpotParticulier, None) => return Outcome::none(0),
        };
        answer.map_or_else(|error| failed(&error), answered)
    }
}

impl Outcome {
    /// Nothing, whatever the reason; the status is 0 when no answer came.
    pub(crate) fn none(http: u16) -> Self {
        Self {
            http,
            request_id: None,
            result: Err(Failure::default()),
            proof: None,
        }
    }
}

fn failed(error: &ClientError) -> Outcome {
    let http = match error {
        ClientError::Transport(transport) => match transport.kind {
            // Said to the person as the API's own 504: the provider is slow.
            TransportKind::Timeout | TransportKind::Deadline => {
                StatusCode::GATEWAY_TIMEOUT.as_u16()
            }
            _ => 0,
        },
        other => other.answer().map_or(0, |answer| answer.status.as_u16()),
    };
    let answer = error.answer();
    let failure = Failure {
        code: answer.and_then(|answer| answer.code()).map(str::to_owned),
        retry_after: answer.and_then(|answer| answer.retry_after),
    };
    Outcome {
        request_id: error.request_id().map(str::to_owned),
        result: Err(failure),
        ..Outcome::none(http)
    }
}

fn answered(response: Response) -> Outcome {
    Outcome {
        http: response.status.as_u16(),
        request_id: response.request_id().map(str::to_owned),
        proof: proof(&response.meta),
        result: Ok(response.data),
    }
}

/// Where the State lets anyone check its answer: an address of the web alone, since people and agents will follow it.
fn proof(meta: &Map<String, Value>) -> Option<OfficialProof> {
    let text = |name| meta.get(name)?.as_str().map(str::to_owned);
    let link = text("pdf_verification_link")?;
    let code = text("pdf_verification_code");
    link.starts_with("https://")
        .then_some(OfficialProof { link, code })
}

fn particulier(
    organisation: &Organisation,
    dpop: Option<DpopKey>,
    base_url: &str,
) -> Result<Client, Error> {
    let token = organisation
        .token
        .clone()
        .unwrap_or_else(|| SecretString::from(SANDBOX_TOKEN));
    let settings = settings()
        .base_url(base_url)
        .token(token)
        .recipient(organisation.siret.clone());
    let settings = match organisation.delegation_id {
        Some(delegation) => settings.delegation_id(delegation),
        None => settings,
    };
    let settings = match dpop {
        Some(key) => settings.dpop(key),
        None => settings,
    };
    Ok(Client::new(settings.build()?)?)
}

/// Access to API Impôt particulier: the administration's own, or the sandbox's at `sandbox`.
fn impot(
    organisation: &Organisation,
    sandbox: Option<&str>,
) -> Result<Option<ImpotParticulier>, Error> {
    let (base_url, credentials) = match (&organisation.impot, sandbox) {
        (Some(own), _) => {
            let secret = own.client_secret.clone();
            let credentials =
                ClientCredentials::new(&own.token_url, &own.client_id, secret, IMPOT_SCOPES)?;
            (own.base_url.clone(), credentials)
        }
        (None, Some(sandbox)) => {
            let (id, secret) = SANDBOX_IMPOT;
            let token_url = format!("{sandbox}/token");
            let credentials =
                ClientCredentials::new(&token_url, id, SecretString::from(secret), IMPOT_SCOPES)?;
            (format!("{sandbox}{IMPOT_PATH}"), credentials)
        }
        (None, None) => return Ok(None),
    };
    Ok(Some(ImpotParticulier::new(
        &base_url,
        credentials,
        settings(),
    )?))
}

/// No call may take longer than the API itself does.
fn settings() -> SettingsBuilder {
    Settings::builder()
        .read_timeout(DEADLINE)
        .deadline(DEADLINE)
}
