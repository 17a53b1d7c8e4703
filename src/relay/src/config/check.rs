//! From the file as written to a configuration without a mistake: all mistakes are found in one pass.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path as FilePath;
use std::sync::Arc;

use model::path::Path;
use toml::Spanned;

use super::file::{File, FormTable, OrganisationTable, RelayTable, SourceTable, UpstreamTable};
use super::mistake::{Kind, Mistake, Mistakes, line};
use super::secret::Place;
use super::{Config, Disclosure, Form, FormSource, Organisation, Upstream};
use crate::assurance::Assurance;
use crate::catalogue::{Catalogue, Source};

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
        environment: Environment::Sandbox,
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
    environment: Environment,
}

impl Check<'_> {
    /// Notes a mistake; the `None` it gives back stands for the value that is missing.
    fn wrong<T>(&mut self, span: Range<usize>, kind: Kind) -> Option<T> {
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
        let store = self.store(&file.relay);
        let built_in = upstream == Some(Upstream::BuiltIn);
        let organisations: Vec<_> = file
            .organisations
            .iter()
            .filter_map(|table| self.organisation(table.get_ref(), built_in))
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
            store: store?,
            upstream: upstream?,
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
        // An address elsewhere may hold real people, whatever the environment is called.
        if self.environment == Environment::Sandbox
            && base_url.as_deref().is_some_and(|url| !is_this_machine(url))
        {
            self.environment = Environment::Production;
        }
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

    fn listen(&mut self, relay: &RelayTable) -> Option<std::net::SocketAddr> {
        match relay.listen.get_ref().parse() {
            Ok(address) => Some(address),
            Err(_) => self.wrong(relay.listen.span(), Kind::Listen),
        }
    }

    fn url(&mut self, key: &'static str, url: &Spanned<String>) -> Option<String> {
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

    fn store(&mut self, relay: &RelayTable) -> Option<std::path::PathBuf> {
        match relay.store.get_ref().strip_prefix("sqlite:") {
            Some(path) if !path.is_empty() => Some(self.folder.join(path)),
            _ => self.wrong(relay.store.span(), Kind::Store),
        }
    }

    fn organisation(
        &mut self,
        table: &OrganisationTable,
        built_in: bool,
    ) -> Option<Arc<Organisation>> {
        self.id(&table.id);
        self.not_empty("dpo", &table.dpo);
        let siret = match table.siret.get_ref().parse() {
            Ok(siret) => Some(siret),
            Err(_) => self.wrong(table.siret.span(), Kind::Siret),
        };
        // The built-in sandbox knows its own token: a file that is not there yet does not matter.
        let token = if built_in {
            None
        } else {
            Some(self.token(table)?)
        };
        Some(Arc::new(Organisation {
            id: table.id.get_ref().clone(),
            name: table.name.clone(),
            siret: siret?,
            dpo: table.dpo.get_ref().clone(),
            token,
        }))
    }

    fn token(&mut self, table: &OrganisationTable) -> Option<secrecy::SecretString> {
        let folder = self.folder;
        let file = table
            .token_file
            .as_ref()
            .map(|key| (key.span(), Place::File(folder.join(key.get_ref()))));
        let env = table
            .token_env
            .as_ref()
            .map(|key| (key.span(), Place::Env(key.get_ref().clone())));
        let credential = table
            .token_credential
            .as_ref()
            .map(|key| (key.span(), Place::Credential(key.get_ref().clone())));
        let mut places = [file, env, credential].into_iter().flatten();
        match (places.next(), places.next()) {
            (Some((span, place)), None) => {
                match place.read(self.environment != Environment::Sandbox) {
                    Ok(token) => Some(token),
                    Err(reason) => self.wrong(span, Kind::Token(reason)),
                }
            }
            _ => self.wrong(table.id.span(), Kind::TokenPlace),
        }
    }

    fn id(&mut self, id: &Spanned<String>) {
        let text = id.get_ref();
        let is_id = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if text.is_empty() || text.len() > MAX_ID || !text.bytes().all(is_id) {
            self.wrong::<()>(id.span(), Kind::Id);
        }
    }

    fn not_empty(&mut self, key: &'static str, text: &Spanned<String>) {
        if text.get_ref().trim().is_empty() {
            self.wrong::<()>(text.span(), Kind::Empty(key));
        }
    }

    fn form(
        &mut self,
        table: &FormTable,
        organisations: &[Arc<Organisation>],
        accepted: bool,
    ) -> Option<Arc<Form>> {
        self.id(&table.id);
        self.not_empty("legal_basis", &table.legal_basis);
        self.not_empty("retention", &table.retention);
        let texts = [("title", &table.title), ("purpose", &table.purpose)];
        for (key, _) in texts.iter().filter(|(_, text)| text.fr.trim().is_empty()) {
            self.wrong::<()>(table.id.span(), Kind::Empty(key));
        }
        let organisation = self.organisation_of(table, organisations);
        let origins = self.origins(&table.origins);
        let disclosure = self.disclosure(table, accepted);
        let sources: Vec<_> = table
            .sources
            .iter()
            .filter_map(|(id, source)| self.source(table, id, source, &disclosure))
            .collect();
        Some(Arc::new(Form {
            id: table.id.get_ref().clone(),
            organisation: organisation?,
            title: table.title.clone(),
            purpose: table.purpose.clone(),
            legal_basis: table.legal_basis.get_ref().clone(),
            retention: table.retention.get_ref().clone(),
            origins,
            sources,
            disclosure,
        }))
    }

    fn organisation_of(
        &mut self,
        table: &FormTable,
        organisations: &[Arc<Organisation>],
    ) -> Option<Arc<Organisation>> {
        let id = table.organisation.get_ref();
        let found = organisations
            .iter()
            .find(|organisation| organisation.id == *id)
            .cloned();
        // One that is declared with a mistake has had its own sentence.
        let declared = self.text.contains(&format!("\"{id}\""))
            && found.is_none()
            && !self.mistakes.is_empty();
        match found {
            None if !declared => {
                self.wrong(table.organisation.span(), Kind::Organisation(id.clone()))
            }
            found => found,
        }
    }

    fn origins(&mut self, origins: &Spanned<Vec<Spanned<String>>>) -> Vec<String> {
        self.list("origins", origins);
        let mut kept = Vec::new();
        for origin in origins.get_ref() {
            let text = origin.get_ref();
            let host = text
                .strip_prefix("https://")
                .or_else(|| text.strip_prefix("http://"))
                .unwrap_or_default();
            let is_host = |byte: u8| {
                byte.is_ascii_lowercase()
                    || byte.is_ascii_digit()
                    || matches!(byte, b'-' | b'.' | b':' | b'[' | b']')
            };
            if host.is_empty() || !host.bytes().all(is_host) {
                self.wrong::<()>(origin.span(), Kind::Origin(text.clone()));
            }
            kept.push(text.clone());
        }
        kept
    }

    fn list(&mut self, key: &'static str, list: &Spanned<Vec<Spanned<String>>>) {
        if list.get_ref().is_empty() {
            self.wrong::<()>(list.span(), Kind::EmptyList(key));
        }
    }

    fn disclosure(&mut self, table: &FormTable, accepted: bool) -> Disclosure {
        let Some(reason) = &table.disclose_declared else {
            return match self.environment {
                Environment::Sandbox => Disclosure::Sandbox,
                Environment::Staging | Environment::Production => Disclosure::Closed,
            };
        };
        self.not_empty("disclose_declared", reason);
        if self.environment == Environment::Production && !accepted {
            self.wrong::<()>(reason.span(), Kind::DisclosureInProduction);
        }
        Disclosure::Declared(reason.get_ref().clone())
    }

    fn source(
        &mut self,
        form: &FormTable,
        id: &str,
        table: &SourceTable,
        disclosure: &Disclosure,
    ) -> Option<FormSource> {
        self.list("modes", &table.modes);
        self.list("items", &table.items);
        let catalogue = self.catalogue;
        let Some(source) = catalogue.get(id) else {
            let known = catalogue.ids().collect::<Vec<_>>().join(", ");
            return self.wrong(
                form.id.span(),
                Kind::Source {
                    id: id.to_owned(),
                    known,
                },
            );
        };
        for mode in table.modes.get_ref() {
            self.mode(source, mode, disclosure);
        }
        let items = table
            .items
            .get_ref()
            .iter()
            .filter_map(|item| self.item(source, item))
            .collect();
        let modes = table
            .modes
            .get_ref()
            .iter()
            .map(|mode| mode.get_ref().clone())
            .collect();
        Some(FormSource {
            id: id.to_owned(),
            modes,
            items,
        })
    }

    fn mode(&mut self, source: &Source, mode: &Spanned<String>, disclosure: &Disclosure) {
        let name = mode.get_ref();
        if !source.modes.contains_key(name) {
            let known = source.modes.keys().cloned().collect::<Vec<_>>().join(", ");
            let source_id = source.id.clone();
            self.wrong::<()>(
                mode.span(),
                Kind::Mode {
                    source_id,
                    mode: name.clone(),
                    known,
                },
            );
        } else if Assurance::of_mode(name) == Assurance::Declared && !disclosure.shows_declared() {
            self.wrong::<()>(mode.span(), Kind::Disclosure { mode: name.clone() });
        }
    }

    fn item(&mut self, source: &Source, item: &Spanned<String>) -> Option<Path> {
        let path = item
            .get_ref()
            .parse()
            .ok()
            .filter(|path| source.fields_under(path).next().is_some());
        if path.is_none() {
            let known = source
                .items
                .iter()
                .map(|item| item.path.to_string())
                .collect::<Vec<_>>()
                .join(", ");
            let source_id = source.id.clone();
            self.wrong::<()>(
                item.span(),
                Kind::Item {
                    source_id,
                    item: item.get_ref().clone(),
                    known,
                },
            );
        }
        path
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
