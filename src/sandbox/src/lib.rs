#![doc = include_str!("../README.md")]
//!
//! # Reading order
//!
//! `server` listens and hands a call to `pipeline`, which goes down the files in this order: `admission` lets the caller in (`tokens` says who it
//! is, `impot` does for the tax interface, `france_connect` for a person who is connected, `scopes` what that opens, `dpop` that it is not a thief), `throttle` counts it, `query` and `rules` check every parameter the table of `operations`
//! lists, `in_flight` refuses a twin, `library` finds the case, and `answer` writes what it says, in the way of its `api`.
//! `fault` takes the place of all of that.

mod admission;
mod answer;
mod api;
mod calls;
mod case;
mod clock;
mod communes;
mod dpop;
mod environment;
mod error;
mod fault;
mod fields;
mod france_connect;
mod impot;
mod in_flight;
mod jose;
mod key;
mod library;
mod oauth;
mod operations;
mod options;
mod personas;
mod ping;
mod pipeline;
mod query;
mod rules;
mod scopes;
mod server;
mod texts;
mod throttle;
mod tokens;

pub use calls::Call;
pub use clock::Clock;
pub use environment::{Environment, UnknownEnvironment};
pub use error::{Error, Flaw};
pub use fault::{Fault, UnknownFault};
pub use options::{FranceConnectOptions, ImpotClient, Options};
pub use personas::{Persona, personas};
pub use server::{Sandbox, start};
