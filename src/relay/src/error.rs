//! Why the relay could not start, or had to stop. What a request meets is a [`crate::problem::Refusal`].

use std::path::PathBuf;

use crate::config::Mistakes;

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
    /// The record of agreements cannot be opened.
    #[error("cannot open the record of agreements at {path}: {reason}; check that its folder exists and can be written", path = path.display())]
    Journal {
        /// The database file.
        path: PathBuf,
        /// Why.
        reason: rusqlite::Error,
    },
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
    pub(crate) fn catalogue(file: &str, what: &str) -> Self {
        Self::Catalogue {
            file: file.to_owned(),
            what: what.to_owned(),
        }
    }
}
