//! The API's own files, as the comparison needs them: operations, their parameters, fields and scopes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path as FilePath;

use serde_json::Value;

use crate::catalogue::Api;

/// Where the files lie, beside the project.
const BESIDE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/upstream");

/// A withdrawn operation, and the folder of the API's own cases that still tell what it answered.
const WITHDRAWN: (&str, &str) = (
    "/api/v2/composition-familiale",
    "cases/api_particulier_v2_cnaf_quotient_familial",
);

/// Everything that the API documents.
pub(super) struct Documents {
    pub(super) operations: BTreeMap<String, Operation>,
    /// The scopes of each operation of version 3 and later, by its name.
    pub(super) scopes: BTreeMap<String, BTreeSet<String>>,
}

/// One operation.
#[derive(Default)]
pub(super) struct Operation {
    /// The name under which its scopes are listed; none outside version 3 and later.
    pub(super) name: Option<String>,
    pub(super) deprecated: bool,
    pub(super) parameters: BTreeMap<String, Parameter>,
    pub(super) fields: BTreeMap<String, FieldSchema>,
}

/// A query parameter.
pub(super) struct Parameter {
    pub(super) required: bool,
    pub(super) values: Vec<Value>,
}

/// A field of an answer.
pub(super) struct FieldSchema {
    pub(super) kind: String,
    pub(super) is_date: bool,
    pub(super) values: Vec<Value>,
}

impl Documents {
    /// Reads the files; `None` when they are not there.
    pub(super) fn beside() -> Option<Self> {
        let folder = FilePath::new(BESIDE);
        if !folder.is_dir() {
            println!("skipped: the API's own files are not at {BESIDE}");
            return None;
        }
        let mut operations = BTreeMap::new();
        for (api, file) in [
            (Api::Particulier, "openapi-particulier-v3.yaml"),
            (Api::Particulier, "openapi-particulier-v2.yaml"),
            (Api::ImpotParticulier, "openapi-impot-particulier.json"),
        ] {
            let document = read(&folder.join(file));
            for (path, item) in members(&document["paths"]) {
                operations.insert(key(api, path), Operation::read(&document, &item["get"]));
            }
        }
        operations.insert(
            key(Api::Particulier, WITHDRAWN.0),
            Operation::of_cases(&folder.join(WITHDRAWN.1)),
        );
        let listed = read(&folder.join("authorizations.yml"));
        let scopes = members(&listed["shared"]).filter_map(|(name, scopes)| {
            let name = name.strip_prefix("api_particulier/v3_and_more/")?;
            Some((name.replace('/', "_"), texts(scopes).collect()))
        });
        Some(Self {
            operations,
            scopes: scopes.collect(),
        })
    }

    pub(super) fn operation(&self, api: Api, path: &str) -> Option<&Operation> {
        self.operations.get(&key(api, path))
    }
}

/// An operation's key: the names between braces differ from ours.
fn key(api: Api, path: &str) -> String {
    let bare = |part: &str| {
        if part.starts_with('{') {
            "{}".to_owned()
        } else {
            part.to_owned()
        }
    };
    let path: Vec<_> = path.split('/').map(bare).collect();
    format!("{api:?} {}", path.join("/"))
}

impl Operation {
    fn read(document: &Value, get: &Value) -> Self {
        let success = &get["responses"]["200"];
        let id = success["x-operationId"].as_str().unwrap_or_default();
        let version_and_name = id
            .strip_prefix("api_particulier_v")
            .and_then(|rest| rest.split_once('_'));
        let mut operation = Self {
            name: version_and_name
                .filter(|(version, _)| *version != "2")
                .map(|(_, name)| name.to_owned()),
            deprecated: get["deprecated"] == true,
            ..Self::default()
        };
        for parameter in elements(&get["parameters"]).map(|parameter| resolved(document, parameter))
        {
            if parameter["in"] == "query" {
                let name = parameter["name"].as_str().unwrap_or_default().to_owned();
                operation.parameters.insert(
                    name,
                    Parameter {
                        required: parameter["required"] == true,
                        values: elements(&parameter["schema"]["enum"]).cloned().collect(),
                    },
                );
            }
        }
        for (_, content) in members(&success["content"]) {
            operation.collect(document, &content["schema"], "");
        }
        operation
    }

    /// What the cases of a folder give and answer.
    fn of_cases(folder: &FilePath) -> Self {
        let mut operation = Self::default();
        for entry in std::fs::read_dir(folder).unwrap() {
            let case = read(&entry.unwrap().path());
            let payload: Value = serde_json::from_str(case["payload"].as_str().unwrap()).unwrap();
            for (name, _) in members(&case["params"]) {
                let parameter = Parameter {
                    required: true,
                    values: Vec::new(),
                };
                operation.parameters.insert(name.clone(), parameter);
            }
            if case["status"] == 200 {
                operation.collect_values(&payload, "");
            }
        }
        operation
    }

    /// The fields of an answer itself.
    fn collect_values(&mut self, value: &Value, at: &str) {
        let kind = match value {
            Value::Null => return,
            Value::Array(elements) => {
                return elements
                    .iter()
                    .for_each(|element| self.collect_values(element, &format!("{at}[]")));
            }
            Value::Object(_) => "object",
            Value::String(_) => "string",
            Value::Bool(_) => "boolean",
            Value::Number(number) if number.is_f64() => "number",
            Value::Number(_) => "integer",
        };
        for (name, inside) in members(value) {
            let dot = if at.is_empty() { "" } else { "." };
            self.collect_values(inside, &format!("{at}{dot}{name}"));
        }
        if kind != "object" {
            let schema = FieldSchema {
                kind: kind.to_owned(),
                is_date: false,
                values: Vec::new(),
            };
            self.fields.insert(at.to_owned(), schema);
        }
    }

    /// The fields under `schema`; those of version 3 and later stand in `data`.
    fn collect(&mut self, document: &Value, schema: &Value, at: &str) {
        let schema = resolved(document, schema);
        for part in ["allOf", "anyOf", "oneOf"]
            .iter()
            .flat_map(|name| elements(&schema[*name]))
        {
            self.collect(document, part, at);
        }
        let properties = &schema["properties"];
        let is_envelope = at.is_empty() && properties.get("data").is_some();
        if is_envelope {
            return self.collect(document, &properties["data"], at);
        }
        for (name, property) in members(properties) {
            let dot = if at.is_empty() { "" } else { "." };
            self.collect(document, property, &format!("{at}{dot}{name}"));
        }
        match schema["type"].as_str() {
            Some("array") => self.collect(document, &schema["items"], &format!("{at}[]")),
            Some(kind) if kind != "object" => {
                self.fields.insert(
                    at.to_owned(),
                    FieldSchema {
                        kind: kind.to_owned(),
                        is_date: schema["format"] == "date",
                        values: elements(&schema["enum"])
                            .filter(|value| !value.is_null())
                            .cloned()
                            .collect(),
                    },
                );
            }
            _ => {}
        }
    }
}

fn read(file: &FilePath) -> Value {
    let text = std::fs::read_to_string(file).unwrap();
    serde_norway::from_str(&text).unwrap()
}

/// What a `$ref` refers to.
fn resolved<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    let reference = schema["$ref"]
        .as_str()
        .and_then(|reference| reference.strip_prefix('#'));
    reference.map_or(schema, |pointer| document.pointer(pointer).unwrap())
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

fn elements(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn texts(value: &Value) -> impl Iterator<Item = String> {
    elements(value).filter_map(|text| text.as_str().map(str::to_owned))
}
