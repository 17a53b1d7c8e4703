//! Fields that are worked out from those the API gives, by named functions that the catalogue refers to.

use serde_json::{Map, Value, json};

use crate::date::PartialDate;
use crate::path::{Path, Step};

/// A function that works a field out. `None` when it cannot say: an unknown is never guessed.
pub type Function = fn(&Value) -> Option<Value>;

/// The functions, by the names the catalogue uses.
const FUNCTIONS: [(&str, Function); 8] = [
    ("code_postal", code_postal),
    ("commune", commune),
    ("numero", numero),
    ("voie", voie),
    ("adresse_complete", adresse_complete),
    ("civilite", civilite),
    ("nombre", nombre),
    ("absent", absent),
];

/// The function of this name, when there is one.
pub fn function(name: &str) -> Option<Function> {
    FUNCTIONS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, function)| *function)
}

/// Adds to `data` the field `path`, worked out by `function` from what is at `from`.
///
/// With a `[]` in `path`, it is worked out for every element of that list. Where `path` lies under a list
/// (`enfants.nombre`), the field stands beside the list under its whole path. Nothing is added when `from` is absent.
pub fn add(data: &mut Value, path: &Path, from: &Path, function: Function) {
    match path.steps() {
        [Step::Key(list), Step::Each, Step::Key(field)] => {
            let Some(Step::Key(source)) = from.steps().last() else {
                return;
            };
            let elements = data.get_mut(list).and_then(Value::as_array_mut);
            for element in elements.into_iter().flatten() {
                if let Some(value) = element.get(source).and_then(function) {
                    insert(element, field, value);
                }
            }
        }
        [Step::Key(parent), Step::Key(field)] => {
            let Some(value) = from.find(data).and_then(function) else {
                return;
            };
            match data.get_mut(parent) {
                Some(object @ Value::Object(_)) => insert(object, field, value),
                _ => insert(data, &path.to_string(), value),
            }
        }
        _ => {}
    }
}

fn insert(object: &mut Value, field: &str, value: Value) {
    if let Some(members) = object.as_object_mut() {
        members.insert(field.to_owned(), value);
    }
}

/// The postcode of `75002 PARIS`, a line of a French postal address.
fn code_postal(line: &Value) -> Option<Value> {
    split_postcode(line.as_str()?).0.map(|code| json!(code))
}

/// The town of `75002 PARIS`, without the postcode nor the CEDEX that only La Poste needs.
fn commune(line: &Value) -> Option<Value> {
    let town = split_postcode(line.as_str()?).1;
    let town = town
        .split_once(" CEDEX")
        .map_or(town, |(town, _)| town)
        .trim();
    (!town.is_empty()).then(|| json!(town))
}

fn split_postcode(line: &str) -> (Option<&str>, &str) {
    let line = line.trim();
    let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
    let is_code = first.len() == 5 && first.bytes().all(|byte| byte.is_ascii_digit());
    if is_code {
        (Some(first), rest.trim())
    } else {
        (None, line)
    }
}

/// The number of `12 BIS RUE DES LILAS`, with its `BIS`, `TER` or letter.
fn numero(line: &Value) -> Option<Value> {
    let number = split_number(line.as_str()?).0;
    (!number.is_empty()).then(|| json!(number))
}

/// The street of `12 BIS RUE DES LILAS`.
fn voie(line: &Value) -> Option<Value> {
    let street = split_number(line.as_str()?).1;
    (!street.is_empty()).then(|| json!(street))
}

fn split_number(line: &str) -> (String, String) {
    let mut words = line.split_whitespace().peekable();
    let mut number = Vec::new();
    if words
        .peek()
        .is_some_and(|word| word.starts_with(|first: char| first.is_ascii_digit()))
    {
        number.extend(words.next().map(|word| word.trim_end_matches(',')));
        number.extend(words.next_if(|word| is_repetition(word)));
    }
    (number.join(" "), words.collect::<Vec<_>>().join(" "))
}

/// The marks that tell two houses of one number apart.
fn is_repetition(word: &str) -> bool {
    let mark = word.to_ascii_uppercase();
    matches!(mark.as_str(), "BIS" | "TER" | "QUATER") || matches!(mark.as_bytes(), [b'B'..=b'Z'])
}

/// The lines of a postal address, from the object that the API gives, in the order La Poste wants them.
fn adresse_complete(adresse: &Value) -> Option<Value> {
    const LINES: [&str; 7] = [
        "destinataire",
        "complement_information",
        "complement_information_geographique",
        "numero_libelle_voie",
        "lieu_dit",
        "code_postal_ville",
        "pays",
    ];
    let lines: Vec<_> = LINES
        .iter()
        .filter_map(|line| adresse.get(line)?.as_str())
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    (!lines.is_empty()).then(|| json!(lines.join("\n")))
}

/// `Madame` or `Monsieur`, from the sex of civil status.
fn civilite(sexe: &Value) -> Option<Value> {
    match sexe.as_str()? {
        "F" => Some(json!("Madame")),
        "M" => Some(json!("Monsieur")),
        _ => None,
    }
}

/// How many elements a list has.
fn nombre(list: &Value) -> Option<Value> {
    Some(json!(list.as_array()?.len()))
}

/// Whether a date is unset: a registration without an end date is still running.
fn absent(date: &Value) -> Option<Value> {
    match date {
        Value::Null => Some(json!(true)),
        Value::String(text) => PartialDate::parse_iso(text).map(|_| json!(false)),
        _ => None,
    }
}

/// An object with nothing in it, to begin an answer with.
pub fn empty() -> Value {
    Value::Object(Map::new())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn derived(name: &str, value: Value) -> Option<Value> {
        function(name).unwrap()(&value)
    }

    #[test]
    fn a_postal_line_gives_its_postcode_and_town() {
        for (line, code, town) in [
            ("75002 PARIS", Some("75002"), Some("PARIS")),
            ("  35000   RENNES ", Some("35000"), Some("RENNES")),
            ("75002", Some("75002"), None),
            ("33077 BORDEAUX CEDEX", Some("33077"), Some("BORDEAUX")),
            ("33077 BORDEAUX CEDEX 12", Some("33077"), Some("BORDEAUX")),
            ("97400 SAINT-DENIS", Some("97400"), Some("SAINT-DENIS")),
            ("1000 BRUXELLES", None, Some("1000 BRUXELLES")),
            ("", None, None),
        ] {
            assert_eq!(
                derived("code_postal", json!(line)),
                code.map(|code| json!(code)),
                "{line}"
            );
            assert_eq!(
                derived("commune", json!(line)),
                town.map(|town| json!(town)),
                "{line}"
            );
        }
        assert_eq!(derived("code_postal", Value::Null), None);
    }

    #[test]
    fn a_street_line_gives_its_number_and_street() {
        for (line, number, street) in [
            ("1 RUE DE LA GARE", Some("1"), Some("RUE DE LA GARE")),
            (
                "12 BIS RUE DES LILAS",
                Some("12 BIS"),
                Some("RUE DES LILAS"),
            ),
            ("12B RUE DES LILAS", Some("12B"), Some("RUE DES LILAS")),
            (
                "12, ter allée du Port",
                Some("12 ter"),
                Some("allée du Port"),
            ),
            ("7 C COURS DES DAMES", Some("7 C"), Some("COURS DES DAMES")),
            ("LE BOURG", None, Some("LE BOURG")),
            ("14", Some("14"), None),
        ] {
            assert_eq!(
                derived("numero", json!(line)),
                number.map(|n| json!(n)),
                "{line}"
            );
            assert_eq!(
                derived("voie", json!(line)),
                street.map(|s| json!(s)),
                "{line}"
            );
        }
    }

    #[test]
    fn a_whole_address_skips_its_empty_lines() {
        let adresse = json!({ "destinataire": "Madame Awen MORVAN", "lieu_dit": null, "complement_information": " ",
            "numero_libelle_voie": "3 RUE DU PUITS", "code_postal_ville": "35000 RENNES" });
        assert_eq!(
            derived("adresse_complete", adresse),
            Some(json!("Madame Awen MORVAN\n3 RUE DU PUITS\n35000 RENNES"))
        );
        assert_eq!(derived("adresse_complete", empty()), None);
    }

    #[test]
    fn what_is_unknown_is_not_guessed() {
        assert_eq!(derived("civilite", json!("X")), None);
        assert_eq!(derived("nombre", Value::Null), None);
        assert_eq!(derived("absent", json!("hier")), None);
        assert_eq!(derived("absent", Value::Null), Some(json!(true)));
        assert_eq!(derived("absent", json!("2025-09-01")), Some(json!(false)));
        assert!(function("devine").is_none());
    }

    #[test]
    fn derived_fields_stand_where_their_paths_say() {
        let mut data = json!({ "enfants": [{ "sexe": "F" }, {}], "adresse": { "code_postal_ville": "35000 RENNES" } });
        let mut add = |path: &str, from: &str, name: &str| {
            super::add(
                &mut data,
                &path.parse().unwrap(),
                &from.parse().unwrap(),
                function(name).unwrap(),
            );
        };
        add("enfants.nombre", "enfants", "nombre");
        add("enfants[].civilite", "enfants[].sexe", "civilite");
        add("adresse.commune", "adresse.code_postal_ville", "commune");
        add("adresse.numero", "adresse.numero_libelle_voie", "numero");
        assert_eq!(
            data,
            json!({ "enfants": [{ "sexe": "F", "civilite": "Madame" }, {}], "enfants.nombre": 2,
                    "adresse": { "code_postal_ville": "35000 RENNES", "commune": "RENNES" } })
        );
    }

    proptest! {
        #[test]
        fn no_word_of_a_street_line_is_lost(line in "[0-9]{0,3}( BIS)?( [A-Z]{2,8}){0,4}") {
            let (number, street) = split_number(&line);
            let joined = format!("{number} {street}");
            prop_assert_eq!(joined.split_whitespace().collect::<Vec<_>>(), line.split_whitespace().collect::<Vec<_>>());
        }
    }
}
