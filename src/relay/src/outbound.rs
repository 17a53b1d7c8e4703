//! How the relay asks servers that are not the API: those of forms, another relay.

use std::time::Duration;

use reqwest::{Client, ClientBuilder};

/// A client to be set further; each request may take so long.
pub(crate) fn client(patience: Duration) -> ClientBuilder {
    // Chosen once for the program; a second choice changes nothing.
    rustls::crypto::ring::default_provider()
        .install_default()
        .ok();
    Client::builder().timeout(patience)
}
