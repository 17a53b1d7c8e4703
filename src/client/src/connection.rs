//! The pool of connections under a client: timeouts, proxies and certificates.

use std::{sync::Arc, time::Duration};

use http::{HeaderMap, HeaderValue, header};
use reqwest::Url;
use rustls::{ClientConfig, RootCertStore, crypto::ring};
use rustls_platform_verifier::BuilderVerifierExt;

use crate::{Error, TransportKind, address::is_this_machine};

const USER_AGENT: &str = concat!(
    "api-particulier-rust/",
    env!("CARGO_PKG_VERSION"),
    " (+",
    env!("CARGO_PKG_REPOSITORY"),
    ")"
);

/// Prepares connections to the machine of `url`; none is opened yet.
pub(crate) fn connect(
    url: &Url,
    connect_timeout: Duration,
    read_timeout: Duration,
) -> Result<reqwest::Client, Error> {
    let mut headers = HeaderMap::new();
    headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    let mut builder = reqwest::Client::builder()
        .user_agent(USER_AGENT)
        .default_headers(headers)
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .connect_timeout(connect_timeout)
        .read_timeout(read_timeout)
        .tls_backend_preconfigured(tls(url)?);
    if is_this_machine(url) {
        // No proxy stands between a machine and itself.
        builder = builder.no_proxy();
    }
    builder
        .build()
        .map_err(|_| TransportKind::Setup.outside_calls().into())
}

/// TLS checked against the certificates this machine trusts. There is no way to switch the check off.
fn tls(url: &Url) -> Result<ClientConfig, Error> {
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|_| TransportKind::Setup.outside_calls())?;
    if url.scheme() == "http" {
        // Plain http needs no certificate: trusting none lets it work on a machine that has none.
        return Ok(builder
            .with_root_certificates(RootCertStore::empty())
            .with_no_client_auth());
    }
    let builder = builder
        .with_platform_verifier()
        .map_err(|_| TransportKind::NoTrustedRoots.outside_calls())?;
    Ok(builder.with_no_client_auth())
}
