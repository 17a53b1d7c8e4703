//! What a service asks of FranceConnect when it sends a person there, checked (OpenID Connect Core §3.1.2.1 and FranceConnect v2's own rules).

use axum::http::Uri;

use super::scopes;
use crate::{fields::Fields, texts::france_connect as texts};

/// The shortest `state` and `nonce` FranceConnect takes.
const SHORTEST: usize = 22;
/// The levels of assurance, lowest first.
pub(super) const LEVELS: [&str; 3] = ["eidas1", "eidas2", "eidas3"];
/// The fields that count, none of which may come twice.
const COUNTED: [&str; 10] = [
    "client_id",
    "redirect_uri",
    "response_type",
    "scope",
    "state",
    "nonce",
    "acr_values",
    "code_challenge",
    "code_challenge_method",
    "prompt",
];

/// A request that may be put to the person.
#[derive(Debug)]
pub(super) struct Request {
    pub(super) back: Back,
    /// The scopes granted: those known here, in the order asked.
    pub(super) scopes: Vec<String>,
    pub(super) nonce: String,
    /// The lowest level asked for.
    pub(super) acr: &'static str,
    pub(super) challenge: Option<String>,
    pub(super) prompt: Prompt,
}

/// Where the person goes back, and what goes back with them.
#[derive(Debug, Clone)]
pub(super) struct Back {
    pub(super) redirect_uri: String,
    pub(super) state: Option<String>,
}

/// Whether the person must choose again, may continue, or must not be shown anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Prompt {
    Any,
    Login,
    Never,
}

/// Why a request is refused.
#[derive(Debug)]
pub(super) enum Refusal {
    /// Nobody to tell it to but the person.
    Page(&'static str),
    /// An error of OAuth and its description, told to the service.
    Back(Back, &'static str, &'static str),
}

impl Request {
    /// Checks a request.
    pub(super) fn check(fields: &Fields, client_id: &str) -> Result<Self, Refusal> {
        let back = back(fields, client_id)?;
        let found = check(fields, &back);
        found.map_err(|(error, description)| Refusal::Back(back, error, description))
    }
}

/// A service that is known, and an address of its own to go back to.
fn back(fields: &Fields, client_id: &str) -> Result<Back, Refusal> {
    if fields.one("client_id") != Some(client_id) || fields.repeats("client_id") {
        return Err(Refusal::Page(texts::UNKNOWN_CLIENT));
    }
    let address = fields.one("redirect_uri").filter(|uri| is_loopback(uri));
    match address {
        Some(uri) if !fields.repeats("redirect_uri") => Ok(Back {
            redirect_uri: uri.to_owned(),
            state: fields.one("state").map(str::to_owned),
        }),
        _ => Err(Refusal::Page(texts::BAD_REDIRECT)),
    }
}

fn check(fields: &Fields, back: &Back) -> Result<Request, (&'static str, &'static str)> {
    if COUNTED.iter().any(|name| fields.repeats(name)) {
        return Err(("invalid_request", texts::REPEATED));
    }
    if fields.one("response_type") != Some("code") {
        return Err(("unsupported_response_type", texts::RESPONSE_TYPE));
    }
    let asked = fields.one("scope").unwrap_or_default();
    if !asked.split(' ').any(|scope| scope == "openid") {
        return Err(("invalid_scope", texts::OPENID));
    }
    if back.state.as_deref().is_none_or(is_short) {
        return Err(("invalid_request", texts::STATE));
    }
    let nonce = fields.one("nonce").filter(|nonce| !is_short(nonce));
    Ok(Request {
        back: back.clone(),
        scopes: scopes::granted(asked),
        nonce: nonce.ok_or(("invalid_request", texts::NONCE))?.to_owned(),
        acr: acr(fields).ok_or(("invalid_request", texts::ACR))?,
        challenge: challenge(fields).map_err(|text| ("invalid_request", text))?,
        prompt: prompt(fields),
    })
}

fn is_short(text: &str) -> bool {
    text.len() < SHORTEST
}

/// The lowest of the levels asked for, when all of them are known.
fn acr(fields: &Fields) -> Option<&'static str> {
    let level = |asked: &str| LEVELS.iter().position(|known| *known == asked);
    let asked = fields.one("acr_values")?.split(' ').map(level);
    let asked: Option<Vec<_>> = asked.collect();
    Some(LEVELS[asked?.into_iter().min()?])
}

/// RFC 7636: nothing, or a digest by SHA-256.
fn challenge(fields: &Fields) -> Result<Option<String>, &'static str> {
    let Some(challenge) = fields.one("code_challenge") else {
        return Ok(None);
    };
    let written = crate::jose::decode(challenge).is_some_and(|bytes| bytes.len() == 32);
    match fields.one("code_challenge_method") {
        Some("S256") if written => Ok(Some(challenge.to_owned())),
        _ => Err(texts::PKCE),
    }
}

fn prompt(fields: &Fields) -> Prompt {
    let asked = fields.one("prompt").unwrap_or_default();
    let has = |word: &str| asked.split(' ').any(|asked| asked == word);
    match (has("none"), has("login")) {
        (true, _) => Prompt::Never,
        (_, true) => Prompt::Login,
        _ => Prompt::Any,
    }
}

/// Whether an address is one of this machine's own, of the web, and whole: neither a user nor a fragment hides in it.
pub(super) fn is_loopback(address: &str) -> bool {
    let Ok(uri) = address.parse::<Uri>() else {
        return false;
    };
    let web = matches!(uri.scheme_str(), Some("http" | "https"));
    let bare = !address.contains(['#', '@', '\\']) && address.is_ascii();
    let host = uri.host().unwrap_or_default().trim_matches(['[', ']']);
    let numbered = host
        .parse::<std::net::IpAddr>()
        .is_ok_and(|address| address.is_loopback());
    web && bare && (numbered || host == "localhost" || host.ends_with(".localhost"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "client_id=c&redirect_uri=http://127.0.0.1:8787/callback&response_type=code&scope=openid+profile+x\
        &state=sssssssssssssssssssssss&nonce=nnnnnnnnnnnnnnnnnnnnnnn&acr_values=eidas2+eidas1";

    fn check(query: &str) -> Result<Request, Refusal> {
        Request::check(&Fields::read(query.as_bytes()), "c")
    }

    fn error(query: &str) -> &'static str {
        match check(query).unwrap_err() {
            Refusal::Page(_) => "page",
            Refusal::Back(_, error, _) => error,
        }
    }

    #[test]
    fn a_right_request_is_read_whole() {
        let request = check(GOOD).unwrap();
        assert_eq!(request.back.redirect_uri, "http://127.0.0.1:8787/callback");
        assert_eq!(request.scopes, ["openid", "profile"]);
        assert_eq!((request.acr, request.prompt), ("eidas1", Prompt::Any));
        assert!(request.challenge.is_none());
        assert_eq!(
            check(&format!("{GOOD}&prompt=login+consent"))
                .unwrap()
                .prompt,
            Prompt::Login
        );
        assert_eq!(
            check(&format!("{GOOD}&prompt=none")).unwrap().prompt,
            Prompt::Never
        );
    }

    #[test]
    fn what_cannot_go_back_safely_does_not() {
        for (right, wrong) in [
            ("client_id=c", "client_id=d"),
            ("client_id=c&", ""),
            ("client_id=c", "client_id=c&client_id=c"),
            (
                "http://127.0.0.1:8787/callback",
                "https://voleur.example/callback",
            ),
            (
                "redirect_uri=",
                "redirect_uri=http://localhost/&redirect_uri=",
            ),
        ] {
            assert_eq!(error(&GOOD.replace(right, wrong)), "page", "{wrong}");
        }
    }

    #[test]
    fn each_other_mistake_goes_back_with_its_error() {
        let challenge = "code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
        assert!(check(&format!("{GOOD}&{challenge}&code_challenge_method=S256")).is_ok());
        for (right, wrong, code) in [
            ("type=code", "type=token", "unsupported_response_type"),
            ("openid+", "", "invalid_scope"),
            (
                "sssssssssssssssssssssss",
                "sssssssssssssssssssss",
                "invalid_request",
            ),
            (
                "nnnnnnnnnnnnnnnnnnnnnnn",
                "nnnnnnnnnnnnnnnnnnnnn",
                "invalid_request",
            ),
            ("+eidas1", "+eidas4", "invalid_request"),
            ("&acr_values=eidas2+eidas1", "", "invalid_request"),
            ("&nonce", "&nonce=x&nonce", "invalid_request"),
            (
                "client_id",
                "code_challenge=x&code_challenge_method=S256&client_id",
                "invalid_request",
            ),
        ] {
            assert_eq!(error(&GOOD.replacen(right, wrong, 1)), code, "{wrong}");
        }
        for method in ["", "&code_challenge_method=plain"] {
            assert_eq!(
                error(&format!("{GOOD}&{challenge}{method}")),
                "invalid_request"
            );
        }
    }

    #[test]
    fn only_this_machine_s_addresses_are_loopback() {
        for right in [
            "http://localhost/",
            "https://relais.localhost:1/a?b=c",
            "http://127.9.9.9/x",
            "http://[::1]:80/",
        ] {
            assert!(is_loopback(right), "{right}");
        }
        for wrong in [
            "http://localhost.example/",
            "http://localhost@example.fr/",
            "http://example.fr/#@localhost",
            "http://localhost/#x",
            "javascript:alert(1)",
            "//localhost/",
            "ftp://localhost/",
            "http://128.0.0.1/",
            "http://127.0.0.1.example/",
            "http://localhost\\@example.fr/",
            "",
        ] {
            assert!(!is_loopback(wrong), "{wrong}");
        }
    }
}
