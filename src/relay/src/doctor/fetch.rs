//! Getting what the doctor reads: a page, from a file or the web, and a form's definition, from its relay.

use std::path::Path;
use std::time::Duration;

use model::protocol::Definition;
use reqwest::Url;

use crate::error::Error;
use crate::outbound;

/// The host of a page that is read from a file: it stands for its own origin and is asked nothing.
pub(super) const NO_HOST: &str = "page.invalid";
/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// A page, as it came.
pub(super) struct Fetched {
    pub(super) url: Url,
    pub(super) html: String,
    /// Its `Content-Security-Policy` headers.
    pub(super) policies: Vec<String>,
}

/// Fetches `page`: an http(s) address, else the path of a file.
pub(super) async fn page(page: &str) -> Result<Fetched, Error> {
    match Url::parse(page)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https"))
    {
        Some(url) => from_web(url).await,
        None => from_file(Path::new(page)),
    }
}

fn from_file(path: &Path) -> Result<Fetched, Error> {
    let unreadable = |reason: std::io::Error| Error::Page {
        page: path.display().to_string(),
        reason: reason.kind().to_string(),
    };
    let bytes = std::fs::read(path).map_err(unreadable)?;
    let url = Url::parse(&format!("https://{NO_HOST}/")).map_err(|error| Error::Page {
        page: path.display().to_string(),
        reason: error.to_string(),
    })?;
    Ok(Fetched {
        url,
        html: String::from_utf8_lossy(&bytes).into_owned(),
        policies: Vec::new(),
    })
}

async fn from_web(url: Url) -> Result<Fetched, Error> {
    let failed = |error: &reqwest::Error| Error::Page {
        // A query may hold what is none of a log's business.
        page: [&url.origin().ascii_serialization(), url.path()].concat(),
        reason: reason(error),
    };
    let client = outbound::client(PATIENCE)
        .build()
        .map_err(|error| failed(&error))?;
    let answer = client
        .get(url.clone())
        .send()
        .await
        .and_then(reqwest::Response::error_for_status);
    let answer = answer.map_err(|error| failed(&error))?;
    let headers = answer.headers().get_all("content-security-policy").iter();
    let policies = headers
        .filter_map(|value| value.to_str().ok())
        .map(str::to_owned)
        .collect();
    let landed = answer.url().clone();
    let html = answer.text().await.map_err(|error| failed(&error))?;
    Ok(Fetched {
        url: landed,
        html,
        policies,
    })
}

/// The form's definition, as any page gets it.
pub(super) async fn definition(relay: &Url, form: &str) -> Result<Definition, Error> {
    let failed = |error: &reqwest::Error| Error::Page {
        page: format!(
            "the form's definition at {}",
            relay.origin().ascii_serialization()
        ),
        reason: reason(error),
    };
    let address = format!(
        "{}/v1/forms/{form}?lang=en",
        relay.as_str().trim_end_matches('/')
    );
    let client = outbound::client(PATIENCE)
        .build()
        .map_err(|error| failed(&error))?;
    let answer = client
        .get(address)
        .send()
        .await
        .and_then(reqwest::Response::error_for_status);
    let answer = answer.map_err(|error| failed(&error))?;
    let text = answer.text().await.map_err(|error| failed(&error))?;
    serde_json::from_str(&text).map_err(|_| Error::Page {
        page: format!(
            "the form's definition at {}",
            relay.origin().ascii_serialization()
        ),
        reason: "it is none; check that this is the relay's address".to_owned(),
    })
}

fn reason(error: &reqwest::Error) -> String {
    match error.status() {
        Some(status) => format!("it answered {}", status.as_u16()),
        None if error.is_timeout() => "no answer in time".to_owned(),
        None => "no answer".to_owned(),
    }
}
