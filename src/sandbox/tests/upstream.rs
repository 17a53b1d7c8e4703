//! The sandbox against the upstream's own files, when they are beside the repository: its specification for the embedded
//! cases, its case files for the server.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops where it is surprised"
)]

mod support;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use sandbox::{Options, personas};
use serde_json::Value;
use support::{call, unhurried, upstream};

/// Every operation that has people to try, by folder and path.
fn operations() -> BTreeMap<String, String> {
    let personas = personas().into_iter();
    personas
        .map(|persona| (persona.operation, persona.path))
        .collect()
}

/// Embedded cases that leave the specification on purpose, and where: the server does send these nulls.
const DEVIATIONS: [(&str, &[&str]); 4] = [
    (
        "men_scolarites_with_civility/bourse-inconnue",
        &["/data/est_boursier"],
    ),
    ("second-prenom-nul.yaml", &["/data/identite/prenoms/1"]),
    ("quotient-inconnu.yaml", &["/data/quotient_familial/valeur"]),
    (
        "adresse-inconnue.yaml",
        &[
            "/data/adresse/code_cog_insee_commune",
            "/data/adresse/code_postal",
            "/data/adresse/ligne_nom",
            "/data/adresse/ligne_voie",
            "/data/adresse/localite",
        ],
    ),
];

/// One case file, read as it is written.
struct File {
    name: String,
    params: Value,
    status: u64,
    payload: Value,
}

fn files(folder: &Path) -> Vec<File> {
    let mut found = Vec::new();
    let entries = fs::read_dir(folder).into_iter().flatten();
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            found.extend(files(&path));
        } else if path
            .extension()
            .is_some_and(|extension| extension == "yaml" || extension == "yml")
        {
            found.push(file(&path));
        }
    }
    found
}

fn file(path: &Path) -> File {
    let case: Value = serde_norway::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    File {
        name: path.file_name().unwrap().to_str().unwrap().to_owned(),
        params: case["params"].clone(),
        status: case["status"].as_u64().unwrap(),
        payload: serde_json::from_str(case["payload"].as_str().unwrap()).unwrap(),
    }
}

/// One of the upstream's specifications.
struct Specification {
    root: Value,
    /// What the sandbox's path has and the specification's has not.
    prefix: &'static str,
}

fn specification(file: &str, prefix: &'static str) -> Option<Specification> {
    let text = fs::read_to_string(upstream(file)?).unwrap();
    // JSON is YAML too.
    let root = serde_norway::from_str(&text).unwrap();
    Some(Specification { root, prefix })
}

#[test]
fn every_embedded_case_follows_the_specification() {
    let files_of = ["openapi-particulier-v3.yaml", "openapi-particulier-v2.yaml"];
    let mut specifications: Vec<_> = files_of
        .into_iter()
        .filter_map(|file| specification(file, ""))
        .collect();
    specifications.extend(specification(
        "openapi-impot-particulier.json",
        "/impotparticulier/1.0",
    ));
    if specifications.is_empty() {
        return;
    }
    let mut unspecified = BTreeSet::new();
    for (operation, path) in operations() {
        let found = specifications.iter().find_map(|specification| {
            let path = path.strip_prefix(specification.prefix)?;
            let responses = &specification.root["paths"][path]["get"]["responses"];
            responses
                .is_object()
                .then_some((&specification.root, responses))
        });
        match found {
            Some((root, responses)) => follow(&operation, root, responses),
            None => drop(unspecified.insert(path)),
        }
    }
    assert_eq!(unspecified, UNSPECIFIED.map(str::to_owned).into());
}

/// The operations that the specifications do not describe: too old, or too new.
const UNSPECIFIED: [&str; 8] = [
    "/api/v2/avis-imposition",
    "/api/v2/composition-familiale",
    "/api/v2/etudiants",
    "/api/v2/etudiants-boursiers",
    "/api/v2/situations-pole-emploi",
    "/v3/dss/allocation_rentree_scolaire/identite",
    "/v5/cnous/etudiant_boursier/identite",
    "/v5/cnous/etudiant_boursier/ine",
];

/// Checks the cases of one operation: answers against its schema, v3 errors against the one they share.
fn follow(operation: &str, root: &Value, responses: &Value) {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("cases")
        .join(operation);
    for file in files(&own) {
        // The server answers some statuses that the specification does not list; every v3 error has the same shape.
        let status = if file.status == 200 { "200" } else { "422" };
        let media = responses[status]["content"]
            .as_object()
            .and_then(|content| content.values().next());
        let Some(media) = media else {
            assert_ne!(file.status, 200, "{operation}");
            continue;
        };
        let mut faults = Vec::new();
        check(root, &media["schema"], &file.payload, "", &mut faults);
        faults.sort();
        let place = format!("{operation}/{}", file.name);
        let expected = DEVIATIONS.iter().find(|(part, _)| place.contains(part));
        assert_eq!(
            faults,
            expected.map_or(&[][..], |(_, faults)| faults),
            "{operation}/{}",
            file.name
        );
    }
}

/// Lists the places where `value` breaks `schema`, over the part of OpenAPI 3.0 that the specification uses.
fn check(root: &Value, schema: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
    if let Some(reference) = schema["$ref"].as_str() {
        return check(
            root,
            root.pointer(&reference[1..]).unwrap(),
            value,
            at,
            faults,
        );
    }
    // Some enumerations list null without saying nullable.
    let lists_null =
        (schema["enum"].as_array()).is_some_and(|values| values.contains(&Value::Null));
    if value.is_null() && (schema["nullable"] == true || lists_null) {
        return;
    }
    let listed = schema["enum"]
        .as_array()
        .is_none_or(|values| values.contains(value));
    let typed = match schema["type"].as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("integer") => value.is_i64(),
        Some("number") => value.is_number(),
        Some("boolean") => value.is_boolean(),
        Some(other) => panic!("type {other} at {at}"),
        None => true,
    };
    if !(typed && listed) {
        return faults.push(at.to_owned());
    }
    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
        check(
            root,
            &schema["items"],
            item,
            &format!("{at}/{index}"),
            faults,
        );
    }
    let missing = schema["required"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str);
    faults.extend(
        missing
            .filter(|name| value.get(name).is_none())
            .map(|name| format!("{at}/{name}")),
    );
    for (name, item) in value.as_object().into_iter().flatten() {
        let property = &schema["properties"][name];
        if property.is_null() && schema["additionalProperties"] == false {
            faults.push(format!("{at}/{name}"));
        }
        check(root, property, item, &format!("{at}/{name}"), faults);
    }
}

#[test]
fn the_schema_check_sees_what_is_wrong() {
    let schema = serde_json::json!({ "type": "object", "required": ["a"], "additionalProperties": false, "properties": {
        "a": { "type": "integer" }, "b": { "type": "array", "items": { "type": "string", "enum": ["x"] } } } });
    let faults = |value: Value| {
        let mut faults = Vec::new();
        check(&Value::Null, &schema, &value, "", &mut faults);
        faults
    };
    assert!(faults(serde_json::json!({ "a": 1, "b": ["x"] })).is_empty());
    assert_eq!(
        faults(serde_json::json!({ "b": ["y", 1], "c": 2 })),
        ["/a", "/b/0", "/b/1", "/c"]
    );
    assert_eq!(faults(serde_json::json!({ "a": null })), ["/a"]);
}

/// The official cases that no call comes to, by folder, and what the sandbox's warning says of each.
const UNREACHABLE: [(&str, &str, &str); 17] = [
    (
        "v3_cnav_revenu_solidarite_active_with_civility",
        "429.yaml",
        MISSPELT,
    ),
    (
        "v3_cnav_revenu_solidarite_active_with_civility",
        "504.yaml",
        MISSPELT,
    ),
    (
        "v3_cnav_complementaire_sante_solidaire_with_civility",
        "200-giraud-ines-feminin-enfant.yaml",
        "pays de naissance manque",
    ),
    (
        "v3_dsnj_service_national_with_civility",
        "200_indetermine.yaml",
        TOO_OLD,
    ),
    (
        "v3_dsnj_service_national_with_civility",
        "200_non_concerne.yaml",
        TOO_OLD,
    ),
    (
        "v3_dsnj_service_national_with_civility",
        "200_pas_en_regle.yaml",
        TOO_OLD,
    ),
    (
        "v3_dsnj_service_national_with_civility",
        "403_access_denied.yaml",
        TOO_OLD,
    ),
    (
        "v3_dsnj_service_national_with_civility",
        "502_bad_gateway.yaml",
        TOO_OLD,
    ),
    (
        "v3_dsnj_service_national_with_civility",
        "504_gateway_timeout.yaml",
        TOO_OLD,
    ),
    (
        "v2_cnav_quotient_familial_v2",
        "200-couple-2_enfants-cas-etranger-qf_msa_600.yaml",
        "nom de naissance manque",
    ),
    (
        "v2_cnav_quotient_familial_v2",
        "503.yaml",
        "prénoms manquent",
    ),
    (
        "v2_mesri_student_status",
        "fake_france_connect_mesri.yml",
        FRANCE_CONNECT,
    ),
    (
        "v2_mesri_student_status",
        "ine_697720085AL.yaml",
        "INE n'est pas correctement formaté",
    ),
    (
        "v2_cnous_student_scholarship",
        "fake_france_connect_cnous.yml",
        FRANCE_CONNECT,
    ),
    (
        "v2_cnous_student_scholarship",
        "fake_france_connect_cnous_2.yml",
        FRANCE_CONNECT,
    ),
    (
        "v2_cnous_student_scholarship",
        "fake_france_connect_cnous_with_less_scopes.yml",
        FRANCE_CONNECT,
    ),
    (
        "v2_cnous_student_scholarship",
        "france_connect_cnous.yml",
        FRANCE_CONNECT,
    ),
];
/// A parameter's name is misspelt in the file.
const MISSPELT: &str = "does not know some of its params";
/// The person is not between 16 and 25.
const TOO_OLD: &str = "de 16 à 25 ans";
/// The parameters are a FranceConnect identity's.
const FRANCE_CONNECT: &str = "nom de naissance manque";

#[tokio::test]
async fn every_official_case_that_can_match_is_answered_as_written() {
    let Some(folder) = upstream("cases") else {
        return;
    };
    let options = Options {
        cases: Some(folder.clone()),
        retired_routes: true,
        ..unhurried()
    };
    let sandbox = sandbox::start(options).await.unwrap();
    let unreachable = |file: &str| sandbox.warnings().iter().any(|line| line.contains(file));
    let mut replayed = 0;
    for (operation, path) in operations() {
        for file in files(&folder.join(&operation)) {
            if unreachable(&format!("{operation}/{}", file.name)) {
                continue;
            }
            let answer = call(&sandbox, &path, &params(&file.params)).await;
            if file.name == "404.yaml" && [400, 422].contains(&answer.status) {
                continue;
            }
            assert_eq!(
                (u64::from(answer.status), answer.json()),
                (file.status, file.payload),
                "{operation}/{}",
                file.name
            );
            replayed += 1;
        }
    }
    let unreached: Vec<_> = sandbox
        .warnings()
        .iter()
        .filter(|line| line.contains("can never match"))
        .collect();
    for line in &unreached {
        let listed = UNREACHABLE.iter().any(|(folder, file, reason)| {
            line.starts_with(&format!("api_particulier_{folder}/{file} ")) && line.contains(reason)
        });
        assert!(listed, "{line}");
    }
    assert_eq!(unreached.len(), UNREACHABLE.len());
    println!("{replayed} official cases replayed");
    assert!(replayed > 250);
}

fn params(params: &Value) -> BTreeMap<String, Vec<String>> {
    let text = |value: &Value| {
        value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned)
    };
    let values = |value: &Value| match value {
        Value::Array(items) => items.iter().map(text).collect(),
        value => vec![text(value)],
    };
    let map = params.as_object().unwrap();
    map.iter()
        .map(|(name, value)| (name.clone(), values(value)))
        .collect()
}
