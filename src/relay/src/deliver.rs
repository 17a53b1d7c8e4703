//! From a source's payload to what the person agreed to, and nothing more.

use model::date::PartialDate;
use model::minimise::keep;
use model::path::{Path, Step};
use model::protocol::Status;
use serde_json::Value;

use crate::catalogue::{Field, Source};

/// The payload is not what the source documents: nothing in it can be trusted.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct WrongShape;

/// What may be delivered of a payload.
#[derive(Debug)]
pub(crate) struct Delivery {
    pub(crate) status: Status,
    pub(crate) data: Value,
}

/// Keeps of `payload` the fields of the catalogue that the form is `authorised` to ask for and the person `agreed` to,
/// and works out the derived ones under the same rule.
pub(crate) fn deliver(
    source: &Source,
    mut payload: Value,
    authorised: &[Path],
    agreed: &[Path],
    today: PartialDate,
) -> Result<Delivery, WrongShape> {
    let given = || source.fields().filter(|field| !field.is_derived());
    if !payload.is_object() || !given().all(|field| fits(&payload, field.path.steps(), field)) {
        return Err(WrongShape);
    }
    source.derive(&mut payload, today);
    let covered = |paths: &[Path], field: &Field| paths.iter().any(|path| path.covers(&field.path));
    let allowed = |field: &&Field| covered(authorised, field) && covered(agreed, field);
    let paths: Vec<_> = source
        .fields()
        .filter(allowed)
        .map(|field| field.path.clone())
        .collect();
    let data = keep(&payload, &paths);
    let missing = agreed
        .iter()
        .filter(|item| keep(&data, &[(*item).clone()]) == model::derive::empty())
        .count();
    let status = match missing {
        0 => Status::Filled,
        all if all == agreed.len() => Status::Unavailable,
        _ => Status::Partial,
    };
    Ok(Delivery { status, data })
}

/// Whether what stands at a field's path is of its type, everywhere it stands.
fn fits(value: &Value, steps: &[Step], field: &Field) -> bool {
    match (steps, value) {
        ([], _) => field.accepts(value),
        (_, Value::Null) => true,
        ([Step::Key(name), rest @ ..], Value::Object(members)) => members
            .get(&**name)
            .is_none_or(|value| fits(value, rest, field)),
        ([Step::Each, rest @ ..], Value::Array(elements)) => {
            elements.iter().all(|element| fits(element, rest, field))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use serde_json::json;

    fn paths(texts: &[&str]) -> Vec<Path> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    fn family() -> Value {
        json!({
            "quotient_familial": { "valeur": 0, "fournisseur": "MSA", "annee": 2026, "mois": 10, "autre": "x" },
            "allocataires": [{ "nom_naissance": "Morvan", "sexe": "F", "annee_date_de_naissance": 1988 }],
            "enfants": [],
            "adresse": { "code_postal_ville": "35000 RENNES", "numero_libelle_voie": null },
            "surprise": { "nir": "2 88" }
        })
    }

    fn delivered(
        payload: Value,
        authorised: &[&str],
        agreed: &[&str],
    ) -> Result<Delivery, WrongShape> {
        let catalogue = Catalogue::load().unwrap();
        let source = catalogue.get("quotient_familial").unwrap();
        let today = PartialDate::new(2026, Some(11), Some(22)).unwrap();
        deliver(source, payload, &paths(authorised), &paths(agreed), today)
    }

    const ALL: [&str; 4] = ["quotient_familial", "allocataires", "enfants", "adresse"];

    #[test]
    fn what_the_catalogue_does_not_declare_is_never_delivered() {
        let data = delivered(family(), &ALL, &ALL).unwrap().data;
        assert_eq!(
            data,
            json!({
                "quotient_familial": { "valeur": 0, "fournisseur": "MSA", "annee": 2026, "mois": 10 },
                "allocataires": [{ "nom_naissance": "Morvan", "sexe": "F", "civilite": "Madame" }],
                "enfants": [], "enfants.nombre": 0,
                "adresse": { "code_postal_ville": "35000 RENNES", "numero_libelle_voie": null,
                             "code_postal": "35000", "commune": "RENNES", "complete": "35000 RENNES" }
            })
        );
    }

    #[test]
    fn only_what_is_both_authorised_and_agreed_is_delivered() {
        let both = delivered(
            family(),
            &["quotient_familial"],
            &["quotient_familial.valeur", "adresse"],
        )
        .unwrap();
        assert_eq!(both.data, json!({ "quotient_familial": { "valeur": 0 } }));
        assert_eq!(both.status, Status::Partial);
        let town = delivered(family(), &["adresse.commune"], &["adresse"]).unwrap();
        assert_eq!(town.data, json!({ "adresse": { "commune": "RENNES" } }));
        assert_eq!(
            delivered(family(), &["adresse"], &["enfants"])
                .unwrap()
                .data,
            json!({})
        );
    }

    #[test]
    fn items_that_a_token_has_no_scope_for_make_the_answer_partial() {
        let masked = json!({ "quotient_familial": { "valeur": 705 } });
        let delivery = delivered(masked, &ALL, &ALL).unwrap();
        assert_eq!(delivery.status, Status::Partial);
        assert_eq!(
            delivered(json!({}), &ALL, &ALL).unwrap().status,
            Status::Unavailable
        );
    }

    #[test]
    fn a_payload_of_another_shape_is_refused_whole() {
        for payload in [
            json!([]),
            json!({ "quotient_familial": { "valeur": "705" } }),
            json!({ "quotient_familial": { "valeur": 1.5 } }),
            json!({ "quotient_familial": 705 }),
            json!({ "allocataires": { "nom_naissance": "Morvan" } }),
            json!({ "allocataires": [{ "nom_naissance": ["Morvan"] }] }),
            json!({ "enfants": "deux" }),
            json!({ "adresse": ["RENNES"] }),
        ] {
            assert_eq!(
                delivered(payload.clone(), &ALL, &ALL).err(),
                Some(WrongShape),
                "{payload}"
            );
        }
    }
}
