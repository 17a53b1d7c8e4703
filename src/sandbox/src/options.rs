//! skeleton
use std::{net::SocketAddr, path::PathBuf, time::Duration};

use crate::{Clock, Fault};

/// How a sandbox behaves.
pub struct Options {
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// A folder of case files in the official format; none: the embedded families.
    pub cases: Option<PathBuf>,
    /// The accepted tokens.
    pub tokens: Vec<String>,
    /// Added to every answer.
    pub latency: Duration,
    /// What goes wrong, if anything.
    pub fault: Option<Fault>,
    /// What tells the time; tests set it.
    pub clock: Clock,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            cases: None,
            tokens: vec!["test-token".to_owned()],
            latency: Duration::ZERO,
            fault: None,
            clock: Clock::default(),
        }
    }
}
