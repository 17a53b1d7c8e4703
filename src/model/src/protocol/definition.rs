//! A form's public definition: all that the widget asks and shows, so that the widget itself knows no source.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::identite::IdentiteRules;
use crate::path::Path;
use crate::rule::Rule;

/// What `GET /v1/forms/{form}` answers, in one language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Definition {
    /// The form's id.
    pub form: String,
    /// The language of every sentence in this definition.
    pub lang: String,
    /// The form's title.
    pub title: String,
    /// What the data are for.
    pub purpose: String,
    /// The text of law that the exchange stands on.
    pub legal_basis: String,
    /// How long the administration keeps the data.
    pub retention: String,
    /// The administration that receives the data.
    pub organisation: Organisation,
    /// The ways of asking, in the order to offer them.
    pub modes: Vec<Mode>,
    /// The sources that the form uses, in the order to show them.
    pub sources: Vec<Source>,
    /// Selectors of the host form's controls and the path that fills each; empty when the page says it itself.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub mapping: BTreeMap<String, String>,
    /// Whether what comes travels sealed to the administration: the page does not get it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sealed: bool,
    /// Whether an identity that is typed gets nothing here: the person must be identified.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub identified_only: bool,
    /// Where the person goes to be identified by FranceConnect, from the relay's address; none where the form does not offer it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub france_connect: Option<String>,
    /// The text the person agrees to.
    pub notice: Notice,
    /// A short-lived proof that this definition was fetched; a prefill sends it back.
    pub visit: String,
}

/// The administration that receives the data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// Its name.
    pub name: String,
    /// Its SIRET.
    pub siret: String,
    /// How to reach its data-protection officer.
    pub dpo: String,
}

/// A way of asking, and what it needs to know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mode {
    /// `identite`, `identifiant`…
    pub mode: String,
    /// How surely the relay knows the person: `declared` when everything is typed.
    pub assurance: String,
    /// Whom it is about, when that is not the person who fills the form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<About>,
    /// The sources it serves.
    pub sources: Vec<String>,
    /// The rules of the identity to type, in mode `identite`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identite: Option<IdentiteRules>,
    /// The other inputs to type, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inputs: Vec<Input>,
}

/// Someone else than the person who fills the form, such as their child at school.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// What a subject's `about` says: `eleve`.
    pub id: String,
    /// The person in a heading: "L’élève".
    pub label: String,
}

/// An identifier to type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// Its name in the request.
    pub name: String,
    /// Its label.
    pub label: String,
    /// Where to find it, in one sentence.
    pub help: String,
    /// How it is made.
    pub rule: Rule,
    /// The list of the relay that helps to find it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picker: Option<Picker>,
}

/// A list of the relay that helps to find an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Picker {
    /// Schools, by their name or town.
    Etablissements,
}

/// A source that the form uses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Its id in the catalogue.
    pub id: String,
    /// Its name for the person.
    pub label: String,
    /// One or two sentences about it, such as who may ask it.
    pub help: String,
    /// Who gives the data.
    pub provider: Provider,
    /// The items that the form asks of it: each can be refused.
    pub items: Vec<ItemInfo>,
}

/// Who gives the data of a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provider {
    /// Its name in a sentence: "la CAF ou la MSA".
    pub name: String,
    /// Where the person asks it to correct what is wrong.
    pub correction: String,
}

/// An item to agree to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemInfo {
    /// Its path; it covers what is under it.
    pub path: Path,
    /// Its label.
    pub label: String,
    /// The fields it brings.
    pub fields: Vec<FieldInfo>,
}

/// A field of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldInfo {
    /// Its path.
    pub path: Path,
    /// Its label.
    pub label: String,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: FieldType,
}

/// The type of a field's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// Yes or no.
    Boolean,
    /// `AAAA-MM-JJ`, of which month and day may be `00`, unknown.
    Date,
}

/// The exact text a person agrees to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Its paragraphs, separated by line feeds.
    pub text: String,
    /// `sha256-` and the base64 of the text's hash.
    pub hash: String,
}
