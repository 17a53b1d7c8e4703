//! Reading the answer of an older or foreign API into the paths that the catalogue declares.

use serde_json::{Map, Value};

use crate::date::PartialDate;
use crate::derive::Function;
use crate::path::{Path, Step};

/// One value to carry over: where it stands in the answer, where it goes, and what is done to it on the way.
#[derive(Clone, Debug)]
pub struct Carry {
    /// Where it goes.
    pub path: Path,
    /// Where it stands. A `[]` in it goes with the `[]` in `path`.
    pub from: Path,
    /// What is done to it; nothing by default.
    pub by: Option<Function>,
}

/// The answer at the catalogue's paths. What is absent stays absent, null stays null.
pub fn translate(answer: &Value, carries: &[Carry], today: PartialDate) -> Value {
    let mut data = Value::Object(Map::new());
    for carry in carries {
        carry_over(
            answer,
            carry.from.steps(),
            &mut data,
            carry.path.steps(),
            &|value| match carry.by {
                Some(function) if !value.is_null() => function(value, today),
                _ => Some(value.clone()),
            },
        );
    }
    data
}

fn carry_over(
    answer: &Value,
    from: &[Step],
    data: &mut Value,
    path: &[Step],
    change: &impl Fn(&Value) -> Option<Value>,
) {
    match (from, path) {
        ([], _) => {
            let is_row = path.iter().any(|step| matches!(step, Step::Index(_)));
            // Nothing known is no reason to make a row.
            if let Some(value) = change(answer).filter(|value| !(is_row && value.is_null())) {
                put(data, path, value);
            }
        }
        ([Step::Each, from @ ..], _) => {
            let (before, after) = split_at_list(path);
            let elements = answer.as_array().map(Vec::as_slice).unwrap_or_default();
            let list = list_at(data, before, elements.len());
            for (element, place) in elements.iter().zip(list) {
                carry_over(element, from, place, after, change);
            }
        }
        ([step, from @ ..], _) => {
            let inside = match step {
                Step::Key(name) => answer.get(name),
                Step::Index(index) => answer.get(index),
                Step::Each => None,
            };
            if let Some(inside) = inside {
                carry_over(inside, from, data, path, change);
            }
        }
    }
}

/// A path before and after its first `[]`.
fn split_at_list(path: &[Step]) -> (&[Step], &[Step]) {
    let at = path
        .iter()
        .position(|step| *step == Step::Each)
        .unwrap_or(path.len());
    (&path[..at], path.get(at + 1..).unwrap_or_default())
}

/// The list at `path`, made with `length` empty elements when it is not there.
fn list_at<'a>(data: &'a mut Value, path: &[Step], length: usize) -> &'a mut [Value] {
    let place = place_at(data, path);
    if !place.is_array() {
        *place = Value::Array(vec![Value::Object(Map::new()); length]);
    }
    place
        .as_array_mut()
        .map(Vec::as_mut_slice)
        .unwrap_or_default()
}

fn put(data: &mut Value, path: &[Step], value: Value) {
    *place_at(data, path) = value;
}

/// The place at `path`, with objects made on the way; a list on the way gets its elements.
fn place_at<'a>(data: &'a mut Value, path: &[Step]) -> &'a mut Value {
    path.iter().fold(data, |place, step| match step {
        Step::Key(name) => {
            if !place.is_object() {
                *place = Value::Object(Map::new());
            }
            &mut place[name.as_str()]
        }
        Step::Each => place_in_list(place, 0),
        Step::Index(index) => place_in_list(place, *index),
    })
}

fn place_in_list(place: &mut Value, index: usize) -> &mut Value {
    if !place.is_array() {
        *place = Value::Array(Vec::new());
    }
    if let Value::Array(elements) = place
        && elements.len() <= index
    {
        elements.resize(index + 1, Value::Object(Map::new()));
    }
    &mut place[index]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::derive::function;
    use serde_json::json;

    fn translated(answer: Value, carries: &[(&str, &str, Option<&str>)]) -> Value {
        let carries: Vec<_> = carries
            .iter()
            .map(|(path, from, by)| Carry {
                path: path.parse().unwrap(),
                from: from.parse().unwrap(),
                by: by.map(|name| function(name).unwrap()),
            })
            .collect();
        translate(
            &answer,
            &carries,
            PartialDate::new(2026, Some(11), Some(22)).unwrap(),
        )
    }

    #[test]
    fn an_older_answer_stands_at_the_paths_of_today() {
        let answer = json!({ "quotientFamilial": 0, "mois": null,
            "enfants": [{ "nomPrenom": "LOU MORVAN", "dateDeNaissance": "17052015" }, { "nomPrenom": "NOÉ MORVAN" }] });
        let data = translated(
            answer,
            &[
                ("quotient_familial.valeur", "quotientFamilial", None),
                ("quotient_familial.mois", "mois", None),
                ("quotient_familial.annee", "annee", None),
                ("enfants[].nom_complet", "enfants[].nomPrenom", None),
                (
                    "enfants[].date_naissance",
                    "enfants[].dateDeNaissance",
                    Some("date"),
                ),
            ],
        );
        assert_eq!(
            data,
            json!({ "quotient_familial": { "valeur": 0, "mois": null },
                    "enfants": [{ "nom_complet": "LOU MORVAN", "date_naissance": "2015-05-17" },
                                { "nom_complet": "NOÉ MORVAN" }] })
        );
    }

    #[test]
    fn an_empty_list_stays_a_list_and_single_values_can_become_rows() {
        let answer = json!({ "enfants": [], "nmNaiDec1": "MORVAN", "nmNaiDec2": "DIALLO", "nmNaiDec3": null });
        let data = translated(
            answer,
            &[
                ("enfants[].prenoms", "enfants[].prenom", None),
                ("declarants[0].nom_naissance", "nmNaiDec1", None),
                ("declarants[1].nom_naissance", "nmNaiDec2", None),
                ("declarants[2].nom_naissance", "nmNaiDec3", None),
            ],
        );
        assert_eq!(
            data,
            json!({ "enfants": [], "declarants": [{ "nom_naissance": "MORVAN" }, { "nom_naissance": "DIALLO" }] })
        );
    }
}
