//! The one error type: what happened, and the remedy where there is one.

use std::path::PathBuf;

/// Why a command stopped.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// A program could not be started at all.
    #[error("`{program}` could not be started: {source}")]
    Start {
        program: String,
        source: std::io::Error,
    },
    /// A program ran and failed.
    #[error("this failed ({status}); to run it again alone:\n  {command}")]
    Failed { command: String, status: String },
    /// A file could not be read, written or removed.
    #[error("{}: {source}", path.display())]
    File {
        path: PathBuf,
        source: std::io::Error,
    },
    /// Something this machine lacks and that could not be installed.
    #[error("{what} is missing ({why}). {remedy}")]
    Missing {
        what: &'static str,
        why: &'static str,
        remedy: String,
    },
    /// The build of the widget left no WebAssembly file.
    #[error("{} was not built: src/widget/Cargo.toml must ask for a \"cdylib\" library", .0.display())]
    NoWasm(PathBuf),
    /// The bindings writer refused the WebAssembly file.
    #[error("the widget's JavaScript bindings could not be written: {0}")]
    Bindings(String),
    /// The bindings came with further JavaScript files, which the loader does not load.
    #[error("{} holds JavaScript snippets, which are not shipped: call browser functions through web-sys or js-sys instead", .0.display())]
    Snippets(PathBuf),
    /// The loader does not name a part it must load.
    #[error("pkg/loader.js must contain {0}, which the build replaces")]
    PlaceholderMissing(String),
    /// The loader names a part that the build does not know.
    #[error("pkg/loader.js contains {0}, which the build does not know: correct the name")]
    PlaceholderUnknown(String),
    /// A shipped part is heavier than it may be.
    #[error("{part}: {bytes} bytes in {encoding}, the limit is {limit}")]
    OverBudget {
        part: &'static str,
        encoding: &'static str,
        bytes: usize,
        limit: usize,
    },
    /// The built widget is described by a file this program did not write.
    #[error("{} is not a list of built files: remove it and build again", .0.display())]
    Manifest(PathBuf),
    /// The tree breaks its own rules.
    #[error("{}", .0.join("\n"))]
    Untidy(Vec<String>),
}

/// What every step answers.
pub(crate) type Result<T = ()> = std::result::Result<T, Error>;
