//! Leaving the browser time to answer the person while many controls are written.

use super::wait;

/// How long we may hold the page, in milliseconds: half a frame.
const HOLD: f64 = 8.0;

/// When the page last had its turn.
#[derive(Debug)]
pub(super) struct Pace(f64);

impl Pace {
    /// Begins now.
    pub(super) fn new() -> Self {
        Self(wait::now())
    }

    /// Gives the page its turn, when we have held it long enough.
    pub(super) async fn rest(&mut self) {
        if wait::now() - self.0 >= HOLD {
            self.stop().await;
        }
    }

    /// Gives the page its turn.
    pub(super) async fn stop(&mut self) {
        wait::turn().await;
        self.0 = wait::now();
    }
}
