//! The journeys of every form of the demonstration in Firefox: the engine is the one that this program is named after.

#![expect(clippy::unwrap_used, reason = "a test")]

#[path = "browser/carried.rs"]
mod carried;
#[path = "browser/choices.rs"]
mod choices;
#[path = "browser/demo.rs"]
mod demo;
#[path = "browser/filled.rs"]
mod filled;
#[path = "browser/identified.rs"]
mod identified;
#[path = "browser/sources.rs"]
mod sources;
