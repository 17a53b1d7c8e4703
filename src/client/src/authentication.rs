//! Who is calling: a strategy asked for a credential on every request.

use std::{fmt, future::Future, pin::Pin};

use http::{HeaderName, HeaderValue, header::AUTHORIZATION};
use secrecy::{ExposeSecret, SecretString};

use crate::{Argument, Error, dialect::Dialect};

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
///             Credential::api_token(&SecretString::from(token.trim())).map_err(|_| NoCredential("the token is malformed"))
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

    /// Told that the API refused this credential (401), so that a strategy that renews its own does not give it again.
    fn refused(&self, _credential: &Credential) {}
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    bearer: HeaderValue,
    api_key: Option<HeaderValue>,
}

impl Credential {
    /// `Authorization: Bearer <token>` at every path, as a FranceConnect or an OAuth2 token is sent.
    ///
    /// # Errors
    /// [`Argument::InvalidToken`] when the token is empty or cannot stand in a header.
    pub fn bearer(token: &SecretString) -> Result<Self, Error> {
        let token = token.expose_secret();
        if token.is_empty() || token.contains(char::is_whitespace) {
            return Err(Argument::InvalidToken.into());
        }
        Ok(Self {
            bearer: sensitive(format!("Bearer {token}"))?,
            api_key: None,
        })
    }

    /// A token of API Particulier: as a bearer from version 3 on, in `X-Api-Key` at the paths of version 2.
    ///
    /// # Errors
    /// [`Argument::InvalidToken`] when the token is empty or cannot stand in a header.
    pub fn api_token(token: &SecretString) -> Result<Self, Error> {
        Ok(Self {
            api_key: Some(sensitive(token.expose_secret().to_owned())?),
            ..Self::bearer(token)?
        })
    }

    /// The header, for a request.
    pub(crate) fn header(&self, dialect: Dialect) -> (HeaderName, HeaderValue) {
        match &self.api_key {
            Some(key) if dialect == Dialect::Version2 => {
                (HeaderName::from_static("x-api-key"), key.clone())
            }
            _ => (AUTHORIZATION, self.bearer.clone()),
        }
    }
}

fn sensitive(value: String) -> Result<HeaderValue, Error> {
    let mut value = HeaderValue::try_from(value).map_err(|_| Argument::InvalidToken)?;
    value.set_sensitive(true);
    Ok(value)
}

/// The first strategy: the API's token, checked when it is given, sent with every request.
#[derive(Debug, Clone)]
pub struct ApiToken(Credential);

impl ApiToken {
    /// Keeps a token of API Particulier.
    ///
    /// # Errors
    /// [`Argument::InvalidToken`] when the token is empty or cannot stand in a header.
    pub fn new(token: &SecretString) -> Result<Self, Error> {
        Credential::api_token(token).map(Self)
    }
}

impl Authentication for ApiToken {
    fn authorize(&self) -> Authorizing<'_> {
        Box::pin(std::future::ready(Ok(self.0.clone())))
    }
}

/// A citizen's FranceConnect token, which authenticates the calls about that citizen instead of the API's token.
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
            let errors = [
                BearerToken::new(&token.into()).unwrap_err(),
                ApiToken::new(&token.into()).unwrap_err(),
            ];
            for error in errors {
                assert!(
                    matches!(error, Error::Argument(Argument::InvalidToken)),
                    "{token:?}"
                );
            }
        }
    }

    #[test]
    fn a_kept_token_is_not_shown() {
        let bearer = BearerToken::new(&"secret-token".into()).unwrap();
        let api = ApiToken::new(&"secret-token".into()).unwrap();
        assert!(!format!("{bearer:?} {api:?}").contains("secret-token"));
    }

    #[test]
    fn only_the_api_s_token_at_a_path_of_version_2_is_a_key() {
        let api = || Credential::api_token(&"t".into()).unwrap();
        let bearer = Credential::bearer(&"t".into()).unwrap();
        for (credential, dialect, name, value) in [
            (api(), Dialect::Envelope, "authorization", "Bearer t"),
            (api(), Dialect::Version2, "x-api-key", "t"),
            (bearer, Dialect::Version2, "authorization", "Bearer t"),
        ] {
            let header = credential.header(dialect);
            assert_eq!(
                (header.0.as_str(), header.1.to_str().unwrap()),
                (name, value)
            );
        }
    }
}
