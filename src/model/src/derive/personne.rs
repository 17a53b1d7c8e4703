//! What is known of a person, said in the ways forms ask it.

use serde_json::{Value, json};

use crate::date::PartialDate;
use crate::telephone;

/// `Madame` or `Monsieur`, from the sex of civil status.
pub(super) fn civilite(sexe: &Value, _: PartialDate) -> Option<Value> {
    match sexe.as_str()? {
        "F" | "Féminin" => Some(json!("Madame")),
        "M" | "Masculin" => Some(json!("Monsieur")),
        _ => None,
    }
}

/// The age today, of someone whose birth date is wholly known.
pub(super) fn age(date: &Value, today: PartialDate) -> Option<Value> {
    PartialDate::parse_any(date.as_str()?)?
        .age_on(today)
        .map(|age| json!(age))
}

/// The date as the API writes it today, from any of the shapes it had.
pub(super) fn date(date: &Value, _: PartialDate) -> Option<Value> {
    PartialDate::parse_any(date.as_str()?).map(|date| json!(date.to_string()))
}

/// A French telephone number in pairs of digits; a foreign one as it is.
pub(super) fn telephone(number: &Value, _: PartialDate) -> Option<Value> {
    let number = number.as_str()?.trim();
    (!number.is_empty())
        .then(|| json!(telephone::french(number).unwrap_or_else(|| number.to_owned())))
}
