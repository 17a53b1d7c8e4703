//! What each scope opens: parts of the identity here, data at the API.

use serde_json::{Map, Value, json};

use super::people::Identity;
use crate::{operations, scopes::needed};

/// The parts of an identity and the scopes that give each. Source: FranceConnect v2's documentation for services.
const CLAIMS: [(&str, &[&str]); 8] = [
    ("given_name", &["given_name", "profile", "identite_pivot"]),
    (
        "given_name_array",
        &["given_name", "profile", "identite_pivot"],
    ),
    ("family_name", &["family_name", "profile", "identite_pivot"]),
    ("birthdate", &["birthdate", "profile", "identite_pivot"]),
    ("gender", &["gender", "profile", "identite_pivot"]),
    ("birthplace", &["birthplace", "birth", "identite_pivot"]),
    ("birthcountry", &["birthcountry", "birth", "identite_pivot"]),
    ("preferred_username", &["preferred_username", "profile"]),
];
/// What the API needs to know of a person before it answers about them.
const PIVOT: [&str; 6] = [
    "given_name",
    "family_name",
    "birthdate",
    "gender",
    "birthplace",
    "birthcountry",
];

/// Every scope a service may ask for.
pub(super) fn known() -> Vec<&'static str> {
    let identity = CLAIMS.iter().flat_map(|(_, scopes)| scopes.iter().copied());
    let connected = operations::all().filter(|operation| operation.connected);
    let data = connected.flat_map(|operation| needed(operation.fields));
    let mut known = vec!["openid"];
    for scope in identity.chain(data) {
        if !known.contains(&scope) {
            known.push(scope);
        }
    }
    known
}

/// Those of the scopes asked for that are known: the others are not granted, and nothing else comes of it.
pub(super) fn granted(asked: &str) -> Vec<String> {
    let known = known();
    let mut granted: Vec<String> = Vec::new();
    for scope in asked.split(' ').filter(|scope| known.contains(scope)) {
        if !granted.iter().any(|held| held == scope) {
            granted.push(scope.to_owned());
        }
    }
    granted
}

/// Whether the whole identity is among what these scopes give.
pub(super) fn give_pivot(granted: &[String]) -> bool {
    PIVOT.iter().all(|claim| gives(granted, claim))
}

/// What these scopes give of an identity.
pub(super) fn claims(identity: &Identity, granted: &[String]) -> Map<String, Value> {
    let given = CLAIMS.iter().filter(|(claim, _)| gives(granted, claim));
    given
        .filter_map(|(claim, _)| Some(((*claim).to_owned(), value(identity, claim)?)))
        .collect()
}

/// The names of every part of an identity.
pub(super) fn claim_names() -> impl Iterator<Item = &'static str> {
    CLAIMS.iter().map(|(claim, _)| *claim)
}

fn gives(granted: &[String], claim: &str) -> bool {
    let known = CLAIMS.iter().find(|(known, _)| *known == claim);
    known.is_some_and(|(_, scopes)| {
        scopes
            .iter()
            .any(|scope| granted.iter().any(|held| held == scope))
    })
}

fn value(identity: &Identity, claim: &str) -> Option<Value> {
    Some(match claim {
        "given_name" => json!(identity.prenoms.join(" ")),
        "given_name_array" => json!(identity.prenoms),
        "family_name" => json!(identity.nom_naissance),
        "birthdate" => json!(identity.date_naissance.to_string()),
        "gender" => json!(if identity.sexe == "F" {
            "female"
        } else {
            "male"
        }),
        "birthplace" => json!(identity.commune_naissance),
        "birthcountry" => json!(identity.pays_naissance),
        _ => json!(identity.nom_usage.as_ref()?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity() -> Identity {
        Identity {
            nom_naissance: "OYELARAN".to_owned(),
            nom_usage: None,
            prenoms: vec!["Ana".to_owned(), "Lou".to_owned()],
            date_naissance: jiff::civil::date(1983, 5, 6),
            sexe: "F".to_owned(),
            pays_naissance: "99338".to_owned(),
            commune_naissance: String::new(),
        }
    }

    #[test]
    fn each_scope_gives_its_claims_and_no_other() {
        let given = |asked: &str| Value::from(claims(&identity(), &granted(asked)));
        assert_eq!(given("openid cnaf_enfants"), json!({}));
        assert_eq!(
            given("birth"),
            json!({ "birthplace": "", "birthcountry": "99338" })
        );
        assert_eq!(
            given("given_name gender"),
            json!({ "given_name": "Ana Lou", "given_name_array": ["Ana", "Lou"], "gender": "female" })
        );
        assert_eq!(given("profile").as_object().unwrap().len(), 5);
        assert_eq!(given("identite_pivot").as_object().unwrap().len(), 7);
        let named = Identity {
            nom_usage: Some("DAVOINE".to_owned()),
            ..identity()
        };
        assert_eq!(
            claims(&named, &granted("profile"))["preferred_username"],
            "DAVOINE"
        );
    }

    #[test]
    fn the_whole_identity_comes_by_one_scope_or_by_two() {
        assert!(give_pivot(&granted("identite_pivot")) && give_pivot(&granted("profile birth")));
        assert!(!give_pivot(&granted("openid profile")));
    }

    #[test]
    fn a_scope_nobody_knows_is_not_granted_and_none_twice() {
        assert_eq!(
            granted("openid secret cnaf_enfants openid"),
            ["openid", "cnaf_enfants"]
        );
    }
}
