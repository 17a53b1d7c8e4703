//! How FranceConnect's servers are asked: at their own address, without following them elsewhere, and not for ever.

use std::pin::Pin;
use std::time::Duration;

use http::header;
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};
use reqwest::{Client, Request, redirect};

use crate::outbound;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// The largest answer: a list of keys has a few kilobytes.
const LARGEST: usize = 256 * 1024;

/// What a signed identity comes as.
const JWT: &str = "application/jwt";

/// Why there is no answer. It holds no address: one may carry a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Failed {
    /// The server cannot be reached, or stopped in the middle.
    #[error("the server does not answer")]
    Unreachable,
    /// The answer is larger than any honest one.
    #[error("the answer is too large")]
    TooLarge,
}

/// A client that goes where it is told and nowhere else.
pub(super) struct Http(Client);

impl Http {
    pub(super) fn new() -> reqwest::Result<Self> {
        let client = outbound::client(PATIENCE).redirect(redirect::Policy::none());
        client.build().map(Self)
    }

    /// A signed document, for the holder of a token.
    pub(super) async fn get_jwt(&self, address: &str, token: &str) -> Result<String, Failed> {
        let asked = self.0.get(address).bearer_auth(token);
        let asked = asked.header(header::ACCEPT, JWT).build();
        let answer = whole(&self.0, asked.map_err(|_| Failed::Unreachable)?).await?;
        let kind = answer.headers().get(header::CONTENT_TYPE);
        let is_jwt = kind.is_some_and(|kind| kind.as_bytes().starts_with(JWT.as_bytes()));
        match answer.status().is_success() && is_jwt {
            true => String::from_utf8(answer.into_body()).map_err(|_| Failed::Unreachable),
            false => Err(Failed::Unreachable),
        }
    }
}

impl<'c> AsyncHttpClient<'c> for Http {
    type Error = Failed;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Failed>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(async {
            let request = Request::try_from(request).map_err(|_| Failed::Unreachable)?;
            whole(&self.0, request).await
        })
    }
}

/// Sends a request, and reads the whole answer.
async fn whole(client: &Client, request: Request) -> Result<HttpResponse, Failed> {
    let answer = client.execute(request).await;
    let mut answer = answer.map_err(|_| Failed::Unreachable)?;
    let mut whole = http::Response::builder().status(answer.status());
    if let Some(headers) = whole.headers_mut() {
        headers.extend(answer.headers().clone());
    }
    let mut body = Vec::new();
    while let Some(piece) = answer.chunk().await.map_err(|_| Failed::Unreachable)? {
        if body.len() + piece.len() > LARGEST {
            return Err(Failed::TooLarge);
        }
        body.extend_from_slice(&piece);
    }
    whole.body(body).map_err(|_| Failed::Unreachable)
}
