//! Reading the answer of an older or foreign API into the paths that the catalogue declares.

use serde_json::{Map, Value};

use crate::date::PartialDate;
use crate::derive::Function;
use crate::path::{Path, Step};
use crate::subject::Answers;

/// One value to carry over: where it comes from, where it goes, and what is done to it on the way.
#[derive(Clone, Debug)]
pub struct Carry {
    /// Where it goes.
    pub path: Path,
    /// Where it comes from.
    pub from: Origin,
    /// What is done to it; nothing by default.
    pub by: Option<Function>,
}

impl Carry {
    fn change(&self, value: &Value, today: PartialDate) -> Option<Value> {
        match self.by {
            Some(function) if !value.is_null() => function(value, today),
            _ => Some(value.clone()),
        }
    }
}

/// Where a value comes from.
#[derive(Clone, Debug)]
pub enum Origin {
    /// The answer, at this path. A `[]` in it goes with the `[]` of the place it goes to.
    Answer(Path),
    /// The checked input of this name, such as the year asked for, which the answer does not repeat. It goes beside what was
    /// answered: where nothing was, it goes nowhere.
    Input(String),
}

/// The answer at the catalogue's paths. What is absent stays absent, null stays null.
pub fn translate(answer: &Value, carries: &[Carry], inputs: &Answers, today: PartialDate) -> Value {
    let mut data = Value::Object(Map::new());
    for carry in carries {
        if let Origin::Answer(from) = &carry.from {
            let change = |value: &Value| carry.change(value, today);
            let path = carry.path.steps();
            carry_over(answer, from.steps(), &mut data, path, &change);
        }
    }
    for carry in carries {
        if let Origin::Input(name) = &carry.from {
            let typed = inputs.get(name).first();
            let value = typed.and_then(|text| carry.change(&Value::from(text.as_str()), today));
            put_beside(&mut data, carry.path.steps(), value);
        }
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
                Step::Key(name) => answer.get(&**name),
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

/// Puts `value` at `path` when the object it goes into is there already.
fn put_beside(data: &mut Value, path: &[Step], value: Option<Value>) {
    if let [parents @ .., Step::Key(name)] = path
        && let Some(Value::Object(beside)) = inside(data, parents)
    {
        beside.extend(value.map(|value| (name.to_string(), value)));
    }
}

/// What stands at a path of names; `None` when it is not there.
fn inside<'a>(data: &'a mut Value, path: &[Step]) -> Option<&'a mut Value> {
    path.iter().try_fold(data, |place, step| match step {
        Step::Key(name) => place.get_mut(&**name),
        Step::Each | Step::Index(_) => None,
    })
}

/// The place at `path`, with objects made on the way; a list on the way gets its elements.
fn place_at<'a>(data: &'a mut Value, path: &[Step]) -> &'a mut Value {
    path.iter().fold(data, |place, step| match step {
        Step::Key(name) => {
            if !place.is_object() {
                *place = Value::Object(Map::new());
            }
            &mut place[&**name]
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
    use crate::rule::Rule;
    use crate::subject::{Needs, Subject, Typed};
    use serde_json::json;

    fn translated(answer: Value, carries: &[(&str, &str, Option<&str>)]) -> Value {
        let carries: Vec<_> = carries
            .iter()
            .map(|(path, from, by)| Carry {
                path: path.parse().unwrap(),
                from: match from.strip_prefix('?') {
                    Some(input) => Origin::Input(input.to_owned()),
                    None => Origin::Answer(from.parse().unwrap()),
                },
                by: by.map(|name| function(name).unwrap()),
            })
            .collect();
        let today = PartialDate::new(2026, Some(11), Some(22)).unwrap();
        translate(&answer, &carries, &year_asked(today), today)
    }

    /// The checked inputs of someone who typed a year.
    fn year_asked(today: PartialDate) -> Answers {
        let needs = Needs {
            inputs: [("annee".to_owned(), Rule::Annee)].into(),
            ..Needs::default()
        };
        let typed = Typed::Text("2025".to_owned());
        let subject = Subject {
            inputs: [("annee".to_owned(), typed)].into(),
            ..Subject::default()
        };
        subject.parse(&needs, today).unwrap()
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

    #[test]
    fn what_was_asked_stands_beside_what_was_answered_and_never_alone() {
        let carries = [
            ("revenus.annee", "?annee", Some("entier")),
            ("revenus.revenu_fiscal_reference", "rfr", None),
            ("revenus.reference", "?reference", None),
        ];
        assert_eq!(
            translated(json!({ "rfr": null }), &carries),
            json!({ "revenus": { "revenu_fiscal_reference": null, "annee": 2025 } })
        );
        assert_eq!(translated(json!({ "nbPart": 1 }), &carries), json!({}));
    }
}
