//! One file beside the documents: what it asks with, and what of theirs it forgets.

mod declared;

use std::collections::BTreeSet;

use model::identite::{IdentiteRules, Need};
use serde_json::json;

use super::super::super::file::{FieldFile, ModeFile, SourceFile};
use super::documents::{Documents, Operation};
use super::reasons::{UNDESCRIBED, UNREAD, UNSENT, UNUSED_SCOPES, reason};

/// The modes of a file whose operation is documented.
type Seen<'a> = [(&'a ModeFile, &'a Operation)];

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
        for (name, mode) in &file.modes {
            match documents.operation(mode.api, &mode.path) {
                Some(operation) => {
                    comparison.parameters(name, mode, operation);
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
    fn parameters(&mut self, name: &str, mode: &ModeFile, operation: &Operation) {
        let options = self.file.options.values();
        let options: BTreeSet<_> = options
            .filter(|option| option.modes.hold(name))
            .map(|option| &option.parameter)
            .collect();
        for name in mode
            .parameters
            .keys()
            .chain(options.iter().copied())
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
            mode.carry
                .iter()
                .filter_map(|carry| carry.from.as_ref())
                .any(|from| {
                    let from = from.to_string();
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

    fn fields_of_file(&self) -> impl Iterator<Item = &'a FieldFile> + use<'a> {
        self.file.item.iter().flat_map(|item| &item.field)
    }

    fn declared(&self) -> impl Iterator<Item = &'a FieldFile> + use<'a> {
        self.fields_of_file()
            .filter(|field| field.derived.is_none())
    }
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
