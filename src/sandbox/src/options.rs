//! How a sandbox behaves.

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use crate::{Clock, Fault};

/// How a sandbox behaves; the default is what a test or a demonstration wants.
///
/// No `Debug`: `tokens` could one day hold a real one.
#[derive(Clone)]
pub struct Options {
    /// Where to listen. Port 0 takes a free one. Default: `127.0.0.1:0`.
    pub listen: SocketAddr,
    /// A folder in the official format, one sub-folder per operation; `None` serves the families that come with the crate.
    pub cases: Option<PathBuf>,
    /// The tokens that open every operation, besides the [reserved ones](crate#tokens). Default: `test-token`.
    pub tokens: Vec<String>,
    /// Added to every answer, refusals and faults included. Default: none.
    pub latency: Duration,
    /// What goes wrong on every call. Default: nothing.
    pub fault: Option<Fault>,
    /// What tells the time for the rate limit and the date rules. Default: the system's clock.
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
