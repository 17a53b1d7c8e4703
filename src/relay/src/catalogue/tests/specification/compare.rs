//! The comparison itself.

use std::collections::BTreeSet;

use model::date::PartialDate;
use model::derive;
use model::identite::{IdentiteRules, Need};
use model::protocol::FieldType;
use serde_json::json;

use super::super::super::file::{FieldFile, ModeFile, SourceFile};
use super::documents::{Documents, FieldSchema, Operation};
use super::reasons::{
    OTHER_SCOPES, UNDESCRIBED, UNKNOWN_VALUES, UNREAD, UNSENT, UNUSED_SCOPES, reason,
};
use crate::catalogue::Api;

/// One file beside the documents, and what differs.
pub(super) struct Comparison<'a> {
    documents: &'a Documents,
    id: &'a str,
    file: &'a SourceFile,
    differences: Vec<String>,
}

impl<'a> Comparison<'a> {
    /// What differs between `file` and the documents.
    pub(super) fn of(documents: &'a Documents, id: &'a str, file: &'a SourceFile) -> Vec<String> {
        let mut comparison = Self {
            documents,
            id,
            file,
            differences: Vec::new(),
        };
        let mut seen = Vec::new();
        for mode in file.modes.values() {
            match documents.operation(mode.api, &mode.path) {
                Some(operation) => {
                    comparison.parameters(mode, operation);
                    comparison.fields_of(mode, operation);
                    comparison.scopes_of(operation);
                    seen.push((mode, operation));
                }
                None if reason(&UNDESCRIBED, &mode.path).is_some() => {}
                None => comparison.tell(mode, "no such path"),
            }
            comparison.carries(mode);
        }
        comparison.fields(&seen);
        comparison.differences
    }

    fn tell(&mut self, mode: &ModeFile, what: impl AsRef<str>) {
        self.differences
            .push(format!("{} {}: {}", self.id, mode.path, what.as_ref()));
    }

    /// Each parameter sent exists, each of theirs is sent, and what they require is asked of the person.
    fn parameters(&mut self, mode: &ModeFile, operation: &Operation) {
        let options: BTreeSet<_> = self
            .file
            .options
            .values()
            .map(|option| &option.parameter)
            .collect();
        for name in mode
            .parameters
            .keys()
            .filter(|name| !operation.parameters.contains_key(*name))
        {
            self.tell(mode, format!("no such parameter `{name}`"));
        }
        for (name, parameter) in &operation.parameters {
            let Some(input) = mode.parameters.get(name) else {
                if !options.contains(name) && reason(&UNSENT, name).is_none() {
                    self.tell(mode, format!("forgets the parameter `{name}`"));
                }
                continue;
            };
            if parameter.required && !insists(mode.identite.as_ref(), input) {
                self.tell(mode, format!("does not insist on `{input}`"));
            }
            if input == "sexe" && parameter.values != [json!("M"), json!("F")] {
                self.tell(mode, "the sexes are others than M and F");
            }
        }
    }

    /// Each of their fields is declared, or read by a translation.
    fn fields_of(&mut self, mode: &ModeFile, operation: &Operation) {
        let is_declared = |path: &str| self.declared().any(|field| field.path.to_string() == path);
        let is_carried = |path: &str| {
            mode.carry.iter().any(|carry| {
                let from = carry.from.to_string();
                path == from || path.starts_with(&format!("{from}."))
            })
        };
        let is_left = |path: &str| UNREAD.iter().any(|(start, _)| path.starts_with(start));
        let forgotten: Vec<_> = operation
            .fields
            .keys()
            .filter(|path| match mode.carry.is_empty() {
                true => !is_declared(path),
                false => !is_carried(path) && !is_left(path),
            })
            .collect();
        for path in forgotten {
            self.tell(mode, format!("forgets the field `{path}`"));
        }
    }

    /// Each of their scopes unlocks a declared field.
    fn scopes_of(&mut self, operation: &Operation) {
        let scopes = operation
            .name
            .as_ref()
            .and_then(|name| self.documents.scopes.get(name));
        for scope in scopes.into_iter().flatten() {
            let is_used = self
                .declared()
                .any(|field| field.scope.as_ref() == Some(scope));
            if !is_used && reason(&UNUSED_SCOPES, scope).is_none() {
                self.differences
                    .push(format!("{}: forgets the scope `{scope}`", self.id));
            }
        }
    }

    /// Each translation reads a field that exists and goes to one that is declared.
    fn carries(&mut self, mode: &ModeFile) {
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
            let from = carry.from.to_string();
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
    fn fields(&mut self, seen: &[(&ModeFile, &Operation)]) {
        let mut found = Vec::new();
        for field in self.fields_of_file() {
            let path = field.path.to_string();
            let schemas: Vec<_> = seen
                .iter()
                .filter_map(|(mode, operation)| operation.fields.get(&stands_at(mode, field)?))
                .collect();
            if let Some(derived) = &field.derived {
                let from = derived.from.to_string();
                let values = seen
                    .iter()
                    .filter_map(|(_, operation)| operation.fields.get(&from));
                found.extend(
                    values
                        .flat_map(|schema| unsaid(&derived.by, schema))
                        .map(|what| format!("`{path}` {what}")),
                );
                continue;
            }
            let is_translated = self.file.modes.values().any(|mode| {
                mode.carry
                    .iter()
                    .any(|carry| carry.path.covers(&field.path))
            });
            if schemas.is_empty() && !seen.is_empty() && !is_translated {
                found.push(format!("no such field `{path}`"));
            }
            found.extend(
                schemas
                    .into_iter()
                    .filter_map(|schema| mistyped(field, schema))
                    .map(|what| format!("`{path}` {what}")),
            );
            found.extend(self.no_such_scope(field, seen));
        }
        self.differences
            .extend(found.into_iter().map(|what| format!("{}: {what}", self.id)));
    }

    fn no_such_scope(&self, field: &FieldFile, seen: &[(&ModeFile, &Operation)]) -> Option<String> {
        let scope = field.scope.as_ref()?;
        let mut listed = seen
            .iter()
            .filter_map(|(_, operation)| self.documents.scopes.get(operation.name.as_ref()?));
        let is_known =
            reason(&OTHER_SCOPES, scope).is_some() || listed.any(|scopes| scopes.contains(scope));
        (!is_known).then(|| format!("no such scope `{scope}`"))
    }

    fn fields_of_file(&self) -> impl Iterator<Item = &'a FieldFile> + use<'a> {
        self.file.item.iter().flat_map(|item| &item.field)
    }

    fn declared(&self) -> impl Iterator<Item = &'a FieldFile> + use<'a> {
        self.fields_of_file()
            .filter(|field| field.derived.is_none())
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
    carry.by.is_none().then(|| carry.from.to_string())
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

/// The values of an enumeration that a derived field says nothing about.
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

/// Whether the page insists on an input; it does on every one but those of an identity, which have their rules.
fn insists(rules: Option<&IdentiteRules>, input: &str) -> bool {
    let Some(rules) = rules else {
        return true;
    };
    let need = match input {
        "nom_naissance" => rules.nom_naissance,
        "prenoms" | "premier_prenom" => rules.prenoms,
        "sexe" => rules.sexe,
        "annee" => rules.annee,
        "mois" => rules.mois,
        "jour" => rules.jour,
        "pays" => rules.lieu_naissance,
        _ => Need::Required,
    };
    need >= Need::Asked
}

/// The operations for individuals, in their latest version, that no source asks.
pub(super) fn forgotten_operations(documents: &Documents, files: &[SourceFile]) -> Vec<String> {
    let asked = |key: &String| {
        let mut modes = files.iter().flat_map(|file| file.modes.values());
        modes.any(|mode| mode.api == Api::Particulier && key.ends_with(&format!(" {}", mode.path)))
    };
    let current = documents
        .operations
        .iter()
        .filter(|(_, operation)| operation.name.is_some() && !operation.deprecated);
    current
        .filter(|(key, _)| !asked(key))
        .map(|(key, _)| format!("no source asks {key}"))
        .collect()
}

/// Reasons that nothing needs any more.
pub(super) fn unlisted_reasons(documents: &Documents, files: &[SourceFile]) -> Vec<String> {
    let operations = || documents.operations.values();
    let sends = |name: &str| operations().any(|operation| operation.parameters.contains_key(name));
    let answers = |start: &str| {
        operations().any(|operation| operation.fields.keys().any(|path| path.starts_with(start)))
    };
    let asks = |path: &str| {
        files
            .iter()
            .flat_map(|file| file.modes.values())
            .any(|mode| mode.path == path)
    };
    let stale = UNSENT.iter().filter(|(name, _)| !sends(name));
    let stale = stale.chain(UNREAD.iter().filter(|(start, _)| !answers(start)));
    let stale = stale.chain(UNDESCRIBED.iter().filter(|(path, _)| !asks(path)));
    stale
        .map(|(name, _)| format!("a reason is given for `{name}`, which is nowhere"))
        .collect()
}
