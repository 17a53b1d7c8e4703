#![doc = include_str!("../README.md")]
//!
//! # Reading order
//!
//! One call goes through the files in this order: `server` finds the operation in the table of `operations`,
//! `tokens` says whose call it is, `throttle` counts it, `query` and `rules` check every parameter, `in_flight`
//! refuses a twin, `library` finds the case, and `answer` writes what it says. `fault` replaces all of that.

mod answer;
mod calls;
mod case;
mod clock;
mod communes;
mod error;
mod fault;
mod in_flight;
mod key;
mod library;
mod operations;
mod options;
mod personas;
mod ping;
mod query;
mod rules;
mod server;
mod texts;
mod throttle;
mod tokens;

pub use calls::Call;
pub use clock::Clock;
pub use error::Error;
pub use fault::{Fault, UnknownFault};
pub use options::Options;
pub use personas::{Persona, personas};
pub use server::{Sandbox, start};
