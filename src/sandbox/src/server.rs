//! The server: it listens, routes, and stops.

use std::{fmt, future::IntoFuture, net::SocketAddr, sync::Arc, time::Duration};

use axum::{
    Router,
    body::Bytes,
    http::{HeaderMap, HeaderValue, Uri},
    middleware,
    response::Response,
    routing::{get, post},
};
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};
use uuid::Uuid;

use crate::{
    Call, Error, Options,
    clock::paris_date,
    fields::Fields,
    france_connect, impot,
    library::Library,
    ping,
    pipeline::{Pipeline, REQUEST_ID},
};

/// How long a stop waits for the answers under way.
const GRACE: Duration = Duration::from_secs(5);

/// A running sandbox. Dropping it stops it.
pub struct Sandbox {
    address: SocketAddr,
    pipeline: Arc<Pipeline>,
    stop: oneshot::Sender<()>,
    server: JoinHandle<()>,
}

/// Starts a sandbox. It answers as soon as this returns.
///
/// # Errors
/// When a case file is malformed or unreadable, or the address cannot be listened on; each sentence names the remedy.
pub async fn start(options: Options) -> Result<Sandbox, Error> {
    let library = Library::open(options.cases.as_deref(), paris_date(options.clock.now()))?;
    let listen = |source| Error::Listen {
        address: options.listen,
        source,
    };
    let listener = TcpListener::bind(options.listen).await.map_err(listen)?;
    let address = listener.local_addr().map_err(listen)?;
    let pipeline = Arc::new(Pipeline::new(options, library, &base_url(address)));
    let (stop, stopped) = oneshot::channel::<()>();
    // An error here means that the sender is gone: the sandbox was dropped, which stops it too.
    let shutdown = async move { drop(stopped.await) };
    let serving = axum::serve(listener, router(&pipeline)).with_graceful_shutdown(shutdown);
    let server = tokio::spawn(async move { drop(serving.into_future().await) });
    Ok(Sandbox {
        address,
        pipeline,
        stop,
        server,
    })
}

impl Sandbox {
    /// `http://ADDRESS`, without a final slash.
    #[must_use]
    pub fn base_url(&self) -> String {
        base_url(self.address)
    }

    /// What identifies the FranceConnect served: `BASE_URL/franceconnect/api/v2`.
    #[must_use]
    pub fn france_connect_issuer(&self) -> &str {
        self.pipeline.france_connect.issuer()
    }

    /// The address listened on, with the port that was taken.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What the person starting the sandbox should know about its cases: duplicates, cases that cannot match,
    /// operations without a folder. Empty with the embedded families.
    #[must_use]
    pub fn warnings(&self) -> &[String] {
        self.pipeline.library.warnings()
    }

    /// The calls received, oldest first, recorded as soon as they are decided; the last 10,000.
    #[must_use]
    pub fn calls(&self) -> Vec<Call> {
        self.pipeline.calls.all()
    }

    /// Stops: the address is free again, and answers under way have five seconds; one that takes longer ends with the program.
    pub async fn stop(self) {
        // A failure means that the server has already ended.
        let _ = self.stop.send(());
        // So does one here, or that the five seconds are over.
        let _ = tokio::time::timeout(GRACE, self.server).await;
    }

    /// Serves until `shutdown` resolves, then stops.
    pub async fn run_until(self, shutdown: impl Future<Output = ()>) {
        shutdown.await;
        self.stop().await;
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Sandbox")
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}

fn base_url(address: SocketAddr) -> String {
    format!("http://{address}")
}

fn router(pipeline: &Arc<Pipeline>) -> Router {
    let pings = ping::routes(&pipeline.options.clock, pipeline.options.fault);
    let router = pipeline
        .library
        .served()
        .iter()
        .fold(pings, |router, served| {
            let (pipeline, served) = (Arc::clone(pipeline), Arc::clone(served));
            let path = served.operation.path;
            router.route(
                path,
                get(async move |uri: Uri, headers: HeaderMap| {
                    pipeline.serve(&served, &uri, &headers).await
                }),
            )
        });
    let (gateway, pipeline) = (Arc::clone(pipeline), Arc::clone(pipeline));
    let token = async move |headers: HeaderMap, form: Bytes| {
        gateway.impot_token(&headers, &Fields::read(&form))
    };
    router
        .merge(france_connect::routes(&pipeline.france_connect))
        .route(impot::TOKEN_PATH, post(token))
        .fallback(async move |uri: Uri| pipeline.not_served(uri.path()))
        .layer(middleware::map_response(with_request_id))
}

/// Every answer carries an identifier, those that reach no operation too.
async fn with_request_id(mut response: Response) -> Response {
    if let Ok(value) = HeaderValue::from_str(&Uuid::new_v4().to_string()) {
        response.headers_mut().entry(REQUEST_ID).or_insert(value);
    }
    response
}
