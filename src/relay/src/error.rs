//! Why the relay could not start, or had to stop. What a request meets is a [`crate::problem::Refusal`].

use std::path::PathBuf;

use crate::config::Mistakes;
use crate::journal::{Fault, Location};
use crate::{keys, unseal};

/// Why the relay could not start, or had to stop.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The configuration has mistakes: all of them, each with its line and remedy.
    #[error("{0}")]
    Config(Mistakes),
    /// The configuration cannot be read.
    #[error("cannot read {path}: {reason}; give the path of the relay's TOML file", path = path.display(), reason = reason.kind())]
    ConfigFile {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: std::io::Error,
    },
    /// A file of the catalogue that ships with the relay is wrong.
    #[error("catalogue file {file}: {what}")]
    Catalogue {
        /// The file.
        file: String,
        /// What is wrong with it.
        what: String,
    },
    /// The journal cannot be opened, read or written.
    #[error("the journal at {store}: {fault}")]
    Journal {
        /// The store, without a password.
        store: String,
        /// Why.
        fault: Fault,
    },
    /// The keys cannot be read or made.
    #[error("the keys in {folder}: {fault}")]
    Keys {
        /// Their folder.
        folder: String,
        /// Why.
        fault: keys::Fault,
    },
    /// A sealed answer cannot be opened.
    #[error("{0}")]
    Unseal(#[from] unseal::Fault),
    /// A command names no store.
    #[error(
        "no such store; write \"sqlite:\" and the path of a file, or \"postgres://user@host/database\" without a password"
    )]
    Store,
    /// What a command prints cannot be written.
    #[error("cannot write the export: {0}; check where it goes")]
    Output(std::io::ErrorKind),
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {reason}; choose another address or port", reason = reason.kind())]
    Listen {
        /// The address.
        address: String,
        /// Why.
        reason: std::io::Error,
    },
    /// The upstream client cannot be prepared.
    #[error("cannot prepare the upstream client: {0}")]
    Client(#[from] api_particulier::Error),
    /// An access to FranceConnect that no client can be made for.
    #[error(
        "cannot prepare FranceConnect's client; check `public_url`, and the certificates of this machine"
    )]
    FranceConnect,
    /// The operating system gives no random bytes.
    #[error("the operating system gives no random bytes; check that /dev/urandom can be read")]
    Random,
    /// The built-in sandbox cannot start.
    #[error("cannot start the sandbox: {0}")]
    Sandbox(#[from] sandbox::Error),
    /// The doctor cannot read a page, or a form's definition.
    #[error(
        "cannot read {page}: {reason}; give the address or the file of a page, and check that it can be reached"
    )]
    Page {
        /// The page, without its query.
        page: String,
        /// Why.
        reason: String,
    },
    /// Nothing tells the doctor what the form asks for.
    #[error(
        "nothing tells what the form asks for; give --config relay.toml, or --source quotient_familial (it may be repeated)"
    )]
    FormUnsaid,
    /// The configuration has no such form.
    #[error("the configuration has no form \"{form}\"; it has: {known}")]
    UnknownForm {
        /// The id that was asked.
        form: String,
        /// Those there are.
        known: String,
    },
    /// The catalogue has no such source.
    #[error("the catalogue has no source \"{0}\"; see the table of sources in the README")]
    UnknownSource(String),
    /// The server stopped on an error of the operating system.
    #[error("the server stopped: {}", .0.kind())]
    Serve(#[from] std::io::Error),
}

impl Error {
    pub(crate) fn journal(store: &Location, fault: Fault) -> Self {
        Self::Journal {
            store: store.to_string(),
            fault,
        }
    }

    pub(crate) fn keys(folder: &std::path::Path, fault: keys::Fault) -> Self {
        Self::Keys {
            folder: folder.display().to_string(),
            fault,
        }
    }

    pub(crate) fn catalogue(file: &str, what: &str) -> Self {
        Self::Catalogue {
            file: file.to_owned(),
            what: what.to_owned(),
        }
    }
}
