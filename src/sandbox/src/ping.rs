//! The health routes: no token, no quota.

use axum::{Json, Router, routing::get};
use serde_json::{Value, json};

use crate::{Clock, Fault, answer, operations};

/// `/api/ping`, `/api/pings` and one `/api/{provider}/ping` for each operation that has one.
pub(crate) fn routes(clock: &Clock, fault: Option<Fault>) -> Router {
    let router = Router::new()
        .route("/api/ping", get(async || Json(json!({ "status": "ok" }))))
        .route("/api/pings", get(async || Json(list())));
    names().fold(router, |router, name| {
        let clock = clock.clone();
        router.route(&path(name), get(async move || provider(&clock, fault)))
    })
}

fn names() -> impl Iterator<Item = &'static str> {
    operations::all().filter_map(|operation| operation.ping)
}

fn path(name: &str) -> String {
    format!("/api/{name}/ping")
}

fn list() -> Value {
    names()
        .map(|name| json!({ "name": name, "url": path(name) }))
        .collect()
}

fn provider(clock: &Clock, fault: Option<Fault>) -> axum::response::Response {
    let (status, word) = match fault {
        Some(Fault::Down) => (200, "maintenance"),
        Some(Fault::BadGateway | Fault::Timeout) => (502, "bad_gateway"),
        _ => (200, "ok"),
    };
    let now = clock.now().to_string();
    let body = json!({ "status": word, "last_update": now, "last_ok_status": now });
    answer::with_body(status, answer::JSON, body.to_string())
}
