//! The town's web site, as a host would run it: the pages of `www/` under a strict content security policy, and the
//! address that the forms are sent to.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// What a form sent: names and values, in the order of the page.
pub type Fields = Vec<(String, String)>;

/// Which pages are served, and how they differ from their files.
#[derive(Clone, Debug)]
pub struct Pages {
    /// The folders that they are looked for in, one after the other.
    pub folders: Vec<PathBuf>,
    /// What is written in place of what; a text that no page has is a mistake.
    pub edits: Vec<(&'static str, &'static str)>,
    /// The policy does not let WebAssembly run.
    pub without_wasm: bool,
}

impl Default for Pages {
    /// Those of `www/`, as they are.
    fn default() -> Self {
        Self {
            folders: vec![www()],
            edits: Vec::new(),
            without_wasm: false,
        }
    }
}

/// A web site that listens and has no pages yet.
pub struct Address {
    listener: TcpListener,
    /// Its origin, without a final slash.
    pub origin: String,
}

impl Address {
    /// A free address of this machine.
    pub async fn free() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        Self { listener, origin }
    }

    /// Serves the pages, which load the widget from `relay`.
    pub fn serve(self, relay: &str, pages: Pages) -> Site {
        let (received, models) = <(Arc<Mutex<_>>, Arc<Mutex<_>>)>::default();
        let town = Arc::new(Town {
            relay: relay.to_owned(),
            csp: csp(relay, pages.without_wasm),
            pages,
            received: received.clone(),
            models: models.clone(),
        });
        let router = Router::new()
            .route("/recu", post(receive))
            .route("/demande", post(receive_model))
            .route("/{*page}", get(page))
            .with_state(town);
        let serving = axum::serve(self.listener, router).into_future();
        Site {
            origin: self.origin,
            received,
            models,
            server: tokio::spawn(serving),
        }
    }
}

/// A web site at work; it ends when this is dropped.
pub struct Site {
    /// Its origin, without a final slash.
    pub origin: String,
    received: Arc<Mutex<Vec<Fields>>>,
    models: Arc<Mutex<Vec<Value>>>,
    server: JoinHandle<std::io::Result<()>>,
}

impl Site {
    /// Every form that was sent, first to last.
    pub fn received(&self) -> Vec<Fields> {
        self.received.lock().unwrap().clone()
    }

    /// Every model that a page sent by itself, first to last.
    pub fn models(&self) -> Vec<Value> {
        self.models.lock().unwrap().clone()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.server.abort();
    }
}

struct Town {
    relay: String,
    csp: String,
    pages: Pages,
    received: Arc<Mutex<Vec<Fields>>>,
    models: Arc<Mutex<Vec<Value>>>,
}

/// The folder of the pages.
pub fn www() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../www")
}

/// No inline script or style, nothing from elsewhere but the relay, and no text that becomes code.
fn csp(relay: &str, without_wasm: bool) -> String {
    let wasm = if without_wasm {
        ""
    } else {
        "'wasm-unsafe-eval'"
    };
    format!(
        "default-src 'none'; script-src 'self' {relay} {wasm}; style-src 'self'; img-src 'self' data:; \
         connect-src 'self' {relay}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
         require-trusted-types-for 'script'"
    )
}

async fn page(
    State(town): State<Arc<Town>>,
    axum::extract::Path(page): axum::extract::Path<String>,
) -> Response {
    let media_type = match page.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css",
        Some("js") => "text/javascript",
        Some("svg") => "image/svg+xml",
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let Some(text) = town.read(&page) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, media_type.to_owned()),
        (header::CONTENT_SECURITY_POLICY, town.policy(&page)),
        (header::CACHE_CONTROL, "no-cache".to_owned()),
    ];
    match page.ends_with(".html") {
        true => (headers, town.edited(&text)).into_response(),
        false => (headers, text).into_response(),
    }
}

impl Town {
    /// A file of the site.
    fn read(&self, path: &str) -> Option<String> {
        let mut files = self.pages.folders.iter().map(|folder| folder.join(path));
        files.find_map(|file| std::fs::read_to_string(file).ok())
    }

    /// The policy of a page: what stands in `policy.txt` beside it when a renderer cannot do with the usual one.
    fn policy(&self, page: &str) -> String {
        let beside = page
            .rsplit_once('/')
            .map(|(folder, _)| format!("{folder}/policy.txt"));
        let own = beside.and_then(|path| self.read(&path));
        own.map_or_else(
            || self.csp.clone(),
            |own| own.trim().replace("{{relay}}", &self.relay),
        )
    }

    fn edited(&self, page: &str) -> String {
        let mut page = page.to_owned();
        for (from, to) in &self.pages.edits {
            assert!(page.contains(from), "the page has no {from}");
            page = page.replace(from, to);
        }
        dressed(&page).replace("{{relay}}", &self.relay)
    }
}

/// The widget of a fragment that has none of its own.
const WIDGET: &str = "<pre-remplir form=\"famille\"></pre-remplir>";

/// A page that is only a fragment of a form gets the rest of the page around it, the widget included when it has none.
fn dressed(page: &str) -> String {
    if page.starts_with("<!DOCTYPE html>") {
        return page.to_owned();
    }
    let layout = std::fs::read_to_string(crate::pages::folder().join("layout.html"));
    let widget = if page.contains("<pre-remplir") {
        ""
    } else {
        WIDGET
    };
    let around = layout.unwrap().replace("{{widget}}", widget);
    around.replace("{{fragment}}", page)
}

async fn receive_model(State(town): State<Arc<Town>>, Json(model): Json<Value>) -> StatusCode {
    town.models.lock().unwrap().push(model);
    StatusCode::NO_CONTENT
}

async fn receive(State(town): State<Arc<Town>>, Form(fields): Form<Fields>) -> Html<&'static str> {
    town.received.lock().unwrap().push(fields);
    Html("<!DOCTYPE html><html lang=\"fr\"><title>Demande reçue</title><h1>Demande reçue</h1>")
}
