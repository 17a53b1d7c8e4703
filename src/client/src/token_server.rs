//! One exchange with an OAuth2 token server (RFC 6749, §4.4).

use std::{fmt, time::Duration};

use http::header::CONTENT_TYPE;
use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use tokio::time::timeout;

use crate::{
    Argument, Credential, Error, NoCredential, address::parse_base_url, connection::connect,
    exchange::read_body,
};

/// How long obtaining a token may take.
const TIMEOUT: Duration = Duration::from_secs(5);

/// The life of a token whose server does not tell it: short, so that none is used after its end.
const UNTOLD_LIFE: u64 = 60;

/// A longer life is a mistake of the server.
const LONGEST_LIFE: u64 = 24 * 3600;

/// Where a token is asked for, and as whom.
pub(crate) struct TokenServer {
    http: reqwest::Client,
    url: Url,
    client_id: String,
    client_secret: SecretString,
    form: String,
}

/// The server's answer (RFC 6749, §5.1).
#[derive(Deserialize)]
struct Granted {
    access_token: SecretString,
    token_type: Option<String>,
    expires_in: Option<u64>,
}

impl TokenServer {
    /// Checks the address and the client; see [`ClientCredentials::new`](crate::ClientCredentials::new).
    pub(crate) fn new<'a>(
        url: &str,
        client_id: String,
        client_secret: SecretString,
        scopes: impl IntoIterator<Item = &'a str>,
    ) -> Result<Self, Error> {
        let url = parse_base_url(url)?;
        let is_client = is_plain(&client_id) && !client_id.contains(':');
        if !is_client || !is_plain(client_secret.expose_secret()) {
            return Err(Argument::InvalidClient.into());
        }
        Ok(Self {
            http: connect(&url, TIMEOUT, TIMEOUT)?,
            url,
            client_id,
            client_secret,
            form: form(scopes),
        })
    }

    /// A token and its life, counted from the moment it is asked for.
    pub(crate) async fn token(&self) -> Result<(Credential, Duration), NoCredential> {
        let granted = timeout(TIMEOUT, self.ask())
            .await
            .map_err(|_| NoCredential("the token server took too long"))??;
        let is_other = |kind: &String| !kind.eq_ignore_ascii_case("bearer");
        if granted.token_type.as_ref().is_some_and(is_other) {
            return Err(NoCredential("the token is not of the bearer type"));
        }
        let credential = Credential::bearer(&granted.access_token)
            .map_err(|_| NoCredential("the token server's token is malformed"))?;
        let life = granted.expires_in.unwrap_or(UNTOLD_LIFE).min(LONGEST_LIFE);
        Ok((credential, Duration::from_secs(life)))
    }

    async fn ask(&self) -> Result<Granted, NoCredential> {
        let sending = self
            .http
            .post(self.url.clone())
            .basic_auth(&self.client_id, Some(self.client_secret.expose_secret()))
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(self.form.clone());
        let mut answer = sending
            .send()
            .await
            .map_err(|_| NoCredential("the token server could not be reached"))?;
        if !answer.status().is_success() {
            return Err(NoCredential("the token server refused the client"));
        }
        let body = read_body(&mut answer)
            .await
            .map_err(|_| NoCredential("the token server's answer cannot be read"))?;
        serde_json::from_slice(&body).map_err(|_| NoCredential("the token server gave no token"))
    }
}

/// Whether a text can be an identifier or a secret in a header: visible characters.
fn is_plain(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic())
}

fn form<'a>(scopes: impl IntoIterator<Item = &'a str>) -> String {
    let scopes: Vec<&str> = scopes.into_iter().collect();
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.append_pair("grant_type", "client_credentials");
    if !scopes.is_empty() {
        form.append_pair("scope", &scopes.join(" "));
    }
    form.finish()
}

impl fmt::Debug for TokenServer {
    /// Shows where the token is asked for, and by which client.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenServer")
            .field("url", &self.url.as_str())
            .field("client_id", &self.client_id)
            .finish_non_exhaustive()
    }
}
