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

use axum::extract::{FromRequestParts, Query};
use http::request::Parts;
use model::lang::Lang;
use serde::Deserialize;

use crate::problem::{Reason, Refusal};

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

/// Answers what no route takes.
pub(crate) async fn unknown(PageLang(lang): PageLang) -> Refusal {
    Reason::UnknownRoute.in_lang(lang)
}

/// Answers a method that a route does not take.
pub(crate) async fn method(PageLang(lang): PageLang) -> Refusal {
    Reason::Method.in_lang(lang)
}
