//! The relay: it holds the API token, checks everything again, asks, minimises, answers, and keeps nothing personal.
//!
//! # Reading order
//!
//! [`config`] and [`catalogue`] say what may be asked; `app` shows every route. A prefill goes through `routes::forms`,
//! `prefill` (its order is the product's promise), `visit`, `notice`, `journal`, `pace`, `upstream` and `deliver`.

pub mod assurance;
pub mod catalogue;
pub mod config;
pub mod demo;
pub mod doctor;
pub mod dpo;
pub mod journal;
pub mod keys;
pub mod logging;
pub mod serve;
pub mod snippet;
pub mod unseal;

mod app;
mod attest;
mod calendar;
mod cors;
mod definition;
mod deliver;
mod error;
mod france_connect;
mod hook;
#[cfg(test)]
mod hostile;
mod html;
mod jose;
mod notice;
mod outbound;
mod pace;
mod places;
mod prefill;
mod problem;
mod receipt;
mod routes;
mod seal;
mod secret_file;
mod texts;
mod ticket;
mod upstream;
mod verify;
mod visit;
mod word;

pub use error::Error;
