//! The way to FranceConnect and back: pages of the relay's own, in the person's browser.

use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use model::lang::Lang;
use serde::Deserialize;
use ulid::Ulid;

use super::PageLang;
use super::forms::may_use;
use crate::app::App;
use crate::config::Form;
use crate::france_connect::{self, Browser, NotKnown, PATIENCE, Place, Returned, Said};
use crate::problem::Reason;

/// The relay's own cookie, which says nothing but that this is still the same browser.
const COOKIE: &str = "pre-remplir-france-connect";
/// Where it is sent.
const COOKIE_PATH: &str = "/v1/france-connect";

/// For which form, and which visit of it.
#[derive(Deserialize)]
pub(crate) struct Begun {
    form: String,
    login: String,
}

/// For which visit.
#[derive(Deserialize)]
pub(crate) struct Left {
    login: String,
}

/// `GET /v1/france-connect/start?form=&login=&lang=`.
pub(crate) async fn start(
    State(app): State<Arc<App>>,
    PageLang(lang): PageLang,
    headers: HeaderMap,
    begun: Result<Query<Begun>, QueryRejection>,
) -> Response {
    let begun = begun
        .ok()
        .and_then(|Query(begun)| Some((app.config.form(&begun.form)?, begun)));
    let Some((form, begun)) = begun else {
        return refused(NotKnown::Page, true, lang);
    };
    let (Some(origin), Ok(visit)) = (page(&app, form, &headers), begun.login.parse::<Ulid>())
    else {
        return refused(NotKnown::Page, true, lang);
    };
    let Some(cookie) = cookie(&headers).map(str::to_owned).or_else(fresh) else {
        return refused(NotKnown::Unavailable, true, lang);
    };
    let place = Place {
        visit,
        origin,
        browser: Browser::of(&cookie),
        lang,
    };
    match france_connect::begin(&app, form, place).await {
        Ok(url) => {
            let mut response = shown(StatusCode::OK, france_connect::start(&url, lang));
            let kept = set_cookie(&cookie, &app.config.public_url);
            if let Ok(kept) = HeaderValue::try_from(kept) {
                response.headers_mut().insert(header::SET_COOKIE, kept);
            }
            response
        }
        Err(why) => refused(why, false, lang),
    }
}

/// `GET /v1/france-connect/callback`, where FranceConnect sends the person back.
pub(crate) async fn callback(
    State(app): State<Arc<App>>,
    PageLang(lang): PageLang,
    headers: HeaderMap,
    returned: Result<Query<Returned>, QueryRejection>,
) -> Response {
    let browser = cookie(&headers).map(Browser::of);
    let Ok(Query(returned)) = returned else {
        return refused(NotKnown::Foreign, true, lang);
    };
    let (page_lang, known) = france_connect::finish(&app, returned, browser.as_ref()).await;
    let lang = page_lang.unwrap_or(lang);
    match known {
        Ok(()) => shown(StatusCode::OK, france_connect::back(lang)),
        Err(why) => refused(why, why == NotKnown::Foreign, lang),
    }
}

/// `GET /v1/france-connect/logout?login=`: leaves FranceConnect, for who came from there for this visit.
pub(crate) async fn logout(
    State(app): State<Arc<App>>,
    PageLang(lang): PageLang,
    headers: HeaderMap,
    left: Result<Query<Left>, QueryRejection>,
) -> Response {
    let browser = cookie(&headers).map(Browser::of);
    let visit = left.ok().and_then(|Query(left)| left.login.parse().ok());
    let leaving = match visit {
        Some(visit) => france_connect::leaving(&app, visit, browser.as_ref()).await,
        None => None,
    };
    shown(
        StatusCode::OK,
        france_connect::ended(leaving.as_ref(), lang),
    )
}

/// `GET /v1/france-connect/left`, where FranceConnect sends who has left it.
pub(crate) async fn left(PageLang(lang): PageLang) -> Response {
    shown(StatusCode::OK, france_connect::ended(None, lang))
}

/// The origin of the page that the person comes from, when the form stands there. No page can make a browser say another's.
fn page(app: &App, form: &Form, headers: &HeaderMap) -> Option<String> {
    let referer = headers.get(header::REFERER)?.to_str().ok()?;
    let referer = reqwest::Url::parse(referer).ok()?;
    let origin = referer.origin().ascii_serialization();
    may_use(app, form, origin.as_bytes()).then_some(origin)
}

fn cookie(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(header::COOKIE).iter();
    let mut pairs = cookies
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split(';'));
    pairs.find_map(|pair| pair.trim().strip_prefix(COOKIE)?.strip_prefix('='))
}

fn fresh() -> Option<String> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).ok()?;
    Some(URL_SAFE_NO_PAD.encode(bytes))
}

/// The cookie of a relay at this address, which may stand under a path of its host.
fn set_cookie(value: &str, public_url: &str) -> String {
    let secure = match public_url.starts_with("https://") {
        true => "; Secure",
        false => "",
    };
    let address = public_url.split_once("://").map_or("", |(_, rest)| rest);
    let under = address.find('/').map_or("", |place| &address[place..]);
    let age = PATIENCE.as_secs();
    format!(
        "{COOKIE}={value}; Path={under}{COOKIE_PATH}; Max-Age={age}; HttpOnly; SameSite=Lax{secure}"
    )
}

fn refused(why: NotKnown, stays: bool, lang: Lang) -> Response {
    let reason = Reason::Login(why);
    let said = france_connect::refused(&reason, stays, lang);
    shown(reason.status(), said)
}

fn shown(status: StatusCode, said: Said) -> Response {
    let mut response = (status, Html(said.html)).into_response();
    if let Ok(policy) = HeaderValue::try_from(said.policy) {
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_goes_to_the_relay_s_own_windows_alone() {
        let alone = set_cookie("x", "https://relay.exemple.fr");
        assert!(alone.contains("; Path=/v1/france-connect;") && alone.ends_with("; Secure"));
        let under = set_cookie("x", "https://exemple.fr/relais");
        assert!(under.contains("; Path=/relais/v1/france-connect;"));
        let here = set_cookie("x", "http://127.0.0.1:8787");
        assert!(here.contains("HttpOnly; SameSite=Lax") && !here.contains("Secure"));
    }
}
