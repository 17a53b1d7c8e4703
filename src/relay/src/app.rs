//! Every route of the relay, on one screen.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use http::{HeaderName, HeaderValue, header};
use tower_http::set_header::SetResponseHeaderLayer;

use crate::catalogue::Catalogue;
use crate::config::Config;
use crate::error::Error;
use crate::france_connect::{CALLBACK, FranceConnect};
use crate::hook::Hooks;
use crate::journal::{Journal, Software};
use crate::keys::Keys;
use crate::places::Places;
use crate::ticket::Tickets;
use crate::upstream::Upstream;
use crate::visit::Visits;
use crate::{cors, logging, routes};

/// The largest body that is read: an honest request has less than four kilobytes.
pub(crate) const LARGEST_BODY: usize = 16 * 1024;
/// The same, of a question about an attestation, which holds it and every value.
pub(crate) const LARGEST_QUESTION: usize = 256 * 1024;
/// How long a client may take to send a whole request.
pub(crate) const SLOWEST_BODY: Duration = Duration::from_secs(10);

/// How often what nobody will use any more is forgotten.
const FORGETTING: Duration = Duration::from_secs(30);

/// What the handlers share.
pub(crate) struct App {
    pub(crate) config: Config,
    pub(crate) catalogue: Catalogue,
    pub(crate) journal: Journal,
    /// The versions of what puts the question to people.
    pub(crate) software: Software,
    /// What signs what is delivered; none when real people's relay was given no folder of keys.
    pub(crate) keys: Option<Keys>,
    pub(crate) upstream: Upstream,
    /// What tells the forms' servers of the agreements that are taken back.
    pub(crate) hooks: Hooks,
    pub(crate) visits: Visits,
    pub(crate) tickets: Arc<Tickets>,
    pub(crate) france_connect: FranceConnect,
    pub(crate) places: Places,
}

impl App {
    /// Opens all that a relay needs, with its data coming from `base_url`.
    pub(crate) async fn new(
        mut config: Config,
        catalogue: Catalogue,
        base_url: &str,
    ) -> Result<Arc<Self>, Error> {
        Ok(Arc::new(Self {
            journal: Journal::open(&config.journal).await?,
            keys: config.signing.open(config.sandbox)?,
            upstream: Upstream::new(&config, base_url)?,
            hooks: Hooks::of(&config),
            visits: Visits::new().map_err(|_| Error::Random)?,
            tickets: Arc::default(),
            france_connect: FranceConnect::new(&config, config.sandbox.then_some(base_url))?,
            software: Software {
                relay: env!("CARGO_PKG_VERSION").to_owned(),
                widget: routes::assets::version(),
                catalogue: catalogue.version().to_owned(),
            },
            places: Places::load(config.etablissements.take()),
            catalogue,
            config,
        }))
    }

    /// Looks after the journal, the keys and the tickets, for as long as it is polled.
    pub(crate) async fn tend(&self) {
        let keys = async {
            if let Some(keys) = &self.keys {
                keys.tend().await;
            }
        };
        let tickets = async {
            loop {
                tokio::time::sleep(FORGETTING).await;
                self.tickets.keep_nothing_of_the_past(SystemTime::now());
                self.france_connect.logins.forget(SystemTime::now());
            }
        };
        tokio::join!(self.journal.tend(), keys, tickets);
    }
}

/// The relay's router.
pub(crate) fn router(app: Arc<App>) -> Router {
    pages(&app.config)
        .merge(servers())
        .merge(windows())
        .merge(operations())
        .fallback(routes::unknown)
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(default_header(header::CACHE_CONTROL, "no-store"))
        .layer(default_header(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(default_header(header::REFERRER_POLICY, "no-referrer"))
        .layer(default_header(
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ))
        .layer(axum::middleware::from_fn(logging::access))
        .with_state(app)
}

/// For pages: the widget and what it asks.
fn pages(config: &Config) -> Router<Arc<App>> {
    Router::new()
        .route("/pre-remplir.js", get(routes::assets::loader))
        .route("/assets/{file}", get(routes::assets::asset))
        .route("/integrity.json", get(routes::assets::integrity))
        .route("/v1/forms/{form}", get(routes::forms::definition))
        .route("/v1/forms/{form}/prefill", post(routes::forms::prefill))
        .route("/v1/forms/{form}/person", post(routes::person::person))
        .route("/v1/receipts/{id}", get(routes::receipts::receipt))
        .route(
            "/v1/receipts/{id}/withdrawal",
            get(routes::receipts::withdrawal).post(routes::receipts::withdraw),
        )
        .route("/v1/communes", get(routes::places::communes))
        .route("/v1/pays", get(routes::places::pays))
        .route("/v1/etablissements", get(routes::places::etablissements))
        .method_not_allowed_fallback(routes::method)
        .layer(cors::layer(config))
}

/// For the servers of the forms.
fn servers() -> Router<Arc<App>> {
    Router::new()
        .route("/.well-known/jwks.json", get(routes::proofs::jwks))
        .route("/v1/verify", post(routes::proofs::verify))
        .layer(DefaultBodyLimit::max(LARGEST_QUESTION))
        .route("/v1/tickets", post(routes::tickets::mint))
        .method_not_allowed_fallback(routes::method)
}

/// For people on their way to FranceConnect and back.
fn windows() -> Router<Arc<App>> {
    Router::new()
        .route(
            "/v1/france-connect/start",
            get(routes::france_connect::start).post(routes::france_connect::confirm),
        )
        .route(
            CALLBACK,
            get(routes::france_connect::callback).post(routes::france_connect::release),
        )
        .route(
            "/v1/france-connect/logout",
            get(routes::france_connect::logout),
        )
        .route("/v1/france-connect/left", get(routes::france_connect::left))
        .method_not_allowed_fallback(routes::method)
}

/// For the people who run it, and for anyone who wants to know what it does.
fn operations() -> Router<Arc<App>> {
    Router::new()
        .route("/transparence", get(routes::transparency::transparency))
        .route("/healthz", get(routes::health::alive))
        .route("/readyz", get(routes::health::ready))
        .method_not_allowed_fallback(routes::method)
}

/// A header on every answer that does not set it itself.
fn default_header(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
}
