//! The relay's configuration: one TOML file, read and checked as a whole before anything starts.

mod check;
mod file;
mod mistake;
mod secret;
mod signing;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path as FilePath;
use std::sync::Arc;
use std::time::Duration;

use api_particulier::{DelegationId, DpopKey, Siret};
use http::HeaderName;
use model::lang::Text;
use model::path::Path;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

pub use mistake::{Mistake, Mistakes};
pub use signing::Signing;

use crate::catalogue::Catalogue;
use crate::error::Error;
use crate::journal;
use crate::places::Etablissement;
use crate::seal::SealKey;

/// A configuration without a mistake.
#[derive(Debug)]
pub struct Config {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The address that pages use, without a final slash.
    pub public_url: String,
    /// The journal: its store, its key, how long its records are kept.
    pub journal: journal::Settings,
    /// What signs what is delivered.
    pub signing: Signing,
    /// How long after the agreement a sealed answer leaves, whatever came.
    pub sealed_after: Duration,
    /// Where the data come from.
    pub upstream: Upstream,
    /// The key that proves to the API who calls, when it is proved.
    pub dpop: Option<DpopKey>,
    /// The header that tells the API which agent asks, when it is told.
    pub agent_header: Option<HeaderName>,
    /// Whether everyone there is invented.
    pub sandbox: bool,
    /// The directory of schools, when there is one.
    pub(crate) etablissements: Option<Vec<Etablissement>>,
    /// The forms, in the order of the file.
    pub forms: Vec<Arc<Form>>,
}

/// Where the data come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Upstream {
    /// The sandbox that is built in.
    BuiltIn,
    /// Another address.
    At(String),
}

/// An administration that receives data.
#[derive(Debug)]
pub struct Organisation {
    /// Its id in the configuration.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its SIRET, sent upstream as `recipient`.
    pub siret: Siret,
    /// How to reach its data-protection officer.
    pub dpo: String,
    /// Its token; none with the built-in sandbox.
    pub token: Option<SecretString>,
    /// Its access to API Impôt particulier, when it has one.
    pub impot: Option<Impot>,
    /// The public key that answers are sealed with for it, when it has one.
    pub seal_key: Option<SealKey>,
    /// What its servers get tickets with for the people they have verified, when they do.
    pub ticket_key: Option<SecretString>,
    /// Its access to FranceConnect, when it has one.
    pub france_connect: Option<FranceConnectAccess>,
    /// Under which delegation the editor of the relay asks for it, when it does.
    pub delegation_id: Option<DelegationId>,
}

impl Organisation {
    /// Whether this is its key for tickets. How long that takes tells nothing of where two keys differ.
    pub(crate) fn has_ticket_key(&self, key: &str) -> bool {
        let own = self.ticket_key.as_ref();
        own.is_some_and(|own| Sha256::digest(own.expose_secret()) == Sha256::digest(key))
    }
}

/// An administration's access to FranceConnect, as one of its services.
#[derive(Clone, Debug)]
pub struct FranceConnectAccess {
    /// Who signs: the address under which `/.well-known/openid-configuration` is.
    pub issuer: String,
    /// Who asks.
    pub client_id: String,
    /// The secret.
    pub client_secret: SecretString,
    /// The lowest level that will do: `eidas1`, `eidas2` or `eidas3`.
    pub acr: String,
}

/// An administration's access to API Impôt particulier, given with its authorisation.
#[derive(Debug)]
pub struct Impot {
    /// The address, which ends in `/impotparticulier/1.0`.
    pub base_url: String,
    /// Where its tokens are asked for.
    pub token_url: String,
    /// Who asks.
    pub client_id: String,
    /// The secret.
    pub client_secret: SecretString,
}

/// A form that may be prefilled.
#[derive(Clone, Debug)]
pub struct Form {
    /// Its id, as the page writes it.
    pub id: String,
    /// The administration whose form it is.
    pub organisation: Arc<Organisation>,
    /// Its title.
    pub title: Text,
    /// What the data are for.
    pub purpose: Text,
    /// The text of law that the exchange stands on.
    pub legal_basis: String,
    /// How long the administration keeps the data.
    pub retention: String,
    /// The exact origins of its pages.
    pub origins: Vec<String>,
    /// The sources it uses, in the order of the file.
    pub sources: Vec<FormSource>,
    /// Selectors of its page's controls and the path that fills each, for a page that does not say it itself.
    pub mapping: BTreeMap<String, String>,
    /// Whether data may be shown to a person who only typed an identity, and why.
    pub disclosure: Disclosure,
    /// What an agent of each role may ask for, by source.
    pub roles: BTreeMap<String, BTreeMap<String, Vec<Path>>>,
    /// The address of the form's server that is told of each agreement taken back, when it has one.
    pub withdrawal_hook: Option<String>,
}

impl Form {
    /// What the agents of a role may ask a source for.
    pub(crate) fn items_of_role(&self, role: &str, source: &str) -> Option<&Vec<Path>> {
        self.roles.get(role)?.get(source)
    }

    /// The form as the agents of a role have it: with what they may ask for alone.
    pub(crate) fn of_role(&self, role: &str) -> Self {
        let sources = self.sources.iter().filter_map(|used| {
            Some(FormSource {
                items: self.items_of_role(role, &used.id)?.clone(),
                ..used.clone()
            })
        });
        Self {
            sources: sources.collect(),
            ..self.clone()
        }
    }
}

/// A source as one form uses it.
#[derive(Clone, Debug)]
pub struct FormSource {
    /// Its id in the catalogue.
    pub id: String,
    /// The ways of asking that the form offers.
    pub modes: Vec<String>,
    /// The items it may ask for: a path covers what is under it.
    pub items: Vec<Path>,
    /// Whether last month's figures will do while the new ones are not there.
    pub last_month: bool,
    /// Whether the State's own proof is asked for beside the data.
    pub proof: bool,
}

/// What the page may get when the person only typed who they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Disclosure {
    /// Nothing, and nothing is asked: a typed identity identifies nobody.
    Closed,
    /// Nothing: what comes travels sealed to the administration.
    Sealed,
    /// The values, since every person upstream is invented.
    Sandbox,
    /// The values, for this written reason.
    Declared(String),
}

impl Disclosure {
    /// Whether values may be shown for a typed identity.
    pub fn shows_declared(&self) -> bool {
        !matches!(self, Self::Closed | Self::Sealed)
    }
}

impl Config {
    /// Reads the file at `path`. Paths in it are relative to its folder.
    ///
    /// # Errors
    /// [`Error::ConfigFile`] when it cannot be read, [`Error::Config`] with every mistake in it.
    pub fn read(path: &FilePath, catalogue: &Catalogue) -> Result<Self, Error> {
        let text = std::fs::read_to_string(path).map_err(|reason| Error::ConfigFile {
            path: path.to_owned(),
            reason,
        })?;
        let folder = path.parent().unwrap_or(FilePath::new("")).to_owned();
        Self::parse(&text, &folder, catalogue)
    }

    /// Reads a configuration from its text.
    ///
    /// # Errors
    /// [`Error::Config`] with every mistake in it.
    pub fn parse(text: &str, folder: &FilePath, catalogue: &Catalogue) -> Result<Self, Error> {
        check::check(text, folder, catalogue).map_err(Error::Config)
    }

    /// The form of this id, for a command that names it.
    ///
    /// # Errors
    /// [`Error::UnknownForm`], which names those there are.
    pub fn named_form(&self, id: &str) -> Result<&Form, Error> {
        self.form(id).map(AsRef::as_ref).ok_or_else(|| {
            let known: Vec<_> = self.forms.iter().map(|form| form.id.as_str()).collect();
            Error::UnknownForm {
                form: id.to_owned(),
                known: known.join(", "),
            }
        })
    }

    /// Whether an organisation has this key for tickets.
    pub(crate) fn knows_ticket_key(&self, key: &str) -> bool {
        let mut forms = self.forms.iter();
        forms.any(|form| form.organisation.has_ticket_key(key))
    }

    /// The form of this id.
    pub fn form(&self, id: &str) -> Option<&Arc<Form>> {
        self.forms.iter().find(|form| form.id == id)
    }
}

#[cfg(test)]
mod tests;
