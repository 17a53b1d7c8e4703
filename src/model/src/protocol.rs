//! The messages between the widget and the relay, exactly as they travel.

mod answer;
mod definition;
mod person;
mod problem;
mod request;

pub use answer::{Answer, OfficialProof, Period, Receipt, SourceResult, Status};
pub use definition::{
    About, Definition, FieldInfo, FieldType, Input, ItemInfo, Mode, Notice, Organisation, Picker,
    Provider, Source,
};
pub use person::{Person, PersonQuestion, PersonStatus};
pub use problem::{Alternative, InvalidField, Problem};
pub use request::{Consent, Device, Gesture, Request};
