//! Where the API is: its environments, and the addresses a token may be sent to.

use std::str::FromStr;

use reqwest::Url;

use crate::{Argument, Error};

/// The API's two environments.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Environment {
    /// `https://particulier.api.gouv.fr`: real data.
    #[default]
    Production,
    /// `https://staging.particulier.api.gouv.fr`: invented data.
    Staging,
}

impl Environment {
    /// The environment's address.
    pub fn base_url(self) -> &'static str {
        match self {
            Self::Production => "https://particulier.api.gouv.fr",
            Self::Staging => "https://staging.particulier.api.gouv.fr",
        }
    }
}

impl FromStr for Environment {
    type Err = Error;

    /// Parses `production` or `staging`; errs with [`Argument::UnknownEnvironment`].
    fn from_str(name: &str) -> Result<Self, Error> {
        match name {
            "production" => Ok(Self::Production),
            "staging" => Ok(Self::Staging),
            _ => Err(Argument::UnknownEnvironment.into()),
        }
    }
}

/// Parses an absolute address that may receive a token; errs with [`Argument::InvalidBaseUrl`].
pub(crate) fn parse_base_url(address: &str) -> Result<Url, Error> {
    let url = Url::parse(address).map_err(|_| Argument::InvalidBaseUrl)?;
    let is_bare = url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none();
    // A token in clear on a network is a token given away.
    let is_safe = url.scheme() == "https" || (url.scheme() == "http" && is_this_machine(&url));
    if is_bare && is_safe {
        Ok(url)
    } else {
        Err(Argument::InvalidBaseUrl.into())
    }
}

/// Whether the address cannot leave this machine.
pub(crate) fn is_this_machine(url: &Url) -> bool {
    match url.host_str() {
        Some("localhost" | "[::1]") => true,
        Some(host) => host
            .parse::<std::net::Ipv4Addr>()
            .is_ok_and(|address| address.is_loopback()),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_anywhere_and_http_on_this_machine_are_taken() {
        for address in [
            "https://particulier.api.gouv.fr",
            "https://gateway.example/particulier/",
            "http://127.0.0.1:8080",
            "http://127.9.9.9",
            "http://[::1]:8080",
            "http://localhost:8080",
        ] {
            assert!(parse_base_url(address).is_ok(), "{address}");
        }
    }

    #[test]
    fn an_address_that_would_leak_or_mislead_is_refused() {
        for address in [
            "",
            "gateway.example",
            "/v3",
            "ftp://gateway.example",
            "http://gateway.example",
            "http://localhost.example",
            "http://128.0.0.1",
            "https://user:secret@gateway.example",
            "https://gateway.example?token=secret",
            "https://gateway.example#part",
        ] {
            let error = parse_base_url(address).unwrap_err();
            assert!(
                matches!(error, Error::Argument(Argument::InvalidBaseUrl)),
                "{address}"
            );
        }
    }
}
