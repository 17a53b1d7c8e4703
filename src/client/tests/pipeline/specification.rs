//! The table of operations and the typed answers, against the API's own description of itself, when it is there.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use api_particulier::{Operation, Version};
use serde_norway::Value;

use crate::every_operation::{Row, rows, rows_v2};

/// Versions of this client that this copy of the description does not hold, and why.
const NOT_DESCRIBED: [(&str, &str); 5] = [
    ("/v5/cnous/etudiant_boursier/identite", PUBLISHED_LATER),
    (
        "/v5/cnous/etudiant_boursier/france_connect",
        PUBLISHED_LATER,
    ),
    ("/v5/cnous/etudiant_boursier/ine", PUBLISHED_LATER),
    (
        "/v3/dss/allocation_rentree_scolaire/identite",
        PUBLISHED_LATER,
    ),
    (
        "/v3/dss/allocation_rentree_scolaire/france_connect",
        PUBLISHED_LATER,
    ),
];

const PUBLISHED_LATER: &str = "published after this copy of the description was made";

/// Values that this client reads although this copy does not hold them, and why.
const READ_NONETHELESS: [(&str, &str); 1] = [("EtudiantBoursier ine", PUBLISHED_LATER)];

/// Parameters described as required that a call may do without, and why.
const NOT_REQUIRED: [(&str, &str, &str); 1] = [(
    "/v3/dss/",
    "sexeEtatCivil",
    "the API answers without it, and describes it as advised in its documentation",
)];

/// The folder of the API's own files, when this is a machine that has it.
pub(crate) fn upstream(name: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/upstream");
    let found = root.join(name);
    if found.exists() {
        return Some(found);
    }
    println_skipped(name);
    None
}

#[expect(clippy::print_stdout, reason = "a test that is skipped says so")]
fn println_skipped(name: &str) {
    println!("skipped: {name} is not on this machine");
}

pub(crate) fn description(name: &str) -> Option<Value> {
    let text = std::fs::read_to_string(upstream(name)?).unwrap();
    Some(serde_norway::from_str(&text).unwrap())
}

/// The operations described, by path.
pub(crate) fn described(description: &Value) -> BTreeMap<&str, &Value> {
    let paths = description["paths"].as_mapping().unwrap();
    paths
        .iter()
        .map(|(path, item)| (path.as_str().unwrap(), &item["get"]))
        .collect()
}

/// Name, whether it is required, and how many values it takes.
type Asked = (String, bool, usize);

fn described_parameters(operation: &Value) -> BTreeSet<Asked> {
    let parameters = operation["parameters"].as_sequence().unwrap();
    let in_query = parameters
        .iter()
        .filter(|parameter| parameter["in"] == "query" && parameter["name"] != "recipient");
    in_query
        .map(|parameter| {
            let most = parameter["schema"]["maxItems"].as_u64();
            let most = most.map_or(usize::MAX, |most| usize::try_from(most).unwrap());
            let name = parameter["name"].as_str().unwrap().to_owned();
            (name, parameter["required"] == true, most)
        })
        .collect()
}

fn own_parameters(operation: &Operation, version: &Version) -> BTreeSet<Asked> {
    let existing = operation
        .parameters()
        .filter(|parameter| parameter.since <= version.number);
    existing
        .map(|parameter| {
            let excused = NOT_REQUIRED
                .iter()
                .any(|(paths, name, _)| version.path.starts_with(paths) && *name == parameter.name);
            (
                parameter.name.to_owned(),
                parameter.required || excused,
                parameter.most,
            )
        })
        .collect()
}

/// The paths of the values under a schema.
fn described_fields(root: &Value, schema: &Value, path: &str, found: &mut BTreeSet<String>) {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let steps = reference.trim_start_matches("#/").split('/');
        let schema = steps.fold(root, |place, step| &place[step]);
        described_fields(root, schema, path, found);
    } else if let Some(properties) = schema.get("properties").and_then(Value::as_mapping) {
        for (name, schema) in properties {
            let dot = if path.is_empty() { "" } else { "." };
            let path = format!("{path}{dot}{}", name.as_str().unwrap());
            described_fields(root, schema, &path, found);
        }
    } else if let Some(items) = schema.get("items") {
        described_fields(root, items, &format!("{path}[]"), found);
    } else {
        found.insert(path.to_owned());
    }
}

/// The values of the successful answer of an operation.
pub(crate) fn answer(root: &Value, operation: &Value, media_type: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let schema = &operation["responses"]["200"]["content"][media_type]["schema"];
    described_fields(root, schema, "", &mut found);
    assert!(!found.is_empty());
    found
}

/// The values of the `data` of an answer.
fn enveloped(root: &Value, operation: &Value) -> BTreeSet<String> {
    answer(root, operation, "application/json")
        .iter()
        .filter_map(|path| path.strip_prefix("data."))
        .map(str::to_owned)
        .collect()
}

#[test]
fn each_path_is_described_and_none_is_forgotten() {
    let Some(description) = description("openapi-particulier-v3.yaml") else {
        return;
    };
    let described = described(&description);
    let rows = rows();
    let own: BTreeMap<&str, bool> = rows
        .iter()
        .flat_map(|row| row.operation.versions)
        .map(|version| (version.path, version.deprecated))
        .collect();
    let excused: BTreeSet<&str> = NOT_DESCRIBED.iter().map(|(path, _)| *path).collect();
    let expected: BTreeSet<&str> = described.keys().copied().chain(excused.clone()).collect();
    assert_eq!(own.keys().copied().collect::<BTreeSet<_>>(), expected);
    assert!(described.keys().all(|path| !excused.contains(path)));
    for (path, operation) in described {
        if operation.get("deprecated") == Some(&Value::Bool(true)) {
            assert!(own[path], "{path} is deprecated");
        }
    }
}

#[test]
fn each_parameter_is_described_and_none_is_forgotten() {
    let Some(description) = description("openapi-particulier-v3.yaml") else {
        return;
    };
    let described = described(&description);
    for row in rows() {
        for version in row.operation.versions {
            if let Some(operation) = described.get(version.path) {
                let own = own_parameters(row.operation, version);
                assert_eq!(own, described_parameters(operation), "{}", version.path);
            }
        }
    }
}

#[test]
fn each_field_is_described_and_none_is_forgotten() {
    let Some(description) = description("openapi-particulier-v3.yaml") else {
        return;
    };
    let described = described(&description);
    let mut by_type: BTreeMap<&str, (BTreeSet<String>, BTreeSet<String>)> = BTreeMap::new();
    for row in rows() {
        let name = row.data.rsplit("::").next().unwrap();
        for version in row.operation.versions {
            if let Some(operation) = described.get(version.path) {
                let (own, theirs) = by_type.entry(name).or_default();
                own.extend((row.fields)());
                theirs.extend(enveloped(&description, operation));
            }
        }
    }
    assert_eq!(by_type.len(), 17);
    for (name, (own, mut theirs)) in by_type {
        let excused = READ_NONETHELESS
            .iter()
            .filter_map(|(path, _)| path.split_once(' '));
        theirs.extend(
            excused
                .filter(|(of, _)| *of == name)
                .map(|(_, path)| path.to_owned()),
        );
        assert_eq!(own, theirs, "{name}");
    }
}

#[test]
fn each_parameter_of_version_2_is_described() {
    let Some(description) = description("openapi-particulier-v2.yaml") else {
        return;
    };
    let names = |asked: BTreeSet<Asked>| -> BTreeSet<String> {
        asked.into_iter().map(|(name, _, _)| name).collect()
    };
    let (mut compared, rows) = (0, rows_v2());
    for (path, operation) in described(&description) {
        let is_there = |row: &&Row| row.operation.versions[0].path == path;
        let own = rows.iter().find(is_there).unwrap().operation;
        assert_eq!(
            names(own_parameters(own, &own.versions[0])),
            names(described_parameters(operation)),
            "{path}"
        );
        compared += 1;
    }
    assert_eq!(compared, 8);
}
