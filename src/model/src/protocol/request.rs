//! What the widget sends to have a form prefilled.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::path::Path;
use crate::subject::Subject;

/// The body of `POST /v1/forms/{form}/prefill`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// The visit of the definition that was shown.
    pub visit: String,
    /// What the person agreed to.
    pub consent: Consent,
    /// Who or what is asked about, when one way of asking serves every source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<Subject>,
    /// The same, when the sources need several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<Subject>,
    /// What says who the person is: given by the host's server, or by the relay after FranceConnect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket: Option<String>,
    /// A source's own parameters, by source.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub options: BTreeMap<String, BTreeMap<String, Value>>,
}

impl Request {
    /// Every subject, however they were sent.
    pub fn subjects(&self) -> impl Iterator<Item = &Subject> {
        self.subject.iter().chain(&self.subjects)
    }
}

/// An agreement: the notice that was read, and the items that were left ticked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consent {
    /// The hash of the notice.
    pub notice: String,
    /// The agreed items, by source.
    pub items: BTreeMap<String, Vec<Path>>,
    /// How the person agreed, as far as the page knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gesture: Option<Gesture>,
}

/// The act of agreeing: evidence that a person made it, and had the time to read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gesture {
    /// By what.
    pub by: Device,
    /// Whether the browser says that a person did it, and not a script.
    pub trusted: bool,
    /// How long the step with the notice had been on the screen, in milliseconds.
    pub visible_ms: u32,
}

/// What a person agrees by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Device {
    /// A mouse, a finger, a pen.
    Pointer,
    /// A key, or a program that reads the page aloud in its place.
    Keyboard,
}
