//! The widget a citizen uses: it asks who they are, what they agree to, and fills the host page's form.
//!
//! In reading order: [`handle`] is what the loader sees, `state` where the person stands, `app` the component that
//! shows it, `views` one view for each step, `fields` the inputs, `relay` the calls, [`host`] the form to fill.

pub mod handle;
pub mod host;

mod app;
mod clock;
mod countdown;
mod error_summary;
mod events;
mod failure;
mod fields;
mod france_connect;
mod gesture;
mod json;
mod relay;
mod state;
mod task;
mod texts;
mod timing;
mod typed;
mod ui;
mod views;
