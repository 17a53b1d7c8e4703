//! A call made ready: everything that can be checked is checked here, before anything is sent.

use http::HeaderMap;
use reqwest::Url;

use crate::{Argument, Error, Param, Params, Settings, Siret};

/// The parameter that names the administration receiving the data.
const RECIPIENT: &str = "recipient";

/// Headers that say who is calling: the settings own them.
const RESERVED: [&str; 6] = [
    "authorization",
    "x-api-key",
    "cookie",
    "host",
    "user-agent",
    "proxy-authorization",
];

/// A request that may be sent. Its `url` is never shown: `shown_path` (the path, or the template of a path that holds a
/// personal value) stands for it in errors and logs.
pub(crate) struct Request {
    pub(crate) url: Url,
    pub(crate) shown_path: String,
    pub(crate) headers: HeaderMap,
}

impl Request {
    /// Checks the path, the headers and the recipient, and writes the query.
    pub(crate) fn new(
        settings: &Settings,
        path: &str,
        params: Params,
        headers: HeaderMap,
    ) -> Result<Self, Error> {
        check_path(path)?;
        check_headers(&headers)?;
        let params = with_recipient(params, settings.recipient.as_ref())?;
        let mut url = settings.base_url.clone();
        let prefix = url.path().trim_end_matches('/').to_owned();
        url.set_path(&format!("{prefix}{path}"));
        url.query_pairs_mut().extend_pairs(params.pairs());
        Ok(Self {
            url,
            shown_path: path.to_owned(),
            headers,
        })
    }
}

fn check_path(path: &str) -> Result<(), Error> {
    let is_plain = path
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"_-./".contains(&byte));
    let climbs = path
        .split('/')
        .any(|segment| segment == "." || segment == "..");
    if path.starts_with('/') && is_plain && !climbs && !path.contains("//") {
        Ok(())
    } else {
        Err(Argument::InvalidPath.into())
    }
}

fn check_headers(headers: &HeaderMap) -> Result<(), Error> {
    match headers
        .keys()
        .find(|name| RESERVED.contains(&name.as_str()))
    {
        Some(name) => Err(Argument::ReservedHeader(name.clone()).into()),
        None => Ok(()),
    }
}

/// The call's own recipient, checked, or else the default one.
fn with_recipient(params: Params, default: Option<&Siret>) -> Result<Params, Error> {
    let own: Vec<(String, &str)> = params
        .pairs()
        .filter(|(name, _)| name.trim_end_matches("[]") == RECIPIENT)
        .collect();
    match (own.as_slice(), default) {
        ([(name, own)], _) if name == RECIPIENT => own.parse::<Siret>().map(|_| params),
        ([], Some(default)) => Ok(params.with(RECIPIENT, Param::from(default))),
        ([], None) => Err(Argument::MissingRecipient.into()),
        _ => Err(Argument::RepeatedRecipient.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEFAULT: &str = "13002526500013";
    const OTHER: &str = "21920023500014";

    fn settings(base_url: &str) -> Settings {
        Settings::builder()
            .token("t")
            .base_url(base_url)
            .recipient(DEFAULT.parse().unwrap())
            .build()
            .unwrap()
    }

    fn url(path: &str, params: Params) -> String {
        let request = Request::new(
            &settings("https://gateway.example/p/"),
            path,
            params,
            HeaderMap::new(),
        );
        request.unwrap().url.into()
    }

    fn refusal(path: &str, params: Params) -> Argument {
        match Request::new(
            &settings("https://gateway.example"),
            path,
            params,
            HeaderMap::new(),
        ) {
            Err(Error::Argument(argument)) => argument,
            Err(other) => panic!("{other}"),
            Ok(request) => panic!("{}", request.url),
        }
    }

    #[test]
    fn the_path_follows_that_of_the_base_url() {
        assert_eq!(
            url("/v3/x", Params::new()),
            format!("https://gateway.example/p/v3/x?recipient={DEFAULT}")
        );
    }

    #[test]
    fn the_recipient_of_the_call_replaces_the_default_and_an_absent_one_does_not() {
        let expected = |recipient| format!("https://gateway.example/p/v3?recipient={recipient}");
        assert_eq!(
            url("/v3", Params::new().with("recipient", OTHER)),
            expected(OTHER)
        );
        assert_eq!(
            url("/v3", Params::new().with("recipient", None::<&str>)),
            expected(DEFAULT)
        );
        assert_eq!(
            url("/v3", Params::new().with("recipient", " ")),
            expected(DEFAULT)
        );
    }

    #[test]
    fn a_wrong_or_repeated_recipient_is_refused() {
        assert_eq!(
            refusal("/v3", Params::new().with("recipient", "123")),
            Argument::InvalidSiret
        );
        let twice = Params::new()
            .with("recipient", OTHER)
            .with("recipient", OTHER);
        assert_eq!(refusal("/v3", twice), Argument::RepeatedRecipient);
        assert_eq!(
            refusal("/v3", Params::new().with("recipient", vec![OTHER])),
            Argument::RepeatedRecipient
        );
    }

    #[test]
    fn a_path_that_leaves_its_place_is_refused() {
        for path in [
            "",
            "v3",
            "//host/v3",
            "/v3//x",
            "/v3/../x",
            "/v3/./x",
            "/v3?a=b",
            "/v3#a",
            "/v3/%2e",
            "/v3/é",
            "/v3 x",
            "/v3\\x",
        ] {
            assert_eq!(
                refusal(path, Params::new()),
                Argument::InvalidPath,
                "{path}"
            );
        }
    }

    #[test]
    fn a_header_that_says_who_is_calling_is_refused() {
        for name in RESERVED {
            let headers = [(name.parse().unwrap(), "x".parse().unwrap())]
                .into_iter()
                .collect();
            let result = Request::new(
                &settings("https://gateway.example"),
                "/v3",
                Params::new(),
                headers,
            );
            assert!(
                matches!(result, Err(Error::Argument(Argument::ReservedHeader(_)))),
                "{name}"
            );
        }
    }

    #[test]
    fn values_are_encoded_and_cannot_add_a_parameter() {
        let params = Params::new().with("nomNaissance", "D'ÉTÉ&recipient=1#x");
        let expected = "nomNaissance=D%27%C3%89T%C3%89%26recipient%3D1%23x";
        assert_eq!(
            url("/v3", params),
            format!("https://gateway.example/p/v3?{expected}&recipient={DEFAULT}")
        );
    }
}
