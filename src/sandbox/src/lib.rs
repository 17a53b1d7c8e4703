#![doc = include_str!("../README.md")]
//!
//! # Reading order
//!
//! `server` listens and hands a call to `pipeline`, which goes down the files in this order: `tokens` says whose call it is, `throttle`
//! counts it, `query` and `rules` check every parameter the table of `operations` lists, `in_flight` refuses a twin, `library` finds the
//! case, and `answer` writes what it says. `fault` takes the place of all of that.

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
mod pipeline;
mod query;
mod rules;
mod server;
mod texts;
mod throttle;
mod tokens;

pub use calls::Call;
pub use clock::Clock;
pub use error::{Error, Flaw};
pub use fault::{Fault, UnknownFault};
pub use options::Options;
pub use personas::{Persona, personas};
pub use server::{Sandbox, start};
