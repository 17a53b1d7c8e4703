//! The sandbox against the upstream's own files, when they are beside the repository: its specification for the embedded
//! cases, its case files for the server.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops where it is surprised"
)]

mod support;

use std::{fs, path::Path};

use sandbox::Options;
use serde_json::Value;
use support::{QF, STATUT, get, query, unhurried, upstream};

/// The operations, by folder and path.
const OPERATIONS: [(&str, &str); 2] = [
    (
        "api_particulier_v3_cnav_quotient_familial_with_civility",
        QF,
    ),
    (
        "api_particulier_v3_france_travail_statut_with_identifiant",
        STATUT,
    ),
];

/// Embedded cases that leave the specification on purpose, and where: the server does send these nulls.
const DEVIATIONS: [(&str, &[&str]); 2] = [
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
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let yaml = entries.filter(|path| {
        path.extension()
            .is_some_and(|extension| extension == "yaml")
    });
    yaml.map(|path| {
        let text = fs::read_to_string(&path).unwrap();
        let case: Value = serde_norway::from_str(&text).unwrap();
        File {
            name: path.file_name().unwrap().to_str().unwrap().to_owned(),
            params: case["params"].clone(),
            status: case["status"].as_u64().unwrap(),
            payload: serde_json::from_str(case["payload"].as_str().unwrap()).unwrap(),
        }
    })
    .collect()
}

#[test]
fn every_embedded_case_follows_the_specification() {
    let Some(path) = upstream("openapi-particulier-v3.yaml") else {
        return;
    };
    let specification: Value = serde_norway::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    for (operation, path) in OPERATIONS {
        let own = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("cases")
            .join(operation);
        let responses = &specification["paths"][path]["get"]["responses"];
        for file in files(&own) {
            // The server answers some statuses that the specification does not list; every error has the same shape.
            let status = if file.status == 200 { "200" } else { "404" };
            let schema = &responses[status]["content"]["application/json"]["schema"];
            assert!(schema.is_object());
            let mut faults = Vec::new();
            check(&specification, schema, &file.payload, "", &mut faults);
            faults.sort();
            let expected = DEVIATIONS.iter().find(|(name, _)| *name == file.name);
            assert_eq!(
                faults,
                expected.map_or(&[][..], |(_, faults)| faults),
                "{operation}/{}",
                file.name
            );
        }
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

#[tokio::test]
async fn every_official_case_that_can_match_is_answered_as_written() {
    let Some(folder) = upstream("cases") else {
        return;
    };
    let sandbox = sandbox::start(Options {
        cases: Some(folder.clone()),
        ..unhurried()
    })
    .await
    .unwrap();
    let unreachable = |name: &str| sandbox.warnings().iter().any(|line| line.contains(name));
    let mut replayed = 0;
    for (operation, path) in OPERATIONS {
        for file in files(&folder.join(operation)) {
            if unreachable(&format!("{operation}/{}", file.name)) {
                println!("cannot match: {operation}/{}", file.name);
                continue;
            }
            let answer = get(&sandbox, path, &case_query(&file.params)).await;
            if file.name == "404.yaml" && answer.status == 422 {
                continue;
            }
            assert_eq!(
                (u64::from(answer.status), answer.json()),
                (file.status, file.payload),
                "{}",
                file.name
            );
            replayed += 1;
        }
    }
    println!("{replayed} official cases replayed");
    assert!(replayed > 20);
}

fn case_query(params: &Value) -> String {
    let text = |value: &Value| {
        value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned)
    };
    let mut pairs = vec![("recipient".to_owned(), "13002526500013".to_owned())];
    for (name, value) in params.as_object().unwrap() {
        match value {
            Value::Array(items) => {
                pairs.extend(items.iter().map(|item| (format!("{name}[]"), text(item))))
            }
            value => pairs.push((name.clone(), text(value))),
        }
    }
    query(
        pairs
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str())),
    )
}
