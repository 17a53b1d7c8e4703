//! What Préremplir is about, without any input or output: who a person says they are, which data a form may
//! ask for, and the messages that the widget and the relay exchange.
//!
//! The widget (in the browser) and the relay (on the server) run these very same checks.

pub mod date;
pub mod derive;
pub mod doctor;
pub mod fill;
pub mod identite;
pub mod lang;
pub mod lieu;
pub mod minimise;
pub mod nom;
pub mod path;
pub mod protocol;
pub mod rule;
pub mod subject;
pub mod telephone;
pub mod texts;
pub mod translate;

mod error;

pub use error::{FieldError, Reason};
