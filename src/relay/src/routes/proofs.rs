//! For the form's server: the keys that sign what is delivered, and what an attestation proves.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::response::{IntoResponse, Response};
use http::header;
use jiff::Timestamp;

use super::PageLang;
use crate::app::App;
use crate::problem::{Reason, Refusal};
use crate::verify::{Question, Verified};

/// How long the published keys may be kept: the next one is published longer than this before it signs.
const KEPT: &str = "public, max-age=3600";

/// `GET /.well-known/jwks.json`.
pub(crate) async fn jwks(
    State(app): State<Arc<App>>,
    PageLang(lang): PageLang,
) -> Result<Response, Refusal> {
    let keys = app.keys.as_ref().ok_or(Reason::NoKeys.in_lang(lang))?;
    let published = keys.ring().published(Timestamp::now());
    Ok(([(header::CACHE_CONTROL, KEPT)], Json(published)).into_response())
}

/// `POST /v1/verify`.
pub(crate) async fn verify(
    State(app): State<Arc<App>>,
    PageLang(lang): PageLang,
    question: Result<Json<Question>, JsonRejection>,
) -> Result<Json<Verified>, Refusal> {
    let refused = |reason: Reason| reason.in_lang(lang);
    let Json(question) = question.map_err(|rejection| refused(Reason::of_body(&rejection)))?;
    let keys = app.keys.as_ref().ok_or(refused(Reason::NoKeys))?;
    let verified = crate::verify::verify(
        &keys.ring(),
        &app.config.public_url,
        &question,
        Timestamp::now(),
    );
    let mut verified = verified.map_err(|why| refused(Reason::Attestation(why)))?;
    let withdrawal = app.journal.withdrawal(&verified.receipt).await;
    let withdrawal = withdrawal.map_err(|error| {
        tracing::error!(%error, "whether an agreement was taken back is not known");
        refused(Reason::NotReady)
    })?;
    verified.withdrawn_at = withdrawal.map(|withdrawal| withdrawal.at);
    Ok(Json(verified))
}
