//! A form's definition, and its prefill.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, Path, Request as HttpRequest, State};
use http::{HeaderMap, header};
use model::lang::Lang;
use model::protocol::{Answer, Definition, Request};

use super::PageLang;
use crate::app::{App, SLOWEST_BODY};
use crate::config::Form;
use crate::problem::{Reason, Refusal};

/// `GET /v1/forms/{form}`.
pub(crate) async fn definition(
    State(app): State<Arc<App>>,
    Path(form): Path<String>,
    PageLang(lang): PageLang,
    headers: HeaderMap,
) -> Result<Json<Definition>, Refusal> {
    let form = form_for(&app, &form, &headers).map_err(|reason| reason.in_lang(lang))?;
    Ok(Json(crate::definition::definition(&app, &form, lang)))
}

/// `POST /v1/forms/{form}/prefill`.
pub(crate) async fn prefill(
    State(app): State<Arc<App>>,
    Path(form): Path<String>,
    PageLang(lang): PageLang,
    headers: HeaderMap,
    request: HttpRequest,
) -> Result<Json<Answer>, Refusal> {
    let form = form_for(&app, &form, &headers).map_err(|reason| reason.in_lang(lang))?;
    let request = read(request, lang).await?;
    crate::prefill::prefill(app, form, request).await.map(Json)
}

/// The form, for a page that may use it. A program that is no page sends no origin.
fn form_for(app: &App, id: &str, headers: &HeaderMap) -> Result<Arc<Form>, Reason> {
    let form = app.config.form(id).ok_or(Reason::UnknownForm)?;
    let is_listed = |origin| {
        form.origins
            .iter()
            .any(|listed| listed.as_bytes() == origin)
    };
    match headers.get(header::ORIGIN) {
        Some(origin) if !is_listed(origin.as_bytes()) && !is_own(app, origin.as_bytes()) => {
            Err(Reason::Origin)
        }
        _ => Ok(form.clone()),
    }
}

/// Whether a page stands on the relay's own address.
fn is_own(app: &App, origin: &[u8]) -> bool {
    app.config.public_url.as_bytes() == origin
}

/// Reads the JSON document. What is wrong in it is never said with its words: they may be a person's.
async fn read(request: HttpRequest, lang: Lang) -> Result<Request, Refusal> {
    let body =
        tokio::time::timeout(SLOWEST_BODY, Json::<Request>::from_request(request, &())).await;
    let refused = |reason: Reason| reason.in_lang(lang);
    match body {
        Ok(Ok(Json(request))) => Ok(request),
        Ok(Err(JsonRejection::MissingJsonContentType(_))) => Err(refused(Reason::MediaType)),
        Ok(Err(rejection)) if rejection.status() == http::StatusCode::PAYLOAD_TOO_LARGE => {
            Err(refused(Reason::TooLarge))
        }
        Ok(Err(_)) | Err(_) => Err(refused(Reason::Body)),
    }
}
