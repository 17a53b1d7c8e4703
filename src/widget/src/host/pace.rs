//! Leaving the browser time to answer the person while many controls are written.

use super::wait;
use crate::timing;

/// How long we may hold the page, in milliseconds: half a frame.
const HOLD: f64 = 8.0;

/// What each hold is called in the browser's timeline.
const NAME: &str = "pre-remplir-hold";

/// When the page last had its turn.
#[derive(Debug)]
pub(super) struct Pace(f64);

impl Pace {
    /// Begins now.
    pub(super) fn new() -> Self {
        timing::begin(NAME);
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
        self.leave(wait::turn()).await;
    }

    /// Leaves the page alone while `waiting` for it.
    pub(super) async fn leave<T>(&mut self, waiting: impl Future<Output = T>) -> T {
        timing::end(NAME);
        let came = waiting.await;
        *self = Self::new();
        came
    }
}
