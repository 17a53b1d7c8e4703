//! The journeys of people in a real browser: the built widget, the relay's own program, the sandbox and the pages of `www/`.
//!
//! The journeys of the forms are made in Firefox and WebKit too (`tests/tests/firefox.rs`, `tests/tests/webkit.rs`). The rest
//! is Chromium's alone: it looks at requests, the console, colours or widths, which no standard lets one ask of the others.

#![expect(clippy::unwrap_used, reason = "a test")]

mod answers;
mod carried;
mod choices;
mod demo;
mod english;
mod failures;
mod filled;
mod gesture;
mod guest;
mod identified;
mod keyboard;
mod receipt;
mod sources;
mod states;
