//! Why a sandbox does not start: every sentence names the place and the remedy.

use std::{io, net::SocketAddr, path::PathBuf};

/// Why the sandbox could not start.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The address is taken, or is not one of this machine's.
    #[error("cannot listen on {address}: choose another address or port (port 0 takes a free one)")]
    Listen {
        /// The address asked for.
        address: SocketAddr,
        /// What the system answered.
        source: io::Error,
    },
    /// A folder or a file of cases cannot be read.
    #[error("cannot read {}: check that it exists and may be read", path.display())]
    Unreadable {
        /// The folder or file.
        path: PathBuf,
        /// What the system answered.
        source: io::Error,
    },
    /// A case file does not follow the format.
    #[error("{file}: {flaw}")]
    Case {
        /// The file, below the folder of cases.
        file: String,
        /// What is wrong in it.
        flaw: Flaw,
    },
    /// The folder holds none of the operations served.
    #[error(
        "no case found: the folder must hold one sub-folder per operation, for example {example}/404.yaml"
    )]
    NoCases {
        /// A folder name that would be served.
        example: &'static str,
    },
}

/// What is wrong in a case file; positions only, never its content.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// The YAML cannot be read, or a key is missing or of another type.
    #[error(
        "line {line}: expected a map with the keys description (text), params (map), status (number) \
         and payload (JSON text); correct the key or the indentation there"
    )]
    Yaml {
        /// Where the reader stopped, from 1; 0 when the whole file is concerned.
        line: usize,
    },
    /// `description` says nothing.
    #[error("description is empty: say in a sentence what the case is for")]
    Description,
    /// `status` is no HTTP status.
    #[error("status {0} is no HTTP status: use a number from 100 to 599")]
    Status(u16),
    /// A parameter is neither a scalar nor a list of scalars.
    #[error("params.{0} must be a text, a number or a list of them")]
    Parameter(String),
    /// The payload is no JSON.
    #[error("payload is not valid JSON, at its line {line}: correct it there")]
    Payload {
        /// Line of the payload's own text, from 1.
        line: usize,
    },
}
