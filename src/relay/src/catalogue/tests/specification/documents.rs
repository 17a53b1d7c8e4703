//! The API's own files, as the comparison needs them: operations and their scopes.

mod operation;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path as FilePath;

use serde_json::Value;

use crate::catalogue::Api;
pub(super) use operation::{FieldSchema, Operation};
use operation::{elements, members};

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
            Operation::of_cases(&cases(&folder.join(WITHDRAWN.1))),
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

fn read(file: &FilePath) -> Value {
    let text = std::fs::read_to_string(file).unwrap();
    serde_norway::from_str(&text).unwrap()
}

fn cases(folder: &FilePath) -> Vec<Value> {
    let files = std::fs::read_dir(folder).unwrap();
    files.map(|file| read(&file.unwrap().path())).collect()
}

fn texts(value: &Value) -> impl Iterator<Item = String> {
    elements(value).filter_map(|text| text.as_str().map(str::to_owned))
}
