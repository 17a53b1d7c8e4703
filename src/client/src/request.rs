//! A call made ready: everything that can be checked is checked here, before anything is sent.

use http::{HeaderMap, HeaderName, HeaderValue};
use reqwest::Url;
use uuid::Uuid;

use crate::{
    Argument, DelegationId, Error, Param, Params, Settings, Siret, dialect::Dialect, dpop::DPOP,
};

/// The parameter that names the administration receiving the data.
pub(crate) const RECIPIENT: &str = "recipient";

/// The parameter that names the delegation under which an editor asks.
pub(crate) const DELEGATION_ID: &str = "delegation_id";

/// Headers that say who is calling: the settings own them.
const RESERVED: [&str; 7] = [
    "authorization",
    "x-api-key",
    "cookie",
    DPOP,
    "host",
    "user-agent",
    "proxy-authorization",
];

/// What is asked, before it is checked.
pub(crate) struct Ask {
    dialect: Dialect,
    path: String,
    shown_path: String,
    params: Params,
    headers: HeaderMap,
}

impl Ask {
    /// Asks API Particulier at a path that holds nothing personal.
    pub(crate) fn plain(path: &str, params: Params, headers: HeaderMap) -> Self {
        Self {
            dialect: Dialect::of(path),
            path: path.to_owned(),
            shown_path: path.to_owned(),
            params,
            headers,
        }
    }

    /// Asks API Impôt particulier: each `{name}` of the template is replaced by its value in the path that is sent.
    pub(crate) fn impot(template: &str, values: &[(&str, &str)], headers: HeaderMap) -> Self {
        let path = values
            .iter()
            .fold(template.to_owned(), |path, (name, value)| {
                path.replace(&format!("{{{name}}}"), value)
            });
        Self {
            dialect: Dialect::Impot,
            path,
            shown_path: template.to_owned(),
            params: Params::new(),
            headers,
        }
    }
}

/// A request that may be sent. Its `url` is never shown: `shown_path` (the path, or the template of a path that holds a
/// personal value) stands for it in errors and logs.
pub(crate) struct Request {
    pub(crate) dialect: Dialect,
    pub(crate) url: Url,
    pub(crate) shown_path: String,
    pub(crate) headers: HeaderMap,
    /// How this client names the call, where the API does not.
    pub(crate) correlation_id: Option<String>,
}

impl Request {
    /// Checks the path, the headers, the recipient and the delegation, and writes the query.
    pub(crate) fn new(settings: &Settings, ask: Ask) -> Result<Self, Error> {
        check_path(&ask.path)?;
        check_headers(&ask.headers)?;
        let mut url = settings.base_url.clone();
        let prefix = url.path().trim_end_matches('/').to_owned();
        url.set_path(&format!("{prefix}{}", ask.path));
        let request = Self {
            dialect: ask.dialect,
            url,
            shown_path: ask.shown_path,
            headers: ask.headers,
            correlation_id: None,
        };
        if request.dialect == Dialect::Impot {
            return Ok(request.correlated());
        }
        let params = with_recipient(ask.params, settings.recipient.as_ref())?;
        let params = with_delegation(params, settings.delegation_id.as_ref())?;
        Ok(request.asking(&params))
    }

    /// The request with its query.
    fn asking(mut self, params: &Params) -> Self {
        self.url.query_pairs_mut().extend_pairs(params.pairs());
        self
    }

    /// The request under a name of its own, which API Impôt particulier asks for.
    fn correlated(mut self) -> Self {
        let id = Uuid::new_v4().to_string();
        if let Ok(value) = HeaderValue::try_from(&id) {
            self.headers
                .insert(HeaderName::from_static("x-correlation-id"), value);
        }
        self.correlation_id = Some(id);
        self
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
    match (only(&params, RECIPIENT)?, default) {
        (Some(own), _) => own.parse::<Siret>().map(|_| params),
        (None, Some(default)) => Ok(params.with(RECIPIENT, Param::from(default))),
        (None, None) => Err(Argument::MissingRecipient.into()),
    }
}

/// The call's own delegation, checked, or else the default one, if any.
fn with_delegation(params: Params, default: Option<&DelegationId>) -> Result<Params, Error> {
    match only(&params, DELEGATION_ID)? {
        Some(own) => own.parse::<DelegationId>().map(|_| params),
        None => Ok(params.with(DELEGATION_ID, default)),
    }
}

/// The value of a parameter that may be given once; a list is a repetition.
fn only<'a>(params: &'a Params, parameter: &'static str) -> Result<Option<&'a str>, Error> {
    let own: Vec<(String, &str)> = params
        .pairs()
        .filter(|(name, _)| name.trim_end_matches("[]") == parameter)
        .collect();
    match own.as_slice() {
        [] => Ok(None),
        [(name, value)] if name == parameter => Ok(Some(value)),
        _ => Err(Argument::Repeated { parameter }.into()),
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
        let ask = Ask::plain(path, params, HeaderMap::new());
        let request = Request::new(&settings("https://gateway.example/p/"), ask);
        request.unwrap().url.into()
    }

    fn refusal(path: &str, params: Params) -> Argument {
        let ask = Ask::plain(path, params, HeaderMap::new());
        match Request::new(&settings("https://gateway.example"), ask) {
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
        let repeated = Argument::Repeated {
            parameter: "recipient",
        };
        assert_eq!(refusal("/v3", twice), repeated);
        assert_eq!(
            refusal("/v3", Params::new().with("recipient", vec![OTHER])),
            repeated
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
            let ask = Ask::plain("/v3", Params::new(), headers);
            let result = Request::new(&settings("https://gateway.example"), ask);
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

    #[test]
    fn the_delegation_of_the_call_replaces_the_default_one() {
        let (default, own) = (
            "6f1c2b9e-0d3a-4c47-9f0e-2a5b8c7d1e34",
            "00000000-0d3a-4c47-9f0e-2a5b8c7d1e34",
        );
        let settings = settings("https://gateway.example")
            .with(|builder| builder.delegation_id(default.parse().unwrap()))
            .unwrap();
        let query = |params| {
            let ask = Ask::plain("/v3", params, HeaderMap::new());
            Request::new(&settings, ask)
                .unwrap()
                .url
                .query()
                .unwrap()
                .to_owned()
        };
        assert_eq!(
            query(Params::new()),
            format!("recipient={DEFAULT}&delegation_id={default}")
        );
        assert_eq!(
            query(Params::new().with("delegation_id", own)),
            format!("delegation_id={own}&recipient={DEFAULT}")
        );
        assert_eq!(
            refusal("/v3", Params::new().with("delegation_id", "123")),
            Argument::InvalidDelegationId
        );
    }

    #[test]
    fn a_personal_path_is_sent_and_its_template_is_shown() {
        let template = "/spi/{spi}/x/annrev/{annrev}";
        let values = [("spi", "1234567890123"), ("annrev", "2025")];
        let ask = Ask::impot(template, &values, HeaderMap::new());
        let request = Request::new(&settings("https://gateway.example/1.0"), ask).unwrap();
        assert_eq!(
            request.url.as_str(),
            "https://gateway.example/1.0/spi/1234567890123/x/annrev/2025"
        );
        assert_eq!(request.shown_path, template);
        let sent = request.headers["x-correlation-id"].to_str().unwrap();
        assert_eq!(Some(sent), request.correlation_id.as_deref());
    }
}
