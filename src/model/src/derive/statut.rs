//! What a status really means.

use serde_json::{Value, json};

use crate::date::PartialDate;

/// Whether a date is unset: a registration without an end date is still running.
pub(super) fn absent(date: &Value, _: PartialDate) -> Option<Value> {
    match date {
        Value::Null => Some(json!(true)),
        Value::String(text) => PartialDate::parse_any(text).map(|_| json!(false)),
        _ => None,
    }
}

/// A student whom a school has admitted is not registered yet: `est_inscrit = false` is *admis*, never *inscrit*.
pub(super) fn admission(est_inscrit: &Value, _: PartialDate) -> Option<Value> {
    est_inscrit
        .as_bool()
        .map(|inscrit| json!(if inscrit { "inscrit" } else { "admis" }))
}

/// Whether the identity was certified by the national register: codes VC, IC and PC are, AC, DC, EC, RC and none are not.
pub(super) fn certifiee(code: &Value, _: PartialDate) -> Option<Value> {
    match code {
        Value::Null => Some(json!(false)),
        Value::String(code) => match code.as_str() {
            "VC" | "IC" | "PC" => Some(json!(true)),
            "AC" | "DC" | "EC" | "RC" => Some(json!(false)),
            _ => None,
        },
        _ => None,
    }
}
