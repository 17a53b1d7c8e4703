//! The town's web site: its pages under a strict content security policy, and the address its forms are sent to.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use http::{HeaderName, HeaderValue, StatusCode, header};
use serde::Deserialize;
use tower_http::set_header::SetResponseHeaderLayer;

use super::accounts::TICKET;
use super::received::{Checked, Fields, Server};
use super::{Www, people};
use crate::html::text;

/// Where the pages name the relay.
const RELAY: &str = "{{relay}}";
/// Where the answer page shows what was sent, and what the town makes of it.
const FIELDS: &str = "{{champs}}";
const OUTCOME: &str = "{{constat}}";
const SEALED: &str = "{{scelle}}";

/// The form that was sent, as its page's address for it says.
#[derive(Deserialize)]
struct Sent {
    #[serde(default)]
    form: String,
}

/// The web site, whose pages load the widget from the server's relay.
pub(super) fn router(server: Server) -> Router {
    let relay = &server.relay;
    let csp = format!(
        "default-src 'none'; script-src 'self' {relay} 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
         connect-src 'self' {relay}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
         require-trusted-types-for 'script'"
    );
    // An address holds nothing that a header cannot.
    let csp = HeaderValue::from_str(&csp)
        .unwrap_or_else(|_| HeaderValue::from_static("default-src 'none'"));
    Router::new()
        .route("/", get(index))
        .route("/recu", post(received))
        .route("/personnes.json", get(|| async { Json(people::people()) }))
        .route("/{*page}", get(page))
        .layer(SetResponseHeaderLayer::overriding(
            HeaderName::from_static("content-security-policy"),
            csp,
        ))
        .layer(SetResponseHeaderLayer::if_not_present(
            header::CACHE_CONTROL,
            HeaderValue::from_static("no-store"),
        ))
        .with_state(Arc::new(server))
}

async fn index(server: State<Arc<Server>>) -> Response {
    page(server, Path("index.html".to_owned())).await
}

async fn page(State(server): State<Arc<Server>>, Path(page): Path<String>) -> Response {
    let found = Www::get(&page).zip(media_type(&page));
    let Some((file, media_type)) = found else {
        return (
            StatusCode::NOT_FOUND,
            "Cette page n’existe pas. Revenez à l’accueil : /",
        )
            .into_response();
    };
    let text = String::from_utf8_lossy(&file.data);
    let body = match page.ends_with(".html") {
        true => {
            let text = server.known(&page, text.to_string()).await;
            text.replace(RELAY, &server.relay).into_bytes()
        }
        false => file.data.to_vec(),
    };
    // What stands for a person is kept nowhere. Any other page may be: who goes back to it finds what they typed.
    let kept = match text.contains(TICKET) {
        true => "no-store",
        false => "no-cache",
    };
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::CACHE_CONTROL, kept),
    ];
    (headers, body).into_response()
}

/// Shows what a form sent, and which of it is certified; keeps none of it.
async fn received(
    State(server): State<Arc<Server>>,
    Query(sent): Query<Sent>,
    Form(fields): Form<Fields>,
) -> Html<String> {
    let page = page_of(&sent.form).unwrap_or_default();
    let checked = server.check(&sent.form, &page, &fields).await;
    let rows: String = fields.iter().map(|field| row(field, &checked)).collect();
    let answer = text_of("recu.html").unwrap_or_default();
    let sealed = checked
        .sealed
        .iter()
        .map(|(path, value)| format!("<li><code>{}</code> : {}</li>\n", text(path), text(value)));
    let answer = answer
        .replace(OUTCOME, &text(&checked.outcome))
        .replace(SEALED, &sealed.collect::<String>());
    // What people wrote goes in last: it is not looked at for more places to fill.
    Html(answer.replace(FIELDS, &rows))
}

fn row((name, value): &(String, String), checked: &Checked) -> String {
    let is_token = name.starts_with("pre-remplir-");
    let origin = match checked.origins.get(name) {
        _ if is_token || value.is_empty() => "",
        Some(origin) => origin,
        None => "Déclaré",
    };
    let value = if is_token {
        shortened(value)
    } else {
        value.clone()
    };
    format!(
        "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>\n",
        text(name),
        text(&value),
        text(origin)
    )
}

/// The beginning of a token, which nobody reads.
fn shortened(token: &str) -> String {
    let start: String = token.chars().take(32).collect();
    if start.len() == token.len() {
        start
    } else {
        start + "…"
    }
}

/// The page that has the form of this id.
fn page_of(form: &str) -> Option<String> {
    let names = format!("<pre-remplir form=\"{form}\"");
    let pages = Www::iter().filter(|name| name.ends_with(".html"));
    let mut texts = pages.filter_map(|name| text_of(&name));
    texts.find(|text| text.contains(&names))
}

fn text_of(page: &str) -> Option<String> {
    Www::get(page).map(|file| String::from_utf8_lossy(&file.data).into_owned())
}

/// What is served: the pages, not the configuration beside them.
fn media_type(page: &str) -> Option<&'static str> {
    match page.rsplit_once('.')?.1 {
        "html" => Some("text/html; charset=utf-8"),
        "css" => Some("text/css; charset=utf-8"),
        "js" => Some("text/javascript; charset=utf-8"),
        "svg" => Some("image/svg+xml"),
        "png" => Some("image/png"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_configuration_is_not_a_page() {
        assert_eq!(media_type("demo.toml"), None);
    }
}
