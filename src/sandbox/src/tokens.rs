//! Whose call it is: `Authorization: Bearer` on v3, `X-Api-Key` on v2.

use std::sync::Arc;

use axum::http::{HeaderMap, header::AUTHORIZATION};

use crate::{
    api::Api,
    france_connect::Person,
    scopes::Scopes,
    texts::{self, Text},
};

/// A token known to be past its date: 401 `00103`.
const EXPIRED: &str = "expired-token";
/// A token that was revoked: 401 `00105`.
const BLACKLISTED: &str = "blacklisted-token";
/// A valid token with no scope for any operation: 403 `00100`.
const NO_SCOPE: &str = "no-scope-token";
/// The token of the production preset, which the others send back: 401 `00108`.
pub(crate) const PRODUCTION: &str = "production-token";
/// The token of the other presets, which production sends back: 401 `00109`.
pub(crate) const TEST: &str = "test-token";
/// What a token begins with when it lists its scopes, as in `scopes:cnaf_enfants+cnaf_adresse`.
const LISTED: &str = "scopes:";

/// The holder of a token that is valid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Caller {
    /// The token's position among those accepted; `None` for one that lists its scopes or holds none.
    pub(crate) position: Option<usize>,
    pub(crate) token: String,
    pub(crate) scopes: Scopes,
    /// Whether it asks for a proof that anyone can check, beside the data.
    pub(crate) wants_proof: bool,
    /// Who the call is about, when FranceConnect says it.
    pub(crate) person: Option<Arc<Person>>,
}

/// Finds out who calls, by the token presented and those `accepted`.
///
/// Returns the caller, or the text of the refusal, always a 401.
pub(crate) fn identify(headers: &HeaderMap, api: Api, accepted: &[String]) -> Result<Caller, Text> {
    let token = match api {
        Api::V2 => headers
            .get("x-api-key")
            .and_then(|value| value.to_str().ok()),
        Api::V3 | Api::Impot => bearer(headers),
    };
    let token = token.ok_or(texts::TOKEN_INVALID)?;
    let position = accepted.iter().position(|known| known == token);
    let scopes = scopes(token, position.is_some())?;
    Ok(Caller {
        position,
        token: token.to_owned(),
        scopes,
        wants_proof: wants_proof(headers),
        person: None,
    })
}

fn scopes(token: &str, accepted: bool) -> Result<Scopes, Text> {
    match token {
        NO_SCOPE => Ok(Scopes::Only(Vec::new())),
        _ if token.starts_with(LISTED) => {
            let listed = token[LISTED.len()..].split('+');
            Ok(Scopes::Only(listed.map(str::to_owned).collect()))
        }
        _ if accepted => Ok(Scopes::All),
        EXPIRED => Err(texts::TOKEN_EXPIRED),
        BLACKLISTED => Err(texts::TOKEN_BLACKLISTED),
        PRODUCTION => Err(texts::TOKEN_OF_PRODUCTION),
        TEST => Err(texts::TOKEN_OF_STAGING),
        _ => Err(texts::TOKEN_INVALID),
    }
}

/// Whether `X-Generate-Proof` asks for a link and a code, with a document or without one.
pub(crate) fn wants_proof(headers: &HeaderMap) -> bool {
    let asked = headers.get("x-generate-proof");
    asked.is_some_and(|asked| asked == "proof-only" || asked == "pdf")
}

/// The token of `Authorization: Bearer …`.
pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identified(name: &'static str, value: &str, api: Api) -> Result<Caller, &'static str> {
        let mut headers = HeaderMap::new();
        headers.insert(name, value.parse().unwrap());
        let accepted = ["one".to_owned(), "two".to_owned(), "scopes:a".to_owned()];
        identify(&headers, api, &accepted).map_err(|text| text.code)
    }

    fn v3(value: &str) -> Result<Caller, &'static str> {
        identified("authorization", value, Api::V3)
    }

    #[test]
    fn the_position_of_the_token_is_found() {
        assert_eq!(v3("Bearer one").unwrap().position, Some(0));
        let two = v3("bearer two").unwrap();
        assert_eq!((two.position, two.scopes), (Some(1), Scopes::All));
    }

    #[test]
    fn a_token_may_list_its_scopes_and_be_accepted_for_that() {
        let only =
            |scopes: &[&str]| Scopes::Only(scopes.iter().map(|&scope| scope.to_owned()).collect());
        let two = v3("Bearer scopes:a+b").unwrap();
        assert_eq!((two.position, two.scopes), (None, only(&["a", "b"])));
        let listed = v3("Bearer scopes:a").unwrap();
        assert_eq!((listed.position, listed.scopes), (Some(2), only(&["a"])));
        assert_eq!(v3("Bearer no-scope-token").unwrap().scopes, only(&[]));
    }

    #[test]
    fn each_generation_has_its_header() {
        assert_eq!(
            identified("x-api-key", "one", Api::V2).unwrap().position,
            Some(0)
        );
        assert_eq!(identified("x-api-key", "one", Api::V3), Err("00101"));
        assert_eq!(
            identified("authorization", "Bearer one", Api::V2),
            Err("00101")
        );
    }

    #[test]
    fn anything_else_is_refused_with_its_code() {
        for (value, code) in [
            ("one", "00101"),
            ("Basic one", "00101"),
            ("Bearer three", "00101"),
            ("Bearer expired-token", "00103"),
            ("Bearer blacklisted-token", "00105"),
            ("Bearer production-token", "00108"),
            ("Bearer test-token", "00109"),
        ] {
            assert_eq!(v3(value), Err(code), "{value}");
        }
        assert_eq!(
            identify(&HeaderMap::new(), Api::V3, &[]).unwrap_err().code,
            "00101"
        );
    }
}
