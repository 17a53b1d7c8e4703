//! Who is calling: a strategy asked for a credential on every request.

use std::{fmt, future::Future, pin::Pin};

use http::{HeaderName, HeaderValue, header::AUTHORIZATION};
use secrecy::{ExposeSecret, SecretString};

use crate::{Argument, Error};

/// What a strategy gives back: a credential, soon.
pub type Authorizing<'a> =
    Pin<Box<dyn Future<Output = Result<Credential, NoCredential>> + Send + 'a>>;

/// A way of authenticating. Asked on every request, so that a credential may be renewed between two of them.
///
/// ```
/// use api_particulier::{Authentication, Authorizing, Credential, NoCredential, SecretString};
///
/// struct TokenFile(std::path::PathBuf);
///
/// impl Authentication for TokenFile {
///     fn authorize(&self) -> Authorizing<'_> {
///         Box::pin(async {
///             let token = std::fs::read_to_string(&self.0).map_err(|_| NoCredential("the token file cannot be read"))?;
///             Credential::bearer(&SecretString::from(token.trim())).map_err(|_| NoCredential("the token is malformed"))
///         })
///     }
/// }
/// ```
pub trait Authentication: Send + Sync {
    /// The credential of the next request.
    ///
    /// # Errors
    /// [`NoCredential`] when none can be had: the call then fails with [`Error::Authentication`] and nothing is sent.
    fn authorize(&self) -> Authorizing<'_>;
}

/// A strategy had no credential to give. The reason is a fixed sentence, so that no secret can slip into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoCredential(pub &'static str);

impl fmt::Display for NoCredential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// One header that proves who is calling. Its value is marked sensitive: `Debug` does not show it.
#[derive(Debug, Clone)]
pub struct Credential {
    name: HeaderName,
    value: HeaderValue,
}

impl Credential {
    /// `Authorization: Bearer <token>`, as versions 3 and later of the API ask.
    ///
    /// # Errors
    /// [`Argument::InvalidToken`] when the token is empty or cannot stand in a header.
    pub fn bearer(token: &SecretString) -> Result<Self, Error> {
        let token = token.expose_secret();
        if token.is_empty() || token.contains(char::is_whitespace) {
            return Err(Argument::InvalidToken.into());
        }
        let mut value =
            HeaderValue::try_from(format!("Bearer {token}")).map_err(|_| Argument::InvalidToken)?;
        value.set_sensitive(true);
        Ok(Self {
            name: AUTHORIZATION,
            value,
        })
    }

    /// The header, for the request.
    pub(crate) fn into_header(self) -> (HeaderName, HeaderValue) {
        (self.name, self.value)
    }
}

/// The first strategy: one token, checked when it is given, sent with every request.
///
/// It serves for a token of API Particulier and, on the `france_connect` paths, for the citizen's FranceConnect token.
#[derive(Debug, Clone)]
pub struct BearerToken(Credential);

impl BearerToken {
    /// Keeps a token.
    ///
    /// # Errors
    /// [`Argument::InvalidToken`] when the token is empty or cannot stand in a header.
    pub fn new(token: &SecretString) -> Result<Self, Error> {
        Credential::bearer(token).map(Self)
    }
}

impl Authentication for BearerToken {
    fn authorize(&self) -> Authorizing<'_> {
        Box::pin(std::future::ready(Ok(self.0.clone())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_no_header_can_carry_is_refused_and_never_shown() {
        for token in ["", " ", "two words", "line\nbreak", "nul\0"] {
            let error = BearerToken::new(&token.into()).unwrap_err();
            assert!(
                matches!(error, Error::Argument(Argument::InvalidToken)),
                "{token:?}"
            );
        }
    }

    #[test]
    fn a_kept_token_is_not_shown() {
        let kept = BearerToken::new(&"secret-token".into()).unwrap();
        assert!(!format!("{kept:?}").contains("secret-token"));
    }
}
