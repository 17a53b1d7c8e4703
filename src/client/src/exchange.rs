//! One exchange with the API: ask for a credential, send, read within bounds, sort by status, log once.

use std::time::{Instant, SystemTime};

use http::{HeaderMap, HeaderName, StatusCode};
use serde::de::DeserializeOwned;
use tokio::time::timeout_at;

use crate::{
    Credential, Error, ErrorAnswer, Response, Settings, Transport, TransportKind,
    clock::ClockWatch,
    dialect::Dialect,
    dpop::DPOP,
    request::Request,
    response::{self, REQUEST_ID},
};

/// The largest body that is read: the API's answers are a few kilobytes.
const LARGEST_BODY: usize = 1024 * 1024;

/// What came back, whatever its status.
struct Received {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

/// Sends once, and reads the answer as `T`.
pub(crate) async fn exchange<T: DeserializeOwned>(
    http: &reqwest::Client,
    settings: &Settings,
    clock: &ClockWatch,
    request: &Request,
    deadline: tokio::time::Instant,
) -> Result<Response<T>, Error> {
    let credential = match timeout_at(deadline, settings.authentication.authorize()).await {
        Ok(credential) => credential?,
        Err(_) => return Err(TransportKind::Deadline.on(&request.shown_path).into()),
    };
    let start = Instant::now();
    let sending = http
        .get(request.url.clone())
        .headers(request.headers.clone())
        .headers(who_calls(settings, &credential, request));
    let receiving = receive(sending, clock, &request.shown_path);
    let received = match timeout_at(deadline, receiving).await {
        Ok(received) => received,
        Err(_) => Err(TransportKind::Deadline.on(&request.shown_path)),
    };
    let received = named(received, request.correlation_id.as_deref());
    log(&request.shown_path, start, &received);
    let received = received?;
    if received.status == StatusCode::UNAUTHORIZED {
        settings.authentication.refused(&credential);
    }
    sort(request, received)
}

/// The headers that say who is calling: the credential and, where there is a key, the proof of this one attempt.
fn who_calls(settings: &Settings, credential: &Credential, request: &Request) -> HeaderMap {
    let (name, value) = credential.header(request.dialect);
    // The tax interface does not ask for proofs, and its paths are not to be written anywhere else.
    let key = settings
        .dpop
        .as_ref()
        .filter(|_| request.dialect != Dialect::Impot);
    let proof = key.and_then(|key| key.proof(&request.url, &value, SystemTime::now()));
    let proof = proof.map(|proof| (HeaderName::from_static(DPOP), proof));
    [(name, value)].into_iter().chain(proof).collect()
}

/// What came back, under the name that this client gave to the call when the API gave none.
fn named(
    received: Result<Received, Transport>,
    own_id: Option<&str>,
) -> Result<Received, Transport> {
    let Some(own_id) = own_id else {
        return received;
    };
    match received {
        Ok(mut received) => {
            if let Ok(value) = own_id.parse() {
                received.headers.entry(REQUEST_ID).or_insert(value);
            }
            Ok(received)
        }
        Err(mut transport) => {
            transport
                .request_id
                .get_or_insert_with(|| own_id.to_owned());
            Err(transport)
        }
    }
}

async fn receive(
    sending: reqwest::RequestBuilder,
    clock: &ClockWatch,
    path: &str,
) -> Result<Received, Transport> {
    let mut answer = sending
        .send()
        .await
        .map_err(|error| kind_of(&error).on(path))?;
    let (status, headers) = (answer.status(), std::mem::take(answer.headers_mut()));
    clock.observe(&headers, SystemTime::now());
    let body = match read_body(&mut answer).await {
        Ok(body) => body,
        // The status of a refusal says enough: it stands even without its body.
        Err(_) if is_refusal(status) => Vec::new(),
        Err(kind) => return Err(kind.in_answer(path, status, &headers)),
    };
    Ok(Received {
        status,
        headers,
        body,
    })
}

/// The body, unless it is over 1 MiB.
pub(crate) async fn read_body(answer: &mut reqwest::Response) -> Result<Vec<u8>, TransportKind> {
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(|error| kind_of(&error))? {
        if body.len() + chunk.len() > LARGEST_BODY {
            return Err(TransportKind::BodyTooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

fn sort<T: DeserializeOwned>(request: &Request, received: Received) -> Result<Response<T>, Error> {
    let Received {
        status,
        headers,
        body,
    } = received;
    let path = request.shown_path.as_str();
    let answer = || ErrorAnswer::read(path, status, &headers, &body, SystemTime::now());
    if request.dialect == Dialect::Impot && is_without_result(status) {
        Err(Error::NotFound(Box::new(answer())))
    } else if status.is_success() {
        Ok(Response::read(
            path,
            request.dialect,
            status,
            headers,
            &body,
        )?)
    } else if is_refusal(status) {
        Err(Error::from_answer(answer()))
    } else {
        Err(TransportKind::UnexpectedStatus
            .in_answer(path, status, &headers)
            .into())
    }
}

/// How API Impôt particulier says that it knows nothing of a person or a year.
fn is_without_result(status: StatusCode) -> bool {
    matches!(status, StatusCode::NO_CONTENT | StatusCode::GONE)
}

fn is_refusal(status: StatusCode) -> bool {
    status.is_client_error() || status.is_server_error()
}

/// What happened, without the words of the HTTP library: they may hold the whole address.
pub(crate) fn kind_of(error: &reqwest::Error) -> TransportKind {
    if error.is_timeout() {
        TransportKind::Timeout
    } else if is_tls(error) {
        TransportKind::Tls
    } else if error.is_connect() {
        TransportKind::Connect
    } else {
        TransportKind::Interrupted
    }
}

/// Looks for TLS among the causes; an I/O error hides its own from `source`.
fn is_tls(error: &(dyn std::error::Error + 'static)) -> bool {
    let hidden = error
        .downcast_ref::<std::io::Error>()
        .and_then(std::io::Error::get_ref);
    error.is::<rustls::Error>()
        || hidden.is_some_and(|cause| is_tls(cause))
        || error.source().is_some_and(is_tls)
}

/// The one event of a call. The query is never in it.
fn log(path: &str, start: Instant, received: &Result<Received, Transport>) {
    let (answer, failure) = (received.as_ref().ok(), received.as_ref().err());
    let status = answer
        .map(|answer| answer.status)
        .or(failure.and_then(|failure| failure.status));
    let id = answer.and_then(|answer| response::request_id(&answer.headers));
    tracing::info!(
        target: "api_particulier",
        method = "GET",
        path,
        status = status.map(|status| status.as_u16()),
        failure = failure.map(|failure| tracing::field::debug(failure.kind)),
        duration_ms = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX),
        remaining = answer.and_then(|answer| response::header_number(&answer.headers, "ratelimit-remaining")),
        request_id = id.or(failure.and_then(|failure| failure.request_id.as_deref())),
        "called"
    );
}
