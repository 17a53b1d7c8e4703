//! Whether a control can hold the values of a field at all, before any is known.

use super::data::Datum;
use super::entry::entry;
use super::{Control, Kind, Reason};
use crate::date::PartialDate;
use crate::protocol::FieldType;

/// Tries values of a type that any field of it may have.
///
/// # Errors
/// Why the control can hold none of them. The choices of a list are not held against a text or a number: which of them
/// a field has is not known.
pub fn takes(control: &Control, kind: FieldType) -> Result<(), Reason> {
    let is_choice = matches!(control.kind, Kind::Choice(_));
    let mut refused = None;
    for sample in samples(kind) {
        match entry(control, &sample) {
            Ok(_) => return Ok(()),
            Err(Reason::NoChoice) if is_choice && kind != FieldType::Boolean => return Ok(()),
            Err(reason) => refused = Some(reason),
        }
    }
    refused.map_or(Ok(()), Err)
}

fn samples(kind: FieldType) -> Vec<Datum> {
    match kind {
        FieldType::Text => vec![Datum::Text("A".to_owned())],
        FieldType::Integer | FieldType::Number => vec![Datum::Number("1".to_owned())],
        FieldType::Boolean => vec![Datum::Truth(true), Datum::Truth(false)],
        FieldType::Date => PartialDate::new(2015, Some(3), Some(9))
            .map(Datum::Date)
            .into_iter()
            .collect(),
    }
}
