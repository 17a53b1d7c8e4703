//! A refusal or a failure, in the shape of RFC 9457.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What went wrong, said to a person. It never holds a value that was typed or received.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// A stable identifier of the kind of problem.
    #[serde(rename = "type")]
    pub kind: String,
    /// The problem in a few words.
    pub title: String,
    /// The HTTP status, for a problem that is the whole answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// What happened, in a sentence.
    pub detail: String,
    /// The one thing to do next.
    pub next_step: String,
    /// The inputs concerned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<InvalidField>,
    /// After how many seconds asking again makes sense, when that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u64>,
    /// Another way of asking that may succeed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alternative: Option<Alternative>,
}

/// Another way of asking: the options to send with the same request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alternative {
    /// The words of the button.
    pub label: String,
    /// The options, by source.
    pub options: BTreeMap<String, Value>,
}

/// An input that was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvalidField {
    /// The input, as [`crate::subject::field_of`] names it.
    pub field: String,
    /// What is wrong and how to mend it.
    pub detail: String,
}
