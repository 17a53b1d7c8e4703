//! For the host's server: a ticket for someone it has verified, or for its agent.

use std::sync::Arc;
use std::time::SystemTime;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};
use serde_json::json;

use super::PageLang;
use crate::app::App;
use crate::calendar;
use crate::problem::{Reason, Refusal};
use crate::ticket::{self, NotMinted, Order};

/// `POST /v1/tickets`, with the organisation's key as a bearer.
pub(crate) async fn mint(
    State(app): State<Arc<App>>,
    PageLang(lang): PageLang,
    headers: HeaderMap,
    order: Result<Json<Order>, JsonRejection>,
) -> Result<Response, Refusal> {
    let now = SystemTime::now();
    let key = key(&headers).map_err(|reason| reason.in_lang(lang))?;
    // Who has no key learns nothing of what is wrong with the order.
    let of_order = |reason| Reason::Order(Box::new(reason)).in_lang(lang);
    let order = order.map_err(|rejection| Reason::of_body(&rejection));
    let order = match app.config.knows_ticket_key(key) {
        true => order.map_err(of_order)?.0,
        false => return Err(Reason::Mint(NotMinted::Key).in_lang(lang)),
    };
    let ticket = ticket::ticket(&app, key, order, now).map_err(of_order)?;
    let until = calendar::rfc3339(ticket.until.try_into().unwrap_or_default());
    let form = ticket.form.clone();
    let word = app.tickets.keep(ticket, now);
    let word = word.map_err(|_| Reason::Busy(FULL).in_lang(lang))?;
    let told = json!({ "ticket": word, "form": form, "expires_at": until });
    Ok((StatusCode::CREATED, Json(told)).into_response())
}

/// After how many seconds there may be room again.
const FULL: u64 = 60;

/// The key of the request. One that a page sends is known to everyone.
fn key(headers: &HeaderMap) -> Result<&str, Reason> {
    if headers.contains_key(header::ORIGIN) {
        return Err(Reason::Mint(NotMinted::InPage));
    }
    let value = headers.get(header::AUTHORIZATION);
    let value = value.and_then(|value| value.to_str().ok());
    let (scheme, key) = value
        .and_then(|value| value.split_once(' '))
        .ok_or(Reason::Mint(NotMinted::Key))?;
    match scheme.eq_ignore_ascii_case("bearer") {
        true => Ok(key.trim()),
        false => Err(Reason::Mint(NotMinted::Key)),
    }
}
