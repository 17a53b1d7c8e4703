//! The journeys of people in a real browser: the built widget, the relay's own program, the sandbox and the pages of `www/`.

#![expect(clippy::unwrap_used, reason = "a test")]

mod answers;
mod choices;
mod english;
mod failures;
mod filled;
mod guest;
mod keyboard;
mod sources;
mod states;
