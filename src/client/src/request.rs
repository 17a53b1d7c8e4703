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

/// A request that may be sent. Its `url` is never shown: `path` stands for it in errors and logs.
pub(crate) struct Request {
    pub(crate) url: Url,
    pub(crate) path: String,
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
            path: path.to_owned(),
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
    let own: Vec<&str> = params
        .pairs()
        .filter(|(name, _)| name == RECIPIENT)
        .map(|(_, value)| value)
        .collect();
    match (own.as_slice(), default) {
        ([own], _) => own.parse::<Siret>().map(|_| params),
        ([], Some(default)) => Ok(params.with(RECIPIENT, Param::from(default))),
        ([], None) => Err(Argument::MissingRecipient.into()),
        _ => Err(Argument::RepeatedRecipient.into()),
    }
}
