//! The person leaves FranceConnect (OpenID Connect RP-Initiated Logout).

use axum::response::Response;

use super::{
    Asked, FranceConnect,
    authorize::{cookie, redirect, set_cookie},
    page,
    request::is_loopback,
    userinfo::subject,
};
use crate::texts::france_connect as texts;

/// Ends the sessions of the person the hint names, then goes back. The hint is one of this provider's ID tokens, over or not.
pub(super) fn session_end(provider: &FranceConnect, asked: &Asked) -> Response {
    let hint = asked.fields.one("id_token_hint");
    let Some(claims) = hint.and_then(|hint| provider.key.verify(hint)) else {
        return page::error(texts::BAD_HINT);
    };
    let address = asked.fields.one("post_logout_redirect_uri");
    if address.is_some_and(|address| !is_loopback(address)) {
        return page::error(texts::BAD_LOGOUT_REDIRECT);
    }
    let client = &provider.options.client_id;
    let leaving = |person: &_| claims["sub"] == subject(person, client);
    provider
        .store
        .close(provider.clock.now(), |session| leaving(&session.person));
    let state = asked.fields.one("state").map(|state| ("state", state));
    let mut response =
        address.map_or_else(page::left, |address| redirect(address, state.into_iter()));
    if cookie(&asked.headers).is_some() {
        set_cookie(&mut response, "", 0);
    }
    response
}
