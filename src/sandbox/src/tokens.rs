//! Whose call it is. Only `Authorization: Bearer` counts on v3.

use axum::http::{HeaderMap, header::AUTHORIZATION};

use crate::texts::{self, Text};

/// A token known to be past its date: 401 `00103`.
pub(crate) const EXPIRED: &str = "expired-token";
/// A token that was revoked: 401 `00105`.
pub(crate) const BLACKLISTED: &str = "blacklisted-token";
/// A valid token with no scope for any operation: 403 `00100`.
pub(crate) const NO_SCOPE: &str = "no-scope-token";

/// Finds the caller's token among `accepted`.
///
/// Returns its position, or the status and the text of the refusal.
pub(crate) fn identify(headers: &HeaderMap, accepted: &[String]) -> Result<usize, (u16, Text)> {
    let token = bearer(headers).ok_or((401, texts::TOKEN_INVALID))?;
    match token {
        EXPIRED => Err((401, texts::TOKEN_EXPIRED)),
        BLACKLISTED => Err((401, texts::TOKEN_BLACKLISTED)),
        NO_SCOPE => Err((403, texts::NO_PRIVILEGE)),
        _ => accepted
            .iter()
            .position(|known| known == token)
            .ok_or((401, texts::TOKEN_INVALID)),
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(authorization: Option<&str>) -> Result<usize, (u16, &'static str)> {
        let mut headers = HeaderMap::new();
        if let Some(value) = authorization {
            headers.insert(AUTHORIZATION, value.parse().unwrap());
        }
        let accepted = ["one".to_owned(), "two".to_owned()];
        identify(&headers, &accepted).map_err(|(status, text)| (status, text.code))
    }

    #[test]
    fn the_position_of_the_token_is_found() {
        assert_eq!(code(Some("Bearer one")), Ok(0));
        assert_eq!(code(Some("bearer two")), Ok(1));
    }

    #[test]
    fn anything_else_is_refused_with_its_code() {
        assert_eq!(code(None), Err((401, "00101")));
        assert_eq!(code(Some("one")), Err((401, "00101")));
        assert_eq!(code(Some("Basic one")), Err((401, "00101")));
        assert_eq!(code(Some("Bearer three")), Err((401, "00101")));
        assert_eq!(code(Some("Bearer expired-token")), Err((401, "00103")));
        assert_eq!(code(Some("Bearer blacklisted-token")), Err((401, "00105")));
        assert_eq!(code(Some("Bearer no-scope-token")), Err((403, "00100")));
    }
}
