//! How a sandbox behaves.

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use axum::http::HeaderName;

use crate::{Clock, Environment, Fault};

/// How a sandbox behaves; the default is [`Environment::Staging`], which is what a test or a demonstration wants.
///
/// No `Debug`: `tokens` could one day hold a real one.
#[derive(Clone)]
pub struct Options {
    /// Where to listen. Port 0 takes a free one. Default: `127.0.0.1:0`.
    pub listen: SocketAddr,
    /// A folder in the official format, one sub-folder per operation; `None` serves the families that come with the crate.
    pub cases: Option<PathBuf>,
    /// The tokens accepted, besides the [reserved ones](crate#tokens): each opens every operation, unless it lists its
    /// scopes, as `scopes:cnaf_enfants+cnaf_adresse` does. Default: `test-token`.
    pub tokens: Vec<String>,
    /// Who may ask API Impôt particulier for a token.
    pub impot_client: ImpotClient,
    /// The service that may send people to FranceConnect, and how long things last there.
    pub france_connect: FranceConnectOptions,
    /// The delegations of an editor: every token of `tokens` is then an editor's, and its calls of v3 and later must name one of these in
    /// `delegation_id`. Default: none, and the parameter is ignored.
    pub delegations: Vec<String>,
    /// The header that names the agent behind a call, kept in [`Call::agent`](crate::Call::agent). Default: none.
    pub agent_header: Option<HeaderName>,
    /// The thumbprint (RFC 7638) of the key whose DPoP proof every call of v3 and later must carry. Default: none, and no proof is asked for.
    pub dpop: Option<String>,
    /// Whether scopes hide fields, as in production. Default: no, as on staging.
    pub hide_fields: bool,
    /// Whether the two retired v2 routes answer, as they did in the first environments. Default: no, they are a 410.
    pub retired_routes: bool,
    /// Whether the twenty-first call of a second is refused. Default: yes.
    pub limit_rate: bool,
    /// Added to every answer, refusals and faults included. Default: none.
    pub latency: Duration,
    /// What goes wrong on every call. Default: nothing.
    pub fault: Option<Fault>,
    /// What tells the time for the rate limit, the date rules and the tokens that end. Default: the system's clock.
    pub clock: Clock,
}

/// Who may ask API Impôt particulier for a token, and how long a token lasts.
///
/// No `Debug`: the secret could one day be a real one.
#[derive(Clone)]
pub struct ImpotClient {
    /// The client's identifier. Default: `test-client`.
    pub id: String,
    /// Its secret. Default: `test-secret`.
    pub secret: String,
    /// How long a token lasts, in whole seconds. Default: an hour.
    pub token_life: Duration,
}

impl Default for ImpotClient {
    fn default() -> Self {
        Self {
            id: "test-client".to_owned(),
            secret: "test-secret".to_owned(),
            token_life: Duration::from_hours(1),
        }
    }
}

/// The service that may send people to FranceConnect, and how long things last there.
///
/// No `Debug`: the secret could one day be a real one.
#[derive(Clone)]
pub struct FranceConnectOptions {
    /// The service's identifier. Default: `france-connect-test`.
    pub client_id: String,
    /// Its secret. Default: `france-connect-secret`.
    pub client_secret: String,
    /// How long a code waits to be changed. Default: 30 seconds.
    pub code_lifetime: Duration,
    /// How long an access token and an ID token last, in whole seconds. Default: a minute.
    pub token_lifetime: Duration,
    /// How long a person stays connected. Default: half an hour.
    pub session_lifetime: Duration,
    /// Whether its pages cut their window from the page that has opened it (`Cross-Origin-Opener-Policy`), as a provider
    /// may. Default: no.
    pub cuts_window: bool,
}

impl Default for FranceConnectOptions {
    fn default() -> Self {
        Self {
            client_id: "france-connect-test".to_owned(),
            client_secret: "france-connect-secret".to_owned(),
            code_lifetime: Duration::from_secs(30),
            token_lifetime: Duration::from_mins(1),
            session_lifetime: Duration::from_mins(30),
            cuts_window: false,
        }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self::preset(Environment::Staging)
    }
}

impl Options {
    /// What no environment changes.
    pub(crate) fn bare() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            cases: None,
            tokens: Vec::new(),
            impot_client: ImpotClient::default(),
            france_connect: FranceConnectOptions::default(),
            delegations: Vec::new(),
            agent_header: None,
            dpop: None,
            hide_fields: false,
            retired_routes: false,
            limit_rate: true,
            latency: Duration::ZERO,
            fault: None,
            clock: Clock::default(),
        }
    }
}
