//! A catalogue file exactly as it is written.

use std::collections::BTreeMap;

use model::identite::IdentiteRules;
use model::lang::Text;
use model::path::Path;
use model::protocol::{FieldType, Status};
use model::rule::Rule;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SourceFile {
    pub(super) label: Text,
    pub(super) help: Text,
    pub(super) provider: ProviderFile,
    pub(super) modes: BTreeMap<String, ModeFile>,
    #[serde(default)]
    pub(super) options: BTreeMap<String, OptionFile>,
    pub(super) item: Vec<ItemFile>,
    #[serde(default)]
    pub(super) error: Vec<ErrorFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProviderFile {
    /// The name in an answer, when the answer itself does not tell.
    pub(super) id: String,
    pub(super) name: Text,
    pub(super) correction: Text,
    /// Where the answer tells which provider it comes from.
    pub(super) answered_by: Option<Path>,
    pub(super) period: Option<PeriodFile>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PeriodFile {
    pub(crate) annee: Path,
    pub(crate) mois: Path,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ModeFile {
    pub(super) path: String,
    pub(super) identite: Option<IdentiteRules>,
    #[serde(default)]
    pub(super) input: Vec<InputFile>,
    /// Upstream parameter = checked input.
    pub(super) parameters: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct InputFile {
    pub(crate) name: String,
    pub(crate) rule: Rule,
    pub(crate) label: Text,
    pub(crate) help: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OptionFile {
    pub(super) parameter: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ItemFile {
    pub(super) path: Path,
    pub(super) label: Text,
    pub(super) field: Vec<FieldFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FieldFile {
    pub(super) path: Path,
    #[serde(rename = "type")]
    pub(super) kind: FieldType,
    /// The API scope that unlocks the field; a derived field has none of its own.
    pub(super) scope: Option<String>,
    pub(super) label: Text,
    pub(super) derived: Option<DerivedFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DerivedFile {
    pub(super) from: Path,
    pub(super) by: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ErrorsFile {
    pub(super) error: Vec<ErrorFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ErrorFile {
    /// The API's codes.
    #[serde(default)]
    pub(super) codes: Vec<String>,
    /// The last three digits of codes, whatever their provider.
    #[serde(default)]
    pub(super) subcodes: Vec<String>,
    /// HTTP statuses; 0 for everything else.
    #[serde(default)]
    pub(super) http: Vec<u16>,
    pub(super) status: Status,
    pub(super) title: Text,
    pub(super) detail: Text,
    pub(super) next_step: Text,
    #[serde(default)]
    pub(super) fields: Vec<String>,
    pub(super) retry_after: Option<u64>,
    /// Whether the people who run the relay must be told.
    #[serde(default)]
    pub(super) operator: bool,
}
