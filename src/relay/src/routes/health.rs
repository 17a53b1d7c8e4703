//! Whether the relay is alive, and whether it can do its work.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use crate::app::App;
use crate::problem::{Reason, Refusal};

/// `GET /healthz`: the process answers.
pub(crate) async fn alive() -> Json<Value> {
    Json(json!({ "status": "ok" }))
}

/// `GET /readyz`: agreements can be recorded, so that calls may be made.
pub(crate) async fn ready(State(app): State<Arc<App>>) -> Result<Json<Value>, Refusal> {
    match app.journal.is_ready().await {
        true => Ok(Json(
            json!({ "status": "ok", "widget": super::assets::is_built() }),
        )),
        false => Err(Reason::NotReady.in_lang(model::lang::Lang::default())),
    }
}
