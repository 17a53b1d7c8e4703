//! One operation: its parameters, and the fields of its answer.

use std::collections::BTreeMap;

use serde_json::Value;

/// One operation.
#[derive(Default)]
pub(in super::super) struct Operation {
    /// The name under which its scopes are listed; none outside version 3 and later.
    pub(in super::super) name: Option<String>,
    pub(in super::super) deprecated: bool,
    pub(in super::super) parameters: BTreeMap<String, Parameter>,
    pub(in super::super) fields: BTreeMap<String, FieldSchema>,
}

/// A query parameter.
pub(in super::super) struct Parameter {
    pub(in super::super) required: bool,
    pub(in super::super) values: Vec<Value>,
}

/// A field of an answer.
pub(in super::super) struct FieldSchema {
    pub(in super::super) kind: String,
    pub(in super::super) is_date: bool,
    pub(in super::super) values: Vec<Value>,
}

impl Operation {
    pub(super) fn read(document: &Value, get: &Value) -> Self {
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

    /// What cases of the operation give and answer.
    pub(super) fn of_cases(cases: &[Value]) -> Self {
        let mut operation = Self::default();
        for case in cases {
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

/// What a `$ref` refers to.
fn resolved<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    let reference = schema["$ref"]
        .as_str()
        .and_then(|reference| reference.strip_prefix('#'));
    reference.map_or(schema, |pointer| document.pointer(pointer).unwrap())
}

pub(super) fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

pub(super) fn elements(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}
