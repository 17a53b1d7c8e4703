//! The health routes: no token, no quota.

use axum::{Json, Router, routing::get};
use serde_json::{Value, json};

use crate::{
    Clock, Fault, answer,
    operations::{OPERATIONS, Operation},
};

/// `/api/ping`, `/api/pings` and one `/api/{provider}/ping` per operation.
pub(crate) fn routes(clock: &Clock, fault: Option<Fault>) -> Router {
    let router = Router::new()
        .route("/api/ping", get(async || Json(json!({ "status": "ok" }))))
        .route("/api/pings", get(async || Json(list())));
    OPERATIONS.iter().fold(router, |router, operation| {
        let clock = clock.clone();
        router.route(&path(operation), get(async move || provider(&clock, fault)))
    })
}

fn path(operation: &Operation) -> String {
    format!("/api/{}/ping", operation.ping)
}

fn list() -> Value {
    OPERATIONS
        .iter()
        .map(|operation| json!({ "name": operation.ping, "url": path(operation) }))
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
