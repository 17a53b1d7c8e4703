//! skeleton
mod options;
mod fault;
mod error;
mod personas;
mod calls;
mod clock;

pub use calls::Call;
pub use clock::Clock;
pub use error::Error;
pub use fault::Fault;
pub use options::Options;
pub use personas::{Persona, personas};

use std::net::SocketAddr;

/// A running sandbox. Dropping it stops it.
#[derive(Debug)]
pub struct Sandbox {
    address: SocketAddr,
}

/// Starts a sandbox and returns once it listens.
///
/// # Errors
/// When a case file is malformed, the folder cannot be read or the address is taken.
pub async fn start(options: Options) -> Result<Sandbox, Error> {
    Ok(Sandbox {
        address: options.listen,
    })
}

impl Sandbox {
    /// `http://ADDRESS`, without a final slash.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What a person starting the sandbox should read: ignored duplicates and the like.
    #[must_use]
    pub fn warnings(&self) -> &[String] {
        &[]
    }

    /// Every call received so far, oldest first.
    #[must_use]
    pub fn calls(&self) -> Vec<Call> {
        Vec::new()
    }

    /// Stops accepting, waits for the answers under way.
    pub async fn stop(self) {}

    /// Serves until `shutdown` resolves, then stops.
    pub async fn run_until(self, shutdown: impl Future<Output = ()>) {
        shutdown.await;
        self.stop().await;
    }
}
