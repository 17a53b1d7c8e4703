//! FranceConnect from the first page to the data, over real sockets.

#![allow(clippy::unwrap_used, reason = "a test stops where it is surprised")]

mod api;
mod page;
mod service;
#[path = "../support/mod.rs"]
mod support;
mod tokens;
