//! What a token may see. A scope opens parts of an operation's answer; in production the parts it does not open are left out.
//!
//! Source: the scopes each operation lists, and the fields each scope is documented to give.

use serde_json::Value;

/// A part of an answer, with everything under it, and the scopes that are all needed to see it.
pub(crate) struct Field {
    /// Names joined by dots from the top of the data, arrays left out; empty for the whole answer.
    path: &'static str,
    needs: &'static [&'static str],
}

/// Says what `path` needs.
pub(crate) const fn field(path: &'static str, needs: &'static [&'static str]) -> Field {
    Field { path, needs }
}

/// The scopes of a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Scopes {
    /// Every one of them.
    All,
    /// These alone.
    Only(Vec<String>),
}

impl Scopes {
    /// Whether the token opens the operation: one of its scopes is enough.
    pub(crate) fn open(&self, fields: &[Field]) -> bool {
        fields.is_empty()
            || fields
                .iter()
                .any(|field| field.needs.iter().any(|scope| self.hold(scope)))
    }

    /// Takes out of `data` what the token may not see; what that leaves empty goes too.
    pub(crate) fn mask(&self, fields: &[Field], data: &mut Value) {
        if let Some(map) = data.as_object_mut() {
            map.retain(|name, value| self.keep(fields, name, value));
        }
    }

    fn keep(&self, fields: &[Field], path: &str, value: &mut Value) -> bool {
        match value {
            Value::Object(map) if !map.is_empty() => {
                map.retain(|name, value| self.keep(fields, &format!("{path}.{name}"), value));
                !map.is_empty()
            }
            Value::Array(items) if !items.is_empty() => {
                items.retain_mut(|item| self.keep(fields, path, item));
                !items.is_empty()
            }
            _ => self.see(fields, path),
        }
    }

    /// The most precise field decides; what none covers is for everybody.
    fn see(&self, fields: &[Field], path: &str) -> bool {
        let covering = fields.iter().filter(|field| covers(field.path, path));
        let decides = covering.max_by_key(|field| field.path.len());
        decides.is_none_or(|field| field.needs.iter().all(|scope| self.hold(scope)))
    }

    fn hold(&self, scope: &str) -> bool {
        match self {
            Self::All => true,
            Self::Only(held) => held.iter().any(|one| one == scope),
        }
    }
}

fn covers(field: &str, path: &str) -> bool {
    match path.strip_prefix(field) {
        Some(rest) => field.is_empty() || rest.is_empty() || rest.starts_with('.'),
        None => false,
    }
}

/// Every scope that the fields need.
pub(crate) fn needed(fields: &[Field]) -> std::collections::BTreeSet<&'static str> {
    fields
        .iter()
        .flat_map(|field| field.needs.iter().copied())
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const FIELDS: &[Field] = &[
        field("a", &["one"]),
        field("list", &["two"]),
        field("list.deep", &["two", "three"]),
        field("list.other", &["four"]),
    ];

    fn masked(scopes: &[&str]) -> Value {
        let mut data = json!({ "a": 1, "free": true, "ab": null,
            "list": [{ "x": 0, "deep": { "y": 1 }, "other": "z" }, { "x": null, "deep": null, "other": null }] });
        Scopes::Only(scopes.iter().map(|&scope| scope.to_owned()).collect())
            .mask(FIELDS, &mut data);
        data
    }

    #[test]
    fn what_no_field_covers_is_always_there() {
        assert_eq!(masked(&[]), json!({ "free": true, "ab": null }));
    }

    #[test]
    fn a_scope_opens_its_fields_and_the_most_precise_decides() {
        assert_eq!(masked(&["one"])["a"], 1);
        assert_eq!(masked(&["two"])["list"], json!([{ "x": 0 }, { "x": null }]));
        assert_eq!(
            masked(&["four"])["list"],
            json!([{ "other": "z" }, { "other": null }])
        );
    }

    #[test]
    fn a_field_may_need_two_scopes() {
        assert_eq!(masked(&["three"]).get("list"), None);
        assert_eq!(
            masked(&["two", "three"])["list"][0]["deep"],
            json!({ "y": 1 })
        );
    }

    #[test]
    fn one_scope_opens_an_operation_and_none_does_not() {
        let only = |scope: &str| Scopes::Only(vec![scope.to_owned()]);
        assert!(only("three").open(FIELDS) && Scopes::All.open(FIELDS));
        assert!(!only("five").open(FIELDS) && !Scopes::Only(Vec::new()).open(FIELDS));
        assert!(Scopes::Only(Vec::new()).open(&[]));
    }
}
