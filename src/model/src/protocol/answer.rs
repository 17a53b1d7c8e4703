//! What the relay answers to a prefill.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Problem;

/// The body of a prefill's answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// The record of the agreement.
    pub receipt: Receipt,
    /// What came of each source that was asked.
    pub results: BTreeMap<String, SourceResult>,
    /// The signed statement of what was delivered, for the form's server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attestation: Option<String>,
    /// The same, encrypted for the administration alone, when the page may not see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed: Option<String>,
}

/// The record of an agreement, for the person to keep.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Its id.
    pub id: String,
}

/// What came of one source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SourceResult {
    /// How it ended.
    pub status: Status,
    /// Who answered: `CNAF`, `MSA`, `France Travail`…
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    /// When, in UTC (RFC 3339).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub obtained_at: Option<String>,
    /// The month the figures apply to, when the source has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// The agreed data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<Value>,
    /// The State's own proof of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<OfficialProof>,
    /// Why there are none, and what the person can do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<Problem>,
}

impl SourceResult {
    /// A result without data.
    pub fn failed(status: Status) -> Self {
        Self {
            status,
            provider: None,
            obtained_at: None,
            period: None,
            data: None,
            proof: None,
            problem: None,
        }
    }
}

/// How the asking of a source ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Every agreed item came.
    Filled,
    /// Some agreed items came, others are unknown to the source or closed to this form.
    Partial,
    /// The source has no file for this person.
    NotFound,
    /// The source could not tell who this is.
    NotRecognised,
    /// Several persons match.
    Ambiguous,
    /// The source refused one of the inputs.
    Invalid,
    /// Too many requests at this moment.
    Busy,
    /// The source does not answer, or not to this form.
    Unavailable,
    /// What came of it travels sealed: the page does not learn it.
    Sealed,
    /// The agreement was taken back before the answer came: nothing is delivered.
    Withdrawn,
}

impl Status {
    /// Whether data came.
    pub fn has_data(self) -> bool {
        matches!(self, Self::Filled | Self::Partial)
    }
}

/// Where anyone can check on the State's own site what it answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficialProof {
    /// The page.
    pub link: String,
    /// What to type there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// A month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// The year.
    pub annee: u16,
    /// The month, 1 to 12.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mois: Option<u8>,
}
