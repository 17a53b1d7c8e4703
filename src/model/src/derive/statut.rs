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

/// Whether someone is registered in a school today, from all their admissions: registered, and between its two dates.
/// It cannot say when there is none, nor when one that would decide is partly unknown.
pub(super) fn inscription_en_cours(admissions: &Value, today: PartialDate) -> Option<Value> {
    let running: Vec<_> = admissions
        .as_array()?
        .iter()
        .map(|admission| is_running(admission, today))
        .collect();
    if running.contains(&Some(true)) {
        return Some(json!(true));
    }
    let all_are_over = !running.is_empty() && !running.contains(&None);
    all_are_over.then_some(json!(false))
}

fn is_running(admission: &Value, today: PartialDate) -> Option<bool> {
    if !admission.get("est_inscrit")?.as_bool()? {
        return Some(false);
    }
    let date = |name: &str| PartialDate::parse_any(admission.get(name)?.as_str()?);
    let (debut, fin) = (date("date_debut")?, date("date_fin")?);
    Some(!debut.is_after(today) && !today.is_after(fin))
}

/// Whether someone is in order with national service; neither yes nor no when it is unknown or does not concern them.
pub(super) fn en_regle(statut: &Value, _: PartialDate) -> Option<Value> {
    match statut.as_str()? {
        "en_regle" => Some(json!(true)),
        "pas_en_regle" => Some(json!(false)),
        _ => None,
    }
}

/// Whether the allowance for a disabled child is paid, to this person or because of them.
pub(super) fn droit_ouvert(status: &Value, _: PartialDate) -> Option<Value> {
    match status.as_str()? {
        "allocataire" | "ouvrant_droit" => Some(json!(true)),
        "non_beneficiaire" => Some(json!(false)),
        _ => None,
    }
}

/// A family situation in words, from the letter of the tax return; words already written stay.
pub(super) fn situation_famille(situation: &Value, _: PartialDate) -> Option<Value> {
    let words = match situation.as_str()?.trim() {
        "C" => "Célibataire",
        "D" => "Divorcé(e)/séparé(e)",
        "M" => "Marié(e)s",
        "O" => "Pacsé(e)s",
        "V" => "Veuf(ve)",
        words if words.chars().count() > 1 => words,
        _ => return None,
    };
    Some(json!(words))
}
