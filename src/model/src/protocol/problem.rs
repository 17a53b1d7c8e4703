//! A refusal or a failure, in the shape of RFC 9457.

use serde::{Deserialize, Serialize};

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
}

/// An input that was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvalidField {
    /// The input, by its name in the request.
    pub field: String,
    /// What is wrong and how to mend it.
    pub detail: String,
}
