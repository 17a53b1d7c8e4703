//! What a file declares: each field and translation against the answers it comes from.

use model::date::PartialDate;
use model::derive;
use model::protocol::FieldType;

use super::super::super::super::file::{DerivedFile, FieldFile, ModeFile};
use super::super::documents::{FieldSchema, Operation};
use super::super::reasons::{OTHER_SCOPES, UNKNOWN_VALUES, reason};
use super::{Comparison, Seen};

impl Comparison<'_> {
    /// Each translation reads a field that exists and goes to one that is declared.
    pub(super) fn carries(&mut self, mode: &ModeFile) {
        let operation = self.documents.operation(mode.api, &mode.path);
        for carry in &mode.carry {
            let goes_to = carry
                .path
                .to_string()
                .replace("[0]", "[]")
                .replace("[1]", "[]");
            if !self
                .fields_of_file()
                .any(|field| field.path.to_string() == goes_to)
            {
                self.tell(
                    mode,
                    format!("carries to `{goes_to}`, which is not declared"),
                );
            }
            let Some(from) = carry.from.as_ref().map(ToString::to_string) else {
                continue;
            };
            let begins = format!("{from}.");
            let exists = |operation: &Operation| {
                operation
                    .fields
                    .keys()
                    .any(|path| *path == from || path.starts_with(&begins))
            };
            if operation.is_some_and(|operation| !exists(operation)) {
                self.tell(mode, format!("no such field `{from}`"));
            }
        }
    }

    /// Each declared field is theirs, of their type, with a scope of theirs; each derived one knows their enumerations.
    pub(super) fn fields(&mut self, seen: &Seen<'_>) {
        for field in self.fields_of_file() {
            let found = match &field.derived {
                Some(derived) => unsaid_in(derived, seen),
                None => self.given(field, seen),
            };
            let told = found
                .into_iter()
                .map(|what| format!("{}: `{}` {what}", self.id, field.path));
            self.differences.extend(told);
        }
    }

    fn given(&self, field: &FieldFile, seen: &Seen<'_>) -> Vec<String> {
        let schemas: Vec<_> = seen
            .iter()
            .filter_map(|(mode, operation)| operation.fields.get(&stands_at(mode, field)?))
            .collect();
        let mut carries = self.file.modes.values().flat_map(|mode| &mode.carry);
        let is_translated = carries.any(|carry| carry.path.covers(&field.path));
        let is_missing = schemas.is_empty() && !seen.is_empty() && !is_translated;
        let mut found: Vec<_> = is_missing
            .then(|| "is no such field".to_owned())
            .into_iter()
            .collect();
        found.extend(
            schemas
                .into_iter()
                .filter_map(|schema| mistyped(field, schema)),
        );
        found.extend(self.no_such_scope(field, seen));
        found
    }

    fn no_such_scope(&self, field: &FieldFile, seen: &Seen<'_>) -> Option<String> {
        let scope = field.scope.as_ref()?;
        let mut listed = seen
            .iter()
            .filter_map(|(_, operation)| self.documents.scopes.get(operation.name.as_ref()?));
        let is_known =
            reason(&OTHER_SCOPES, scope).is_some() || listed.any(|scopes| scopes.contains(scope));
        (!is_known).then(|| format!("has no such scope `{scope}`"))
    }
}

/// Where a field stands in the answer of a mode; `None` when something is done to it on the way.
fn stands_at(mode: &ModeFile, field: &FieldFile) -> Option<String> {
    let path = field.path.to_string();
    if mode.carry.is_empty() {
        return Some(path);
    }
    let carry = mode
        .carry
        .iter()
        .find(|carry| carry.path.to_string() == path)?;
    carry
        .from
        .as_ref()
        .filter(|_| carry.by.is_none())
        .map(ToString::to_string)
}

fn mistyped(field: &FieldFile, schema: &FieldSchema) -> Option<String> {
    let fits = match field.kind {
        FieldType::Text | FieldType::Date => schema.kind == "string",
        FieldType::Integer => schema.kind == "integer",
        FieldType::Number => schema.kind == "number",
        FieldType::Boolean => schema.kind == "boolean",
    };
    if !fits {
        return Some(format!("is {} there", schema.kind));
    }
    (schema.is_date && field.kind != FieldType::Date).then(|| "is a date there".to_owned())
}

/// The values of their enumerations that a derived field says nothing about.
fn unsaid_in(derived: &DerivedFile, seen: &Seen<'_>) -> Vec<String> {
    let from = derived.from.to_string();
    let schemas = seen
        .iter()
        .filter_map(|(_, operation)| operation.fields.get(&from));
    schemas
        .flat_map(|schema| unsaid(&derived.by, schema))
        .collect()
}

fn unsaid(function: &str, schema: &FieldSchema) -> Vec<String> {
    let function = derive::function(function).unwrap();
    let today = PartialDate::new(2026, Some(11), Some(22)).unwrap();
    let is_said = |value| function(value, today).is_some();
    let values = schema
        .values
        .iter()
        .filter(|value| !is_said(value))
        .filter_map(|value| value.as_str());
    values
        .filter(|value| reason(&UNKNOWN_VALUES, value).is_none())
        .map(|value| format!("says nothing of `{value}`"))
        .collect()
}
