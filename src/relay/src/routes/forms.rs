//! A form's definition, and its prefill.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{FromRequest, Path, Request as HttpRequest, State};
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, stream};
use http::{HeaderMap, header};
use model::lang::Lang;
use model::protocol::{Answer, Definition, Request, SourceResult};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::PageLang;
use crate::app::{App, SLOWEST_BODY};
use crate::config::Form;
use crate::prefill::Prefill;
use crate::problem::{Reason, Refusal};

/// One JSON document per line.
const NDJSON: &str = "application/x-ndjson";

/// `GET /v1/forms/{form}`.
pub(crate) async fn definition(
    State(app): State<Arc<App>>,
    form: Result<Path<String>, PathRejection>,
    PageLang(lang): PageLang,
    headers: HeaderMap,
) -> Result<Json<Definition>, Refusal> {
    let form = form_for(&app, form, &headers).map_err(|reason| reason.in_lang(lang))?;
    Ok(Json(crate::definition::definition(&app, &form, lang)))
}

/// `POST /v1/forms/{form}/prefill`.
pub(crate) async fn prefill(
    State(app): State<Arc<App>>,
    form: Result<Path<String>, PathRejection>,
    PageLang(lang): PageLang,
    headers: HeaderMap,
    request: HttpRequest,
) -> Result<Response, Refusal> {
    let form = form_for(&app, form, &headers).map_err(|reason| reason.in_lang(lang))?;
    let request: Request = read(request, lang).await?;
    let prefill = crate::prefill::prefill(app, form, origin(&headers), request).await?;
    match (prefill.is_sealed(), wants_lines(&headers)) {
        (true, lines) => {
            let answer = prefill.sealed().await;
            Ok(sealed(
                &answer.map_err(|reason| reason.in_lang(lang))?,
                lines,
            ))
        }
        (false, true) => Ok(line_by_line(prefill)),
        (false, false) => Ok(at_once(prefill).await),
    }
}

/// A sealed answer in one piece: a line per source would tell which has answered.
fn sealed(answer: &Answer, lines: bool) -> Response {
    match lines {
        true => (
            [(header::CONTENT_TYPE, NDJSON)],
            format!("{}\n", json!(answer)),
        )
            .into_response(),
        false => Json(answer).into_response(),
    }
}

/// Whether the client wants each result as it arrives.
fn wants_lines(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .is_some_and(|accept| accept.as_bytes() == NDJSON.as_bytes())
}

/// The whole answer, when the last source has answered.
async fn at_once(mut prefill: Prefill) -> Response {
    let mut results = BTreeMap::new();
    while let Some((source, result)) = prefill.results.recv().await {
        results.insert(source, result);
    }
    prefill.gate.pass_all(&mut results).await;
    Json(Answer {
        attestation: prefill.attest(&results),
        receipt: prefill.receipt,
        results,
        sealed: None,
    })
    .into_response()
}

/// The same answer in pieces: a line per source as it arrives, then the receipt and the attestation.
fn line_by_line(prefill: Prefill) -> Response {
    let begun = Some((prefill, BTreeMap::new()));
    let lines = stream::unfold(begun, async |state| {
        let (mut prefill, mut results) = state?;
        Some(match prefill.results.recv().await {
            Some((source, result)) => {
                let result = prefill.gate.pass(result).await;
                let line = json!({ "results": { &source: &result } });
                results.insert(source, result);
                (line, Some((prefill, results)))
            }
            None => (last_line(&prefill, results).await, None),
        })
    });
    let lines = lines.map(|piece| Ok::<_, Infallible>(format!("{piece}\n")));
    ([(header::CONTENT_TYPE, NDJSON)], Body::from_stream(lines)).into_response()
}

async fn last_line(prefill: &Prefill, mut results: BTreeMap<String, SourceResult>) -> Value {
    prefill.gate.pass_all(&mut results).await;
    let mut line = json!({ "receipt": prefill.receipt });
    if let Some(attestation) = prefill.attest(&results) {
        line["attestation"] = attestation.into();
    }
    line
}

/// The form, for a page that may use it. A program that is no page sends no origin.
pub(super) fn form_for(
    app: &App,
    id: Result<Path<String>, PathRejection>,
    headers: &HeaderMap,
) -> Result<Arc<Form>, Reason> {
    let Path(id) = id.map_err(|_| Reason::UnknownForm)?;
    let form = app.config.form(&id).ok_or(Reason::UnknownForm)?;
    match headers.get(header::ORIGIN) {
        Some(origin) if !may_use(app, form, origin.as_bytes()) => Err(Reason::Origin),
        _ => Ok(form.clone()),
    }
}

/// Whether a page at this origin may use the form: one of the form's, or the relay's own.
fn may_use(app: &App, form: &Form, origin: &[u8]) -> bool {
    let mut listed = form.origins.iter();
    listed.any(|listed| listed.as_bytes() == origin) || is_own(app, origin)
}

/// The origin that the browser says the page has.
pub(super) fn origin(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::ORIGIN)?.to_str().ok()
}

/// Whether a page stands on the relay's own address.
pub(super) fn is_own(app: &App, origin: &[u8]) -> bool {
    let own = reqwest::Url::parse(&app.config.public_url);
    own.is_ok_and(|own| own.origin().ascii_serialization().as_bytes() == origin)
}

/// Reads the JSON document. What is wrong in it is never said with its words: they may be a person's.
pub(super) async fn read<T: DeserializeOwned>(
    request: HttpRequest,
    lang: Lang,
) -> Result<T, Refusal> {
    let body = tokio::time::timeout(SLOWEST_BODY, Json::<T>::from_request(request, &())).await;
    let refused = |reason: Reason| reason.in_lang(lang);
    match body {
        Ok(Ok(Json(request))) => Ok(request),
        Ok(Err(rejection)) => Err(refused(Reason::of_body(&rejection))),
        Err(_) => Err(refused(Reason::Body)),
    }
}
