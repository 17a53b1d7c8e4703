//! The person's receipt, and taking the agreement back.
//!
//! No token stands against forged requests: there is no cookie and nothing else that a browser adds by itself. The receipt's id
//! in the address is the secret, and a form on another site cannot guess it. Who holds it may withdraw: the person, their page.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use model::lang::Lang;
use serde_json::{Value, json};

use super::PageLang;
use crate::app::App;
use crate::journal::{Fault, Withdrawal};
use crate::problem::Reason;
use crate::receipt;

/// What the file of a receipt ends in.
const FILE: &str = ".json";

/// `GET /v1/receipts/{id}`: a page; the records as JSON-LD when the address ends in `.json`, or the client asks for JSON.
pub(crate) async fn receipt(
    State(app): State<Arc<App>>,
    id: Result<Path<String>, PathRejection>,
    PageLang(lang): PageLang,
    headers: HeaderMap,
) -> Response {
    let id = id.map_or_else(|_| String::new(), |Path(id)| id);
    let (id, is_file) = match id.strip_suffix(FILE) {
        Some(id) => (id, true),
        None => (id.as_str(), wants_json(&headers)),
    };
    match receipt::receipt(&app, id).await {
        Ok(Some(shown)) if is_file => match shown.held.json_ld() {
            Ok(document) => {
                ([(header::CONTENT_TYPE, "application/ld+json")], document).into_response()
            }
            Err(_) => refused(Reason::NotReady, lang, is_file),
        },
        Ok(Some(shown)) => page(StatusCode::OK, receipt::page(&app, &shown, lang)),
        Ok(None) => refused(Reason::UnknownReceipt, lang, is_file),
        Err(fault) => broken(&fault, Reason::NotReady, lang, is_file),
    }
}

/// `GET /v1/receipts/{id}/withdrawal`: whether and when the agreement was taken back, for a server that was told so.
pub(crate) async fn withdrawal(
    State(app): State<Arc<App>>,
    id: Result<Path<String>, PathRejection>,
    PageLang(lang): PageLang,
) -> Response {
    let id = id.map_or_else(|_| String::new(), |Path(id)| id);
    match receipt::receipt(&app, &id).await {
        Ok(Some(shown)) => {
            let consent = &shown.held.consent;
            let at = shown
                .held
                .withdrawal
                .as_ref()
                .map(|withdrawal| &withdrawal.at);
            let told =
                json!({ "receipt": consent.receipt, "form": consent.form, "withdrawn_at": at });
            Json(told).into_response()
        }
        Ok(None) => refused(Reason::UnknownReceipt, lang, true),
        Err(fault) => broken(&fault, Reason::NotReady, lang, true),
    }
}

/// `POST /v1/receipts/{id}/withdrawal`: takes the agreement back, once; then the page, or JSON for who asks for it.
pub(crate) async fn withdraw(
    State(app): State<Arc<App>>,
    id: Result<Path<String>, PathRejection>,
    PageLang(lang): PageLang,
    headers: HeaderMap,
) -> Response {
    let as_json = wants_json(&headers);
    let id = id.ok().and_then(|Path(id)| receipt::parse(&id));
    let Some(id) = id else {
        return refused(Reason::UnknownReceipt, lang, as_json);
    };
    match app.journal.withdraw(&id).await {
        Ok(Some(withdrawal)) => {
            app.hooks.wake(&withdrawal.form);
            match as_json {
                true => Json(told(&withdrawal)).into_response(),
                false => back_to_page(&id, lang),
            }
        }
        Ok(None) => refused(Reason::UnknownReceipt, lang, as_json),
        Err(fault) => broken(&fault, Reason::Withdrawal, lang, as_json),
    }
}

/// What is said of a withdrawal, to whoever may know: nothing personal.
pub(crate) fn told(withdrawal: &Withdrawal) -> Value {
    json!({ "receipt": withdrawal.receipt, "form": withdrawal.form, "withdrawn_at": withdrawal.at })
}

/// The page says it; going there again withdraws nothing again.
fn back_to_page(id: &str, lang: Lang) -> Response {
    let page = format!("../{id}?lang={}", lang.tag());
    (StatusCode::SEE_OTHER, [(header::LOCATION, page)]).into_response()
}

fn wants_json(headers: &HeaderMap) -> bool {
    let accept = headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok());
    accept.is_some_and(|accept| accept.contains("json") && !accept.contains("text/html"))
}

fn broken(fault: &Fault, reason: Reason, lang: Lang, as_json: bool) -> Response {
    tracing::error!(error = %fault, "the journal does not answer about a receipt");
    refused(reason, lang, as_json)
}

fn refused(reason: Reason, lang: Lang, as_json: bool) -> Response {
    match as_json {
        true => reason.in_lang(lang).into_response(),
        false => page(reason.status(), receipt::refusal(&reason, lang)),
    }
}

fn page(status: StatusCode, html: String) -> Response {
    let mut response = super::page(status, html);
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("accept"));
    response
}
