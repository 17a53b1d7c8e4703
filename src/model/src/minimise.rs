//! Keeping, of an answer, only what may be delivered.

use serde_json::{Map, Value};

use crate::path::Path;

/// The part of `data` that at least one of `paths` covers. What is not named is not there, not even empty.
pub fn keep(data: &Value, paths: &[Path]) -> Value {
    kept(data, &mut Vec::new(), paths).unwrap_or_else(|| Value::Object(Map::new()))
}

fn kept<'a>(value: &'a Value, place: &mut Vec<&'a str>, paths: &[Path]) -> Option<Value> {
    if paths
        .iter()
        .any(|path| starts_with(place.iter().copied(), path.names()))
    {
        return Some(value.clone());
    }
    let leads_to_a_path = paths
        .iter()
        .any(|path| starts_with(path.names(), place.iter().copied()));
    match value {
        _ if !leads_to_a_path => None,
        Value::Object(members) => kept_members(members, place, paths),
        Value::Array(elements) => kept_elements(elements, place, paths),
        // "Nothing known here" is an answer; a lone value where a list or an object should be is not.
        Value::Null => Some(Value::Null),
        _ => None,
    }
}

/// The rank of an element is kept, even when nothing of the element is; a list that was empty is an answer.
fn kept_elements<'a>(
    elements: &'a [Value],
    place: &mut Vec<&'a str>,
    paths: &[Path],
) -> Option<Value> {
    let kept: Vec<_> = elements
        .iter()
        .map(|element| kept(element, place, paths))
        .collect();
    if !kept.is_empty() && kept.iter().all(Option::is_none) {
        return None;
    }
    let empty = || Value::Object(Map::new());
    Some(
        kept.into_iter()
            .map(|element| element.unwrap_or_else(empty))
            .collect(),
    )
}

fn kept_members<'a>(
    members: &'a Map<String, Value>,
    place: &mut Vec<&'a str>,
    paths: &[Path],
) -> Option<Value> {
    let mut kept_here = Map::new();
    for (name, value) in members {
        let depth = place.len();
        // A derived field of a list stands beside the list under its whole path, `enfants.nombre`.
        place.extend(name.split('.'));
        if let Some(value) = kept(value, place, paths) {
            kept_here.insert(name.clone(), value);
        }
        place.truncate(depth);
    }
    (!kept_here.is_empty()).then_some(Value::Object(kept_here))
}

fn starts_with<'a>(
    mut names: impl Iterator<Item = &'a str>,
    mut prefix: impl Iterator<Item = &'a str>,
) -> bool {
    prefix.all(|name| names.next() == Some(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn paths(texts: &[&str]) -> Vec<Path> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    fn family() -> Value {
        json!({
            "quotient_familial": { "valeur": 705, "mois": 10 },
            "allocataires": [{ "nom_naissance": "Morvan", "sexe": "F" }],
            "enfants": [{ "prenoms": "Lou", "sexe": "F" }, { "prenoms": "Noé" }],
            "enfants.nombre": 2,
            "adresse": { "pays": null, "commune": "RENNES" }
        })
    }

    #[test]
    fn nothing_is_kept_without_a_path() {
        assert_eq!(keep(&family(), &[]), json!({}));
    }

    #[test]
    fn an_item_is_kept_whole_and_a_field_alone() {
        let kept = keep(&family(), &paths(&["adresse", "quotient_familial.valeur"]));
        assert_eq!(
            kept,
            json!({ "quotient_familial": { "valeur": 705 }, "adresse": { "pays": null, "commune": "RENNES" } })
        );
    }

    #[test]
    fn a_field_of_a_list_keeps_each_rank() {
        let kept = keep(&family(), &paths(&["enfants[].sexe"]));
        assert_eq!(kept, json!({ "enfants": [{ "sexe": "F" }, {}] }));
    }

    #[test]
    fn an_empty_list_and_a_null_are_answers() {
        let data = json!({ "enfants": [], "adresse": null });
        assert_eq!(
            keep(&data, &paths(&["enfants[].prenoms", "adresse.pays"])),
            data
        );
    }

    #[test]
    fn the_number_of_children_comes_without_the_children() {
        assert_eq!(
            keep(&family(), &paths(&["enfants.nombre"])),
            json!({ "enfants.nombre": 2 })
        );
    }

    proptest! {
        #[test]
        fn keeping_twice_changes_nothing_and_keeps_no_more(picks in prop::collection::vec(0usize..6, 0..4)) {
            let all = ["quotient_familial", "quotient_familial.mois", "allocataires", "enfants[].prenoms",
                       "adresse.pays", "enfants"];
            let chosen = paths(&picks.iter().map(|pick| all[*pick]).collect::<Vec<_>>());
            let once = keep(&family(), &chosen);
            prop_assert_eq!(keep(&once, &chosen), once.clone());
            let agreed = |key: &String| chosen.iter().any(|path| path.names().next() == key.split('.').next());
            prop_assert!(once.as_object().unwrap().keys().all(agreed));
        }
    }
}
