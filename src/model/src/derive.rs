//! Fields that are worked out from those the API gives, by named functions that the catalogue refers to.

mod adresse;
mod personne;
mod statut;

use serde_json::{Map, Value, json};

use crate::date::PartialDate;
use crate::path::{Path, Step};

/// A function that works a field out, today. `None` when it cannot say: an unknown is never guessed.
pub type Function = fn(&Value, PartialDate) -> Option<Value>;

/// The functions, by the names the catalogue uses.
const FUNCTIONS: [(&str, Function); 22] = [
    ("absent", statut::absent),
    ("admission", statut::admission),
    ("adresse_complete", adresse::complete),
    ("age", personne::age),
    ("certifiee", statut::certifiee),
    ("civilite", personne::civilite),
    ("code_postal", adresse::code_postal),
    ("commune", adresse::commune),
    ("date", personne::date),
    ("date_en_parties", personne::date_en_parties),
    ("droit_ouvert", statut::droit_ouvert),
    ("en_regle", statut::en_regle),
    ("entier", entier),
    ("inscription_en_cours", statut::inscription_en_cours),
    ("nom_complet", personne::nom_complet),
    ("nombre", nombre),
    ("numero", adresse::numero),
    ("reunis", personne::reunis),
    ("situation_famille", statut::situation_famille),
    ("telephone", personne::telephone),
    ("texte", texte),
    ("voie", adresse::voie),
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
/// The two paths share their beginning: with a `[]` in it, the field is worked out for every element of that list. Where
/// `path` lies under a list (`enfants.nombre`), the field stands beside the list under its whole path. Nothing is added
/// when `from` is absent.
pub fn add(data: &mut Value, path: &Path, from: &Path, function: Function, today: PartialDate) {
    if let ([Step::Key(name), Step::Key(_)], [Step::Key(list)]) = (path.steps(), from.steps())
        && name == list
        && from.find(data).is_some_and(Value::is_array)
    {
        let value = from.find(data).and_then(|list| function(list, today));
        insert(data, &path.to_string(), value);
        return;
    }
    add_in(data, path.steps(), from.steps(), function, today);
}

fn add_in(place: &mut Value, path: &[Step], from: &[Step], function: Function, today: PartialDate) {
    match (path, from) {
        ([Step::Key(field)], _) => {
            let value = find(place, from).and_then(|value| function(value, today));
            insert(place, field, value);
        }
        ([Step::Each, path @ ..], [Step::Each, from @ ..]) => {
            for element in place.as_array_mut().into_iter().flatten() {
                add_in(element, path, from, function, today);
            }
        }
        // What is derived from an object as a whole stands inside it.
        ([Step::Key(name), Step::Key(field)], [Step::Key(whole)]) if name == whole => {
            let value = place.get(&**whole).and_then(|value| function(value, today));
            if let Some(inside) = place.get_mut(&**name) {
                insert(inside, field, value);
            }
        }
        ([Step::Key(name), path @ ..], [Step::Key(same), from @ ..]) if name == same => {
            if let Some(inside) = place.get_mut(&**name) {
                add_in(inside, path, from, function, today);
            }
        }
        _ => {}
    }
}

fn find<'a>(place: &'a Value, steps: &[Step]) -> Option<&'a Value> {
    steps.iter().try_fold(place, |value, step| match step {
        Step::Key(name) => value.get(&**name),
        Step::Each | Step::Index(_) => None,
    })
}

fn insert(object: &mut Value, field: &str, value: Option<Value>) {
    if let (Some(members), Some(value)) = (object.as_object_mut(), value) {
        members.insert(field.to_owned(), value);
    }
}

/// How many elements a list has.
fn nombre(list: &Value, _: PartialDate) -> Option<Value> {
    Some(json!(list.as_array()?.len()))
}

/// The same text, in another place; nothing when there is no text in it.
fn texte(value: &Value, _: PartialDate) -> Option<Value> {
    let text = value.as_str()?.trim();
    (!text.is_empty()).then(|| json!(text))
}

/// A whole number that an older answer writes as text.
fn entier(value: &Value, _: PartialDate) -> Option<Value> {
    match value {
        Value::String(text) => text.trim().parse::<u32>().ok().map(|number| json!(number)),
        number => number.as_u64().map(|number| json!(number)),
    }
}

/// An object with nothing in it, to begin an answer with.
pub fn empty() -> Value {
    Value::Object(Map::new())
}

#[cfg(test)]
mod tests;
