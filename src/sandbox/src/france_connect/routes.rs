//! The provider's addresses.

use std::sync::Arc;

use axum::{
    Router,
    body::Bytes,
    http::{HeaderMap, Uri},
    response::Response,
    routing::get,
};

use super::{FranceConnect, ROOT, authorize, discovery, session_end, token, userinfo};
use crate::fields::Fields;

/// What answers a request.
type Handler = fn(&FranceConnect, &Asked) -> Response;
/// What answers everybody the same.
type Description = fn(&FranceConnect) -> Response;

/// A request to one of the provider's addresses.
pub(super) struct Asked {
    /// Of the query for a GET, of the form for a POST.
    pub(super) fields: Fields,
    pub(super) headers: HeaderMap,
    pub(super) posted: bool,
}

/// The provider's addresses.
pub(crate) fn routes(provider: &Arc<FranceConnect>) -> Router {
    let addresses: [(&str, Handler); 4] = [
        ("/authorize", authorize::authorize),
        ("/userinfo", userinfo::userinfo),
        ("/session/end", session_end::session_end),
        ("/token", token::token),
    ];
    let described: [(&str, Description); 2] = [
        ("/.well-known/openid-configuration", discovery::metadata),
        ("/jwks", discovery::keys),
    ];
    let router = described
        .into_iter()
        .fold(Router::new(), |router, (path, answer)| {
            let provider = Arc::clone(provider);
            let described = get(async move || answer(&provider));
            router.route(&at(path), described)
        });
    addresses
        .into_iter()
        .fold(router, |router, (path, handler)| {
            let (getting, posting) = (Arc::clone(provider), Arc::clone(provider));
            let asked =
                get(async move |uri: Uri, headers| handler(&getting, &Asked::got(&uri, headers)));
            let asked = asked
                .post(async move |headers, body| handler(&posting, &Asked::posted(headers, &body)));
            router.route(&at(path), asked)
        })
}

fn at(path: &str) -> String {
    format!("{ROOT}{path}")
}

impl Asked {
    fn got(uri: &Uri, headers: HeaderMap) -> Self {
        let query = uri.query().unwrap_or_default();
        Self {
            fields: Fields::read(query.as_bytes()),
            headers,
            posted: false,
        }
    }

    fn posted(headers: HeaderMap, body: &Bytes) -> Self {
        Self {
            fields: Fields::read(body),
            headers,
            posted: true,
        }
    }
}
