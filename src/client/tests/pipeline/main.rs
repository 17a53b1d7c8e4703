//! The whole way of a call, over real sockets, against a small server on this machine.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a failed preparation fails the test"
)]

mod authentication;
mod client_credentials;
mod conformance;
mod deprecation;
mod dpop;
mod errors;
mod every_operation;
mod fields;
mod impot_particulier;
mod local_errors;
mod operations;
mod privacy;
mod published_answers;
mod recorder;
mod responses;
mod retries;
mod specification;
mod stub;
mod timeouts;
mod tls_and_proxy;
mod version2;

use api_particulier::{Client, Error, HeaderMap, Response, Settings, SettingsBuilder};
use stub::Stub;

/// The administration of the tests.
const RECIPIENT: &str = "13002526500013";

/// Settings that call `stub`.
fn settings(stub: &Stub) -> SettingsBuilder {
    let recipient = RECIPIENT.parse().unwrap();
    Settings::builder()
        .base_url(stub.base_url())
        .token("test-token")
        .recipient(recipient)
}

/// A client that calls `stub`.
fn client(stub: &Stub) -> Client {
    Client::new(settings(stub).build().unwrap()).unwrap()
}

/// One plain call.
async fn call(client: &Client) -> Result<Response, Error> {
    client
        .get("/v3/path", [("nomNaissance", "LEFEBVRE")], HeaderMap::new())
        .await
}
