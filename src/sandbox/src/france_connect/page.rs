//! What the person sees: plain HTML, without a script, in the words of `texts`.

use std::{fmt::Write, sync::Arc};

use axum::{
    http::{HeaderName, HeaderValue, header},
    response::Response,
};

use super::{
    authorize::{BREAK_DOWN, CANCEL, HOMONYM},
    people::Person,
};
use crate::{answer, fields::Fields, oauth, texts::france_connect as texts};

const HTML: &str = "text/html; charset=utf-8";
const STYLE: &str = include_str!("page.css");
/// Nothing but the page itself: neither a script nor a frame around it. No `form-action`, which would hold for the service's address too.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

/// The choice of a person, the one who is connected first. What the service asked stays in the form.
pub(super) fn choice(
    asked: &Fields,
    connected: Option<&Person>,
    people: &[Arc<Person>],
) -> Response {
    let mut form = String::new();
    let kept = asked
        .iter()
        .filter(|(name, _)| !["personne", "action"].contains(name));
    for (name, value) in kept {
        let (name, value) = (escaped(name), escaped(value));
        let _ = write!(
            form,
            r#"<input type="hidden" name="{name}" value="{value}">"#
        );
    }
    if let Some(person) = connected {
        let label = format!("{}{}", texts::CONTINUE_AS, full_name(person));
        form.push_str(&button("personne", &person.slug, "continuer", &label, ""));
    }
    let _ = write!(form, "<h2>{}</h2>", texts::CHOOSE);
    form.push_str("<ul>");
    for person in people {
        let _ = write!(form, "<li>{}</li>", of_person(person));
    }
    let homonym = button(
        "personne",
        HOMONYM,
        "homonyme",
        texts::HOMONYM_BUTTON,
        texts::HOMONYM_HINT,
    );
    let _ = write!(form, "<li>{homonym}</li></ul><h2>{}</h2>", texts::OTHERWISE);
    form.push_str(&button("action", CANCEL, "annuler", texts::CANCEL, ""));
    form.push_str(&button(
        "action",
        BREAK_DOWN,
        "panne",
        texts::BREAK_DOWN,
        "",
    ));
    page(
        200,
        texts::TITLE,
        &format!(
            "<p>{}</p><form method=\"post\" action=\"authorize\">{form}</form>",
            texts::STAND_IN
        ),
    )
}

/// A request that cannot go back to its service.
pub(super) fn error(sentence: &str) -> Response {
    page(
        400,
        texts::ERROR_TITLE,
        &format!("<p>{}</p>", escaped(sentence)),
    )
}

/// What is said to someone who has left, and has nowhere to go back to.
pub(super) fn left() -> Response {
    page(200, texts::LEFT_TITLE, &format!("<p>{}</p>", texts::LEFT))
}

fn of_person(person: &Person) -> String {
    let date = person.identity.date_naissance.strftime("%d/%m/%Y");
    let born = if person.identity.sexe == "F" {
        texts::BORN_F
    } else {
        texts::BORN_M
    };
    let known = match person.providers.as_slice() {
        [] => texts::KNOWN_BY_NOBODY.to_owned(),
        providers => format!("{}{}", texts::KNOWN_BY, providers.join(", ")),
    };
    let label = format!("{}, {born} {date}", full_name(person));
    let title = Some(person.title.as_str()).filter(|title| !title.is_empty());
    let hint = title
        .into_iter()
        .chain([known.as_str()])
        .collect::<Vec<_>>()
        .join(". ");
    button(
        "personne",
        &person.slug,
        &format!("personne-{}", person.slug),
        &label,
        &hint,
    )
}

fn full_name(person: &Person) -> String {
    format!(
        "{} {}",
        person.identity.nom_naissance,
        person.identity.prenoms.join(" ")
    )
}

fn button(name: &str, value: &str, id: &str, label: &str, hint: &str) -> String {
    let [value, id, label, hint] = [value, id, label, hint].map(escaped);
    let hint = if hint.is_empty() {
        hint
    } else {
        format!("<small>{hint}</small>")
    };
    format!(r#"<button name="{name}" value="{value}" id="{id}"><b>{label}</b>{hint}</button>"#)
}

fn page(status: u16, title: &str, body: &str) -> Response {
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><style>{STYLE}</style></head>\
         <body><main><h1>{title}</h1>{body}</main></body></html>\n"
    );
    let mut response = oauth::uncached(answer::with_body(status, HTML, html));
    let headers: [(HeaderName, &str); 2] = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    for (name, value) in headers {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}

/// The page, in a window that the one that has opened it does not reach any more.
pub(super) fn cut_from_opener(mut page: Response) -> Response {
    page.headers_mut().insert(
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    );
    page
}

/// Text that is neither a mark nor the end of an attribute.
fn escaped(text: &str) -> String {
    text.chars().fold(String::new(), |mut safe, character| {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            plain => safe.push(plain),
        }
        safe
    })
}
