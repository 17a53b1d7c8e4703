//! The person's part: who they are, or that they would rather not. The answer goes back by their browser.

use std::sync::Arc;

use axum::{
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};

use super::{
    Asked, FranceConnect, ROOT, page,
    people::Person,
    request::{Back, Prompt, Refusal, Request},
    store::{Grant, Session},
};
use crate::{answer, texts::france_connect as texts};

const COOKIE: &str = "fc_session";
/// The choice that no register can make: two people have the same identity.
pub(super) const HOMONYM: &str = "HOMONYME";
/// The other ways out.
pub(super) const CANCEL: &str = "annuler";
pub(super) const BREAK_DOWN: &str = "panne";

/// Shows the page, or acts on what was pressed there.
pub(super) fn authorize(provider: &FranceConnect, asked: &Asked) -> Response {
    let request = match Request::check(&asked.fields, &provider.options.client_id) {
        Ok(request) => request,
        Err(Refusal::Page(sentence)) => return page::error(sentence),
        Err(Refusal::Back(back, error, description)) => {
            return refuse(provider, &back, error, description);
        }
    };
    let pressed = |name: &str| asked.fields.one(name).filter(|_| asked.posted);
    match (pressed("personne"), pressed("action")) {
        (Some(HOMONYM), _) => refuse(provider, &request.back, "server_error", texts::HOMONYM),
        (Some(slug), _) => match provider.person(slug) {
            Some(person) => grant(provider, asked, request, person),
            None => page::error(texts::UNKNOWN_PERSON),
        },
        (_, Some(CANCEL)) => refuse(provider, &request.back, "access_denied", texts::ABORTED),
        (_, Some(BREAK_DOWN)) => refuse(
            provider,
            &request.back,
            "temporarily_unavailable",
            texts::BROKEN_DOWN,
        ),
        _ => ask(provider, asked, &request),
    }
}

/// The page; a service that wants none shown is told that one is needed.
fn ask(provider: &FranceConnect, asked: &Asked, request: &Request) -> Response {
    if request.prompt == Prompt::Never {
        return refuse(
            provider,
            &request.back,
            "login_required",
            texts::LOGIN_REQUIRED,
        );
    }
    let session = session(provider, &asked.headers, request.prompt);
    let connected = session.map(|session| session.person);
    let page = page::choice(&asked.fields, connected.as_deref(), &provider.people);
    match provider.options.cuts_window {
        true => page::cut_from_opener(page),
        false => page,
    }
}

/// Sends the person back with a code. One who is connected already stays so; anyone else connects now.
fn grant(
    provider: &FranceConnect,
    asked: &Asked,
    request: Request,
    person: &Arc<Person>,
) -> Response {
    let (now, options) = (provider.clock.now(), &provider.options);
    let current = session(provider, &asked.headers, request.prompt)
        .filter(|current| current.person.slug == person.slug);
    let since = current.as_ref().map_or(now, |session| session.since);
    let back = request.back.clone();
    let code = Grant::new(request, Arc::clone(person), since);
    let code = provider.store.code(code, now, options.code_lifetime);
    let mut response = go_back(provider, &back, &[("code", &code)]);
    if current.is_none() {
        let id = provider
            .store
            .open(Arc::clone(person), now, options.session_lifetime);
        set_cookie(&mut response, &id, options.session_lifetime.as_secs());
    }
    response
}

/// The session of this browser, unless the service wants the person to connect again.
fn session(provider: &FranceConnect, headers: &HeaderMap, prompt: Prompt) -> Option<Session> {
    let id = cookie(headers).filter(|_| prompt == Prompt::Any)?;
    provider.store.session(id, provider.clock.now())
}

fn refuse(provider: &FranceConnect, back: &Back, error: &str, description: &str) -> Response {
    go_back(
        provider,
        back,
        &[("error", error), ("error_description", description)],
    )
}

/// Adds to the address what is told, the service's own state, and who tells it (RFC 9207).
fn go_back(provider: &FranceConnect, back: &Back, told: &[(&str, &str)]) -> Response {
    let state = back.state.as_deref().map(|state| ("state", state));
    let all = told
        .iter()
        .copied()
        .chain(state)
        .chain([("iss", provider.issuer())]);
    redirect(&back.redirect_uri, all)
}

/// Sends a browser to an address that is checked, with these fields.
pub(super) fn redirect<'a>(
    address: &str,
    told: impl Iterator<Item = (&'a str, &'a str)>,
) -> Response {
    let fields = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(told)
        .finish();
    let joint = match (fields.is_empty(), address.contains('?')) {
        (true, _) => "",
        (_, true) => "&",
        (_, false) => "?",
    };
    let mut response = answer::with_body(303, answer::TEXT, "");
    // An address of this machine is plain ASCII, as is what a form's encoding gives.
    if let Ok(address) = HeaderValue::from_str(&format!("{address}{joint}{fields}")) {
        response.headers_mut().insert(header::LOCATION, address);
    }
    crate::oauth::uncached(response)
}

/// The session's name in this browser.
pub(super) fn cookie(headers: &HeaderMap) -> Option<&str> {
    let lines = headers.get_all(header::COOKIE).iter();
    let pairs = lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'));
    let mut named = pairs.filter_map(|pair| pair.trim().split_once('='));
    named.find(|(name, _)| *name == COOKIE).map(|(_, id)| id)
}

/// Gives a session to this browser; a life of zero takes it back.
pub(super) fn set_cookie(response: &mut Response, id: &str, life: u64) {
    let cookie = format!("{COOKIE}={id}; Path={ROOT}; Max-Age={life}; HttpOnly; SameSite=Lax");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
}
