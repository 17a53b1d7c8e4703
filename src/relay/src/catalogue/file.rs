//! A catalogue file exactly as it is written.

use std::collections::BTreeMap;

use model::identite::IdentiteRules;
use model::lang::Text;
use model::path::Path;
use model::protocol::{FieldType, Picker, Status};
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
    /// Whether the figures are those of a month, renewed early in the next one.
    #[serde(default)]
    pub(super) monthly: bool,
    /// Uses that the law keeps apart from this source.
    #[serde(default)]
    pub(super) refused_for: Vec<RefusedFile>,
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
    #[serde(default)]
    pub(super) api: Api,
    /// The path; `{input}` stands for a checked input.
    pub(super) path: String,
    /// The tag that a form must have to ask this way.
    pub(super) only_for: Option<String>,
    pub(super) about: Option<AboutFile>,
    pub(super) identite: Option<IdentiteRules>,
    /// Whether the State makes a proof of the answer when it is asked to.
    #[serde(default)]
    pub(super) proves: bool,
    #[serde(default)]
    pub(super) input: Vec<InputFile>,
    /// Upstream parameter = checked input.
    #[serde(default)]
    pub(super) parameters: BTreeMap<String, String>,
    /// Where the values of another answer than today's stand; empty when it is today's.
    #[serde(default)]
    pub(super) carry: Vec<CarryFile>,
}

/// Whom a way of asking is about, when that is not the person who fills the form.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AboutFile {
    /// What a subject's `about` says.
    pub(crate) id: String,
    pub(crate) label: Text,
}

/// The API that a way of asking goes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Api {
    /// API Particulier, in the version that the path names.
    #[default]
    Particulier,
    /// API Impôt particulier.
    ImpotParticulier,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RefusedFile {
    /// The tag of the forms concerned.
    pub(crate) tag: String,
    /// The source to use instead.
    pub(crate) instead: String,
    /// Why, for the people who set the form up.
    pub(crate) reason: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CarryFile {
    pub(super) path: Path,
    /// Where the value stands in the answer.
    pub(super) from: Option<Path>,
    /// Or the checked input that it is; it then stands beside what was answered, and never alone.
    pub(super) input: Option<String>,
    pub(super) by: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct InputFile {
    pub(crate) name: String,
    pub(crate) rule: Rule,
    pub(crate) picker: Option<PickerFile>,
    pub(crate) label: Text,
    pub(crate) help: Text,
}

/// The list of the relay that helps to find an input, when the relay has it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PickerFile {
    pub(crate) list: Picker,
    /// The help that goes with the list, in place of the input's own.
    pub(crate) help: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OptionFile {
    pub(super) parameter: String,
    #[serde(default)]
    pub(super) modes: OnlyModes,
}

/// The ways of asking that something is for; every one when none is named.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub(super) struct OnlyModes(pub(super) Vec<String>);

impl OnlyModes {
    /// Whether this mode is among them.
    pub(super) fn hold(&self, mode: &str) -> bool {
        self.0.is_empty() || self.0.iter().any(|named| named == mode)
    }
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
    pub(super) unknown: Option<UnknownFile>,
}

/// When a value means nothing: the provider's base is not complete yet.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UnknownFile {
    /// The value that means nothing.
    pub(crate) value: serde_json::Value,
    /// The first day, as month and day.
    pub(crate) from: [u8; 2],
    /// The day from which it means something again.
    pub(crate) until: [u8; 2],
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
    #[serde(default)]
    pub(super) modes: OnlyModes,
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
