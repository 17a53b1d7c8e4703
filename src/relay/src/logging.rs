//! What the relay says of its own work: one JSON line per event, and never a personal datum.
//!
//! Only this project's own events are written, at any level: those of the libraries below may hold whole URLs.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::prelude::*;

/// The environment variable that sets how much is said: `error`, `warn`, `info` (the default), `debug` or `trace`.
const LEVEL: &str = "PRE_REMPLIR_LOG";
/// Whose events are written.
const OWN: [&str; 3] = ["relay", "pre_remplir", "api_particulier"];

/// Starts writing events to standard error.
pub fn start() {
    let level = std::env::var(LEVEL)
        .ok()
        .and_then(|level| level.parse().ok())
        .unwrap_or(LevelFilter::INFO);
    let own = OWN.into_iter().fold(Targets::new(), |targets, own| {
        targets.with_target(own, level)
    });
    let lines = tracing_subscriber::fmt::layer()
        .json()
        .flatten_event(true)
        .with_writer(std::io::stderr);
    // A test may have started it already.
    tracing_subscriber::registry()
        .with(lines)
        .with(own)
        .try_init()
        .ok();
}

/// Says of each request its method, the pattern of its route, its status and how long it took.
pub(crate) async fn access(request: Request, next: Next) -> Response {
    let start = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    let route = route.as_ref().map_or("unknown", MatchedPath::as_str);
    let duration_ms = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    tracing::info!(%method, route, status = response.status().as_u16(), duration_ms, "request");
    response
}
