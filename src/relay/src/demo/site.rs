//! The town's web site: its pages under a strict content security policy, and the address its forms are sent to.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use http::{HeaderName, HeaderValue, StatusCode, header};
use tower_http::set_header::SetResponseHeaderLayer;

use super::{Www, people};

/// Where the pages name the relay.
const RELAY: &str = "{{relay}}";
/// Where the answer page shows what was sent.
const FIELDS: &str = "{{champs}}";

/// The web site, whose pages load the widget from `relay`.
pub(super) fn router(relay: &str) -> Router {
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
        .layer(SetResponseHeaderLayer::overriding(
            header::CACHE_CONTROL,
            HeaderValue::from_static("no-store"),
        ))
        .with_state(Arc::from(relay))
}

async fn index(relay: State<Arc<str>>) -> Response {
    page(relay, Path("index.html".to_owned())).await
}

async fn page(State(relay): State<Arc<str>>, Path(page): Path<String>) -> Response {
    let found = Www::get(&page).zip(media_type(&page));
    let Some((file, media_type)) = found else {
        return (
            StatusCode::NOT_FOUND,
            "Cette page n’existe pas. Revenez à l’accueil : /",
        )
            .into_response();
    };
    let body = match page.ends_with(".html") {
        true => String::from_utf8_lossy(&file.data)
            .replace(RELAY, &relay)
            .into_bytes(),
        false => file.data.into_owned(),
    };
    ([(header::CONTENT_TYPE, media_type)], body).into_response()
}

/// Shows what a form sent; keeps none of it.
async fn received(Form(fields): Form<Vec<(String, String)>>) -> Html<String> {
    let row = |(name, value): &(String, String)| {
        format!(
            "<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n",
            escape(name),
            escape(value)
        )
    };
    let rows: String = fields.iter().map(row).collect();
    let page = Www::get("recu.html")
        .map(|file| String::from_utf8_lossy(&file.data).into_owned())
        .unwrap_or_default();
    Html(page.replace(FIELDS, &rows))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
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
    fn what_was_sent_is_shown_as_text() {
        assert_eq!(escape("<b a=\"1\">&"), "&lt;b a=&quot;1&quot;&gt;&amp;");
    }

    #[test]
    fn the_configuration_is_not_a_page() {
        assert_eq!(media_type("demo.toml"), None);
    }
}
