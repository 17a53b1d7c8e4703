//! The way to FranceConnect and back: pages of the relay's own, in the person's browser.

use std::sync::Arc;

use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use model::lang::Lang;
use serde::Deserialize;
use ulid::Ulid;

use super::PageLang;
use super::forms::is_own;
use crate::app::App;
use crate::config;
use crate::france_connect::{self, Browser, NotKnown, PATIENCE, Place, Returned, Said};
use crate::problem::Reason;
use crate::word;

/// The relay's own cookie, which says nothing but that this is still the same browser.
const COOKIE: &str = "pre-remplir-france-connect";
/// How a cookie is named that only this very host may set.
const HOST_ONLY: &str = "__Host-";

/// For which form, and which visit of it.
#[derive(Deserialize)]
pub(crate) struct Begun {
    form: String,
    login: String,
}

/// What the relay's own button sends on the way there.
#[derive(Deserialize)]
pub(crate) struct Confirmed {
    state: String,
}

/// What it sends on the way back.
#[derive(Deserialize)]
pub(crate) struct Released {
    proof: String,
}

/// `GET /v1/france-connect/start?form=&login=&lang=`.
pub(crate) async fn start(
    State(app): State<Arc<App>>,
    PageLang(lang): PageLang,
    headers: HeaderMap,
    begun: Result<Query<Begun>, QueryRejection>,
) -> Response {
    let begun = begun.ok().and_then(|Query(begun)| {
        let form = app.config.form(&begun.form)?;
        let visit = app.visits.named(&begun.login, &form.id)?;
        Some((form, visit, page(form, &headers)?))
    });
    let Some((form, visit, origin)) = begun else {
        return refused(NotKnown::Page, true, lang);
    };
    let Ok(cookie) = word::fresh() else {
        return refused(NotKnown::Unavailable, true, lang);
    };
    let place = Place {
        visit,
        origin: origin.clone(),
        browser: Browser::of(&cookie),
        lang,
    };
    match france_connect::begin(&app, form, place).await {
        Ok(begun) => {
            let said = france_connect::start(form, &origin, &begun, lang);
            let mut response = shown(StatusCode::OK, said);
            let headers = response.headers_mut();
            let kept = set_cookie(visit, &cookie, &app.config.public_url);
            if let Ok(kept) = HeaderValue::try_from(kept) {
                headers.insert(header::SET_COOKIE, kept);
            }
            with_origin(response)
        }
        Err(why) => refused(why, false, lang),
    }
}

/// `POST /v1/france-connect/start`: the person has pressed the relay's own button.
pub(crate) async fn confirm(
    State(app): State<Arc<App>>,
    PageLang(lang): PageLang,
    headers: HeaderMap,
    confirmed: Result<Form<Confirmed>, FormRejection>,
) -> Response {
    let state = confirmed.ok().filter(|_| comes_from_here(&app, &headers));
    let url = state.and_then(|Form(confirmed)| {
        france_connect::confirmed(
            &app,
            &confirmed.state,
            &browsers(&headers, &app.config.public_url),
        )
    });
    match url {
        Some(url) => (StatusCode::SEE_OTHER, [(header::LOCATION, url)]).into_response(),
        None => refused(NotKnown::Foreign, true, lang),
    }
}

/// `GET /v1/france-connect/callback`, where FranceConnect sends the person back.
pub(crate) async fn callback(
    State(app): State<Arc<App>>,
    PageLang(lang): PageLang,
    headers: HeaderMap,
    returned: Result<Query<Returned>, QueryRejection>,
) -> Response {
    let Ok(Query(returned)) = returned else {
        return refused(NotKnown::Foreign, true, lang);
    };
    match france_connect::finish(&app, returned, &browsers(&headers, &app.config.public_url)).await
    {
        Ok(back) => match (back.known, app.config.form(&back.form)) {
            (Ok(()), Some(form)) => {
                with_origin(shown(StatusCode::OK, france_connect::back(form, &back)))
            }
            (Ok(()), None) => refused(NotKnown::Foreign, true, lang),
            (Err(why), _) => refused(why, false, back.lang),
        },
        Err(why) => refused(why, true, lang),
    }
}

/// `POST /v1/france-connect/callback`: the person who is back has pressed the relay's own button.
pub(crate) async fn release(
    State(app): State<Arc<App>>,
    PageLang(lang): PageLang,
    headers: HeaderMap,
    released: Result<Form<Released>, FormRejection>,
) -> Response {
    let proof = released.ok().filter(|_| comes_from_here(&app, &headers));
    let is_own = proof.is_some_and(|Form(released)| {
        france_connect::released(
            &app,
            &released.proof,
            &browsers(&headers, &app.config.public_url),
        )
    });
    match is_own {
        true => shown(StatusCode::OK, france_connect::home(lang)),
        false => refused(NotKnown::Foreign, true, lang),
    }
}

/// `GET /v1/france-connect/logout?login=`: leaves FranceConnect, for who came from there for this visit.
pub(crate) async fn logout(
    State(app): State<Arc<App>>,
    PageLang(lang): PageLang,
    headers: HeaderMap,
    left: Result<Query<Begun>, QueryRejection>,
) -> Response {
    let visit = left
        .ok()
        .and_then(|Query(left)| app.visits.named(&left.login, &left.form));
    let leaving = match visit {
        Some(visit) => {
            france_connect::leaving(&app, visit, &browsers(&headers, &app.config.public_url)).await
        }
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
fn page(form: &config::Form, headers: &HeaderMap) -> Option<String> {
    let referer = headers.get(header::REFERER)?.to_str().ok()?;
    let referer = reqwest::Url::parse(referer).ok()?;
    let origin = referer.origin().ascii_serialization();
    form.origins.contains(&origin).then_some(origin)
}

/// Whether a page of the relay's own sends this.
fn comes_from_here(app: &App, headers: &HeaderMap) -> bool {
    let origin = headers.get(header::ORIGIN);
    origin.is_some_and(|origin| is_own(app, origin.as_bytes()))
}

/// A page whose own button says where it stands; nobody else is told where the person comes from.
fn with_origin(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("same-origin"),
    );
    response
}

/// What the browser has of this relay: a cookie for each login, so that one tab does not end another's.
fn browsers(headers: &HeaderMap, public_url: &str) -> Vec<Browser> {
    let cookies = headers.get_all(header::COOKIE).iter();
    let pairs = cookies
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    let prefix = prefix(public_url);
    let own = pairs.filter(|(name, _)| {
        let rest = name.strip_prefix(prefix);
        rest.is_some_and(|name| name.starts_with(COOKIE))
    });
    own.map(|(_, value)| Browser::of(value)).collect()
}

/// How the cookies of a relay at this address begin. On https no other host can set one of this name, and none of another name
/// is taken (RFC 6265bis, section 4.1.3.2).
fn prefix(public_url: &str) -> &'static str {
    match public_url.starts_with("https://") {
        true => HOST_ONLY,
        false => "",
    }
}

/// The cookie of a login.
fn set_cookie(visit: Ulid, value: &str, public_url: &str) -> String {
    let age = PATIENCE.as_secs();
    let prefix = prefix(public_url);
    let secure = match prefix {
        HOST_ONLY => "; Secure",
        _ => "",
    };
    format!(
        "{prefix}{COOKIE}-{visit}={value}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax{secure}"
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
    fn the_cookie_is_the_relay_s_own_and_each_login_has_its_own() {
        let visit = Ulid::generate();
        let far = set_cookie(visit, "x", "https://relay.exemple.fr");
        assert!(far.starts_with(&format!("__Host-{COOKIE}-{visit}=x; Path=/;")));
        assert!(far.ends_with("HttpOnly; SameSite=Lax; Secure"));
        let here = set_cookie(visit, "x", "http://127.0.0.1:8787");
        assert!(here.starts_with(COOKIE) && !here.contains("Secure"));
        let sent = format!("autre=y; __Host-{COOKIE}-A=1; {COOKIE}-B=2; x{COOKIE}=3");
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::try_from(sent).unwrap());
        // What another host of the same domain can set is not the relay's.
        assert!(browsers(&headers, "https://relay.exemple.fr") == [Browser::of("1")]);
        assert!(browsers(&headers, "http://127.0.0.1:8787") == [Browser::of("2")]);
    }
}
