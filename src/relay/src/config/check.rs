//! From the file as written to a configuration without a mistake: all mistakes are found in one pass.

mod editor;
mod etablissements;
mod form;
mod france_connect;
mod journal;
mod mapping;
mod organisation;
mod roles;
mod signing;
mod source;

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path as FilePath;

use toml::Spanned;

use super::file::{File, RelayTable, UpstreamTable};
use super::mistake::{Kind, Mistake, Mistakes, line};
use super::{Config, Upstream};
use crate::catalogue::Catalogue;

/// The most characters of an id.
const MAX_ID: usize = 64;

/// Reads and checks a whole file.
pub(super) fn check(
    text: &str,
    folder: &FilePath,
    catalogue: &Catalogue,
) -> Result<Config, Mistakes> {
    let file: File = toml::from_str(text).map_err(|error| {
        let line = line(text, &error.span().unwrap_or_default());
        Mistakes(vec![Mistake {
            line,
            kind: Kind::Toml(error.message().to_owned()),
        }])
    })?;
    let mut check = Check {
        text,
        folder,
        catalogue,
        mistakes: Vec::new(),
        declared: file
            .organisations
            .iter()
            .map(|table| table.get_ref().id.get_ref().clone())
            .collect(),
        environment: Environment::Sandbox,
        signs: false,
    };
    let config = check.file(&file);
    check.mistakes.sort_by_key(|mistake| mistake.line);
    match config {
        Some(config) if check.mistakes.is_empty() => Ok(config),
        _ => Err(Mistakes(check.mistakes)),
    }
}

/// How careful to be: whether the people upstream are invented, false or real.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Environment {
    Sandbox,
    Staging,
    Production,
}

struct Check<'a> {
    text: &'a str,
    folder: &'a FilePath,
    catalogue: &'a Catalogue,
    mistakes: Vec<Mistake>,
    /// The ids of the organisations that the file declares.
    declared: BTreeSet<String>,
    environment: Environment,
    /// Whether what is delivered will be signed.
    signs: bool,
}

impl Check<'_> {
    /// Notes a mistake; the `None` it gives back stands for the value that is missing.
    pub(super) fn wrong<T>(&mut self, span: Range<usize>, kind: Kind) -> Option<T> {
        self.mistakes.push(Mistake {
            line: line(self.text, &span),
            kind,
        });
        None
    }

    fn file(&mut self, file: &File) -> Option<Config> {
        let upstream = self.upstream(&file.upstream);
        let listen = self.listen(&file.relay);
        let public_url = self.url("public_url", &file.relay.public_url);
        let journal = self.journal(&file.relay);
        let signing = self.signing(&file.relay);
        let sealed_after = self.sealed_after(&file.relay);
        self.signs = self.environment == Environment::Sandbox || file.relay.keys.is_some();
        // The built-in sandbox knows its own token: a file that is not there yet does not matter.
        let with_token = matches!(upstream, Some(Upstream::At(_)));
        let organisations: Vec<_> = file
            .organisations
            .iter()
            .filter_map(|table| self.organisation(table.get_ref(), with_token))
            .collect();
        let accepted = file.relay.accept_declared_disclosure;
        let forms: Vec<_> = file
            .forms
            .iter()
            .filter_map(|table| self.form(table.get_ref(), &organisations, accepted))
            .collect();
        self.at_least_one("organisation", file.organisations.is_empty());
        self.at_least_one("form", file.forms.is_empty());
        self.unique(
            "organisation",
            file.organisations.iter().map(|table| &table.get_ref().id),
        );
        self.unique("form", file.forms.iter().map(|table| &table.get_ref().id));
        Some(Config {
            listen: listen?,
            public_url: public_url?,
            journal: journal?,
            signing: signing?,
            sealed_after: sealed_after?,
            upstream: upstream?,
            agent_header: self.agent_header(&file.upstream),
            dpop: self.dpop(&file.upstream),
            sandbox: self.environment == Environment::Sandbox,
            etablissements: self.etablissements(&file.relay),
            forms,
        })
    }

    fn at_least_one(&mut self, what: &'static str, none: bool) {
        if none {
            self.wrong::<()>(0..0, Kind::Nothing(what));
        }
    }

    fn unique<'a>(&mut self, what: &'static str, ids: impl Iterator<Item = &'a Spanned<String>>) {
        let mut seen = BTreeSet::new();
        for id in ids {
            if !seen.insert(id.get_ref()) {
                self.wrong::<()>(
                    id.span(),
                    Kind::Twice {
                        what,
                        id: id.get_ref().clone(),
                    },
                );
            }
        }
    }

    fn upstream(&mut self, table: &UpstreamTable) -> Option<Upstream> {
        let named = table.environment.as_ref();
        self.environment = match named.map_or("sandbox", |name| name.get_ref().as_str()) {
            "sandbox" => Environment::Sandbox,
            "staging" => Environment::Staging,
            "production" => Environment::Production,
            _ => {
                return self.wrong(
                    named.map(Spanned::span).unwrap_or_default(),
                    Kind::Environment,
                );
            }
        };
        let base_url = match &table.base_url {
            Some(url) => Some(self.url("base_url", url)?),
            None => None,
        };
        let staging = api_particulier::Environment::Staging.base_url();
        self.trust_no_address_but(staging, base_url.as_deref());
        Some(match (base_url, self.environment) {
            (Some(url), _) => Upstream::At(url),
            (None, Environment::Sandbox) => Upstream::BuiltIn,
            (None, Environment::Staging) => {
                Upstream::At(api_particulier::Environment::Staging.base_url().to_owned())
            }
            (None, Environment::Production) => Upstream::At(
                api_particulier::Environment::Production
                    .base_url()
                    .to_owned(),
            ),
        })
    }

    /// An address elsewhere may hold real people, whatever the environment is called.
    pub(super) fn trust_no_address_but(&mut self, known: &str, url: Option<&str>) {
        if url.is_some_and(|url| !is_this_machine(url) && url != known) {
            self.environment = Environment::Production;
        }
    }

    fn listen(&mut self, relay: &RelayTable) -> Option<std::net::SocketAddr> {
        match relay.listen.get_ref().parse() {
            Ok(address) => Some(address),
            Err(_) => self.wrong(relay.listen.span(), Kind::Listen),
        }
    }

    pub(super) fn url(&mut self, key: &'static str, url: &Spanned<String>) -> Option<String> {
        let text = url.get_ref();
        let secure = text.starts_with("https://") || is_this_machine(text);
        let whole = text
            .parse::<http::Uri>()
            .is_ok_and(|uri| uri.host().is_some());
        let clean = !text.ends_with('/') && !text.contains(['?', '#', '@', ' ']);
        if secure && whole && clean {
            Some(text.clone())
        } else {
            self.wrong(url.span(), Kind::Url(key))
        }
    }

    pub(super) fn id(&mut self, id: &Spanned<String>) {
        let text = id.get_ref();
        let is_id = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if text.is_empty() || text.len() > MAX_ID || !text.bytes().all(is_id) {
            self.wrong::<()>(id.span(), Kind::Id);
        }
    }

    pub(super) fn list(&mut self, key: &'static str, list: &Spanned<Vec<Spanned<String>>>) {
        if list.get_ref().is_empty() {
            self.wrong::<()>(list.span(), Kind::EmptyList(key));
        }
    }

    pub(super) fn not_empty(&mut self, key: &'static str, text: &Spanned<String>) {
        if text.get_ref().trim().is_empty() {
            self.wrong::<()>(text.span(), Kind::Empty(key));
        }
    }
}

/// Whether a URL leads to this machine alone, over plain HTTP.
fn is_this_machine(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("http://") else {
        return false;
    };
    let authority = rest.split('/').next().unwrap_or_default();
    let host = authority
        .rsplit_once(':')
        .map_or(authority, |(host, _)| host);
    matches!(host, "127.0.0.1" | "localhost" | "[::1]")
}
