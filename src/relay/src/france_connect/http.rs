//! How FranceConnect's servers are asked: at their own address, without following them elsewhere, and not for ever.

use std::pin::Pin;
use std::time::Duration;

use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};
use reqwest::{Client, Request, redirect};

use crate::outbound;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// The largest answer: a list of keys has a few kilobytes.
const LARGEST: usize = 256 * 1024;

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
}

impl<'c> AsyncHttpClient<'c> for Http {
    type Error = Failed;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Failed>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(send(&self.0, request))
    }
}

/// Sends a request, and reads the whole answer.
async fn send(client: &Client, request: HttpRequest) -> Result<HttpResponse, Failed> {
    let request = Request::try_from(request).map_err(|_| Failed::Unreachable)?;
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
