//! The handlers, one file per family of routes.

pub(crate) mod assets;
pub(crate) mod forms;
pub(crate) mod france_connect;
pub(crate) mod health;
pub(crate) mod person;
pub(crate) mod places;
pub(crate) mod proofs;
pub(crate) mod receipts;
pub(crate) mod tickets;
pub(crate) mod transparency;

use axum::extract::{FromRequestParts, Query};
use axum::response::{Html, IntoResponse as _, Response};
use http::request::Parts;
use http::{HeaderName, HeaderValue, StatusCode, header};
use model::lang::Lang;
use serde::Deserialize;

use crate::problem::{Reason, Refusal};
use crate::receipt::POLICY;

/// The language of the page, from `?lang=`; French when it is not said.
pub(crate) struct PageLang(pub(crate) Lang);

#[derive(Deserialize)]
struct LangQuery {
    lang: Option<String>,
}

impl<S: Send + Sync> FromRequestParts<S> for PageLang {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let query = Query::<LangQuery>::try_from_uri(&parts.uri).ok();
        Ok(Self(Lang::from_tag(
            query
                .and_then(|query| query.0.lang)
                .as_deref()
                .unwrap_or_default(),
        )))
    }
}

/// A page of the relay's own, which stands in no frame and in no search engine.
pub(crate) fn page(status: StatusCode, html: String) -> Response {
    let mut response = (status, Html(html)).into_response();
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&POLICY) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    let robots = HeaderName::from_static("x-robots-tag");
    headers.insert(robots, HeaderValue::from_static("noindex, nofollow"));
    response
}

/// Answers what no route takes.
pub(crate) async fn unknown(PageLang(lang): PageLang) -> Refusal {
    Reason::UnknownRoute.in_lang(lang)
}

/// Answers a method that a route does not take.
pub(crate) async fn method(PageLang(lang): PageLang) -> Refusal {
    Reason::Method.in_lang(lang)
}
