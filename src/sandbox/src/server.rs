//! From a request to an answer, and the server around it.

use std::{fmt, future::IntoFuture, net::SocketAddr, sync::Arc, time::Duration};

use axum::{
    Router,
    http::{HeaderMap, HeaderValue, Uri},
    middleware,
    response::Response,
    routing::get,
};
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};
use uuid::Uuid;

use crate::{
    Call, Error, Options, answer,
    calls::Calls,
    in_flight::{Guard, InFlight},
    library::{Library, Served},
    ping,
    query::Given,
    rules, texts,
    throttle::{self, Throttle},
    tokens,
};

/// How long a stop waits for the answers under way.
const GRACE: Duration = Duration::from_secs(5);

/// The header that support asks for.
const REQUEST_ID: &str = "x-request-id";

/// A running sandbox. Dropping it stops it.
pub struct Sandbox {
    address: SocketAddr,
    state: Arc<State>,
    stop: oneshot::Sender<()>,
    server: JoinHandle<()>,
}

/// What every call sees.
struct State {
    options: Options,
    library: Library,
    throttle: Throttle,
    in_flight: InFlight,
    calls: Calls,
}

/// What a call will be answered, how long that takes, and what is held meanwhile.
struct Decision {
    response: Response,
    token: Option<usize>,
    delay: Duration,
    guard: Option<Guard>,
}

/// Starts a sandbox. It answers as soon as this returns.
///
/// # Errors
/// When a case file is malformed or unreadable, or the address cannot be listened on; each sentence names the remedy.
pub async fn start(options: Options) -> Result<Sandbox, Error> {
    let library = Library::open(options.cases.as_deref(), options.clock.today())?;
    let listen = |source| Error::Listen {
        address: options.listen,
        source,
    };
    let listener = TcpListener::bind(options.listen).await.map_err(listen)?;
    let address = listener.local_addr().map_err(listen)?;
    let state = Arc::new(State {
        library,
        throttle: Throttle::default(),
        in_flight: InFlight::default(),
        calls: Calls::default(),
        options,
    });
    let (stop, stopped) = oneshot::channel::<()>();
    // An error here means that the sender is gone: the sandbox was dropped, which stops it too.
    let shutdown = async move { drop(stopped.await) };
    let serving = axum::serve(listener, router(&state)).with_graceful_shutdown(shutdown);
    let server = tokio::spawn(async move { drop(serving.into_future().await) });
    Ok(Sandbox {
        address,
        state,
        stop,
        server,
    })
}

impl Sandbox {
    /// `http://ADDRESS`, without a final slash.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
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
        self.state.library.warnings()
    }

    /// The calls received, oldest first, recorded as soon as they are decided; the last 10,000.
    #[must_use]
    pub fn calls(&self) -> Vec<Call> {
        self.state.calls.all()
    }

    /// Stops: no new call, up to five seconds for the answers under way.
    pub async fn stop(mut self) {
        // A failure means that the server has already ended.
        let _ = self.stop.send(());
        if tokio::time::timeout(GRACE, &mut self.server).await.is_err() {
            self.server.abort();
        }
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

fn router(state: &Arc<State>) -> Router {
    let pings = ping::routes(&state.options.clock, state.options.fault);
    let router = state.library.served().iter().fold(pings, |router, served| {
        let (state, served) = (Arc::clone(state), Arc::clone(served));
        let path = served.operation.path;
        router.route(
            path,
            get(async move |uri: Uri, headers: HeaderMap| {
                state.serve(&served, &uri, &headers).await
            }),
        )
    });
    let state = Arc::clone(state);
    router
        .fallback(async move |uri: Uri| state.not_served(uri.path()))
        .layer(middleware::map_response(with_request_id))
}

impl State {
    /// Decides at once, records the call, then takes the time the answer takes.
    async fn serve(&self, served: &Served, uri: &Uri, headers: &HeaderMap) -> Response {
        let at = self.options.clock.now();
        let given = Given::read(uri);
        let mut decision = self.decide(served, given.as_ref(), headers);
        let request_id = Uuid::new_v4().to_string();
        if let Ok(value) = HeaderValue::from_str(&request_id) {
            decision.response.headers_mut().insert(REQUEST_ID, value);
        }
        self.calls.record(Call {
            at,
            path: served.operation.path.to_owned(),
            token: decision.token,
            status: decision.response.status().as_u16(),
            request_id,
            parameters: given.map(Given::into_inner).unwrap_or_default(),
        });
        tokio::time::sleep(self.options.latency + decision.delay).await;
        drop(decision.guard);
        decision.response
    }

    /// The upstream's order: token, rate, then the operation.
    fn decide(&self, served: &Served, given: Option<&Given>, headers: &HeaderMap) -> Decision {
        if let Some(fault) = self.options.fault {
            return fault.answer(served.operation, served.sample()).into();
        }
        let token = match tokens::identify(headers, &self.options.tokens) {
            Ok(token) => token,
            Err((status, text)) => return answer::refusal(status, text).into(),
        };
        let quota = self.throttle.count(token, self.options.clock.now());
        let mut decision = if quota.allowed {
            self.operate(served, token, given)
        } else {
            answer::refusal(429, texts::TOO_MANY).into()
        };
        answer::write_quota(&mut decision.response, throttle::LIMIT, quota);
        Decision {
            token: Some(token),
            ..decision
        }
    }

    /// Parameters, twin in flight, case.
    fn operate(&self, served: &Served, token: usize, given: Option<&Given>) -> Decision {
        let operation = served.operation;
        let Some(given) = given else {
            return answer::problem(400, texts::BAD_REQUEST).into();
        };
        let key = match rules::check(operation.rules, given, self.options.clock.today()) {
            Ok(key) => key,
            Err(violations) => return answer::violations(&violations).into(),
        };
        let case = served.find(&key);
        let Some(guard) = self.in_flight.enter(token, operation, key) else {
            return answer::problem(409, texts::IN_FLIGHT).into();
        };
        Decision {
            delay: case.delay,
            guard: Some(guard),
            ..answer::case(case, operation).into()
        }
    }

    /// Another version of an operation is `00402`; any other address is told what is served.
    fn not_served(&self, path: &str) -> Response {
        let paths = || {
            self.library
                .served()
                .iter()
                .map(|served| served.operation.path)
        };
        if paths()
            .any(|served| unversioned(path).is_some() && unversioned(path) == unversioned(served))
        {
            return answer::problem(404, texts::UNKNOWN_VERSION);
        }
        let body = format!(
            "{}{}\n",
            texts::NOT_SERVED,
            paths().collect::<Vec<_>>().join("\n")
        );
        answer::with_body(404, "text/plain; charset=utf-8", body)
    }
}

/// What comes after `/v3/`, whatever the number.
fn unversioned(path: &str) -> Option<&str> {
    let (version, rest) = path.strip_prefix("/v")?.split_once('/')?;
    version
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then_some(rest)
}

impl From<Response> for Decision {
    fn from(response: Response) -> Self {
        Self {
            response,
            token: None,
            delay: Duration::ZERO,
            guard: None,
        }
    }
}

/// Every answer carries an identifier, those that reach no operation too.
async fn with_request_id(mut response: Response) -> Response {
    if let Ok(value) = HeaderValue::from_str(&Uuid::new_v4().to_string()) {
        response.headers_mut().entry(REQUEST_ID).or_insert(value);
    }
    response
}
