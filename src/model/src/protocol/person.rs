//! Who the relay knows the person in the page to be: asked before anything is shown as theirs.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Notice, Problem};
use crate::identite::Draft;
use crate::path::Path;

/// The body of `POST /v1/forms/{form}/person`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonQuestion {
    /// The visit of the definition that was shown.
    pub visit: String,
    /// The ticket that the host's server gave the page; without one, the person who used FranceConnect from this page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket: Option<String>,
    /// What the window of FranceConnect told the page that opened it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<String>,
}

/// What the relay answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Whether they are known.
    pub status: PersonStatus,
    /// How surely: `france_connect`, `host_account` or `agent`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assurance: Option<String>,
    /// What a prefill sends to be answered as this person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket: Option<String>,
    /// The identity to show back; none for an agent, who types that of the person at the counter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identite: Option<Draft>,
    /// The sources that can be asked about this person, and of each the items they may be asked for.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub items: BTreeMap<String, Vec<Path>>,
    /// The text that is agreed to, where it is not the form's own: an agent's role may ask for less.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<Notice>,
    /// For how many seconds more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_in: Option<u64>,
    /// Why they are not known, and what to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<Problem>,
}

impl Person {
    /// Someone of whom nothing more is known.
    pub fn of(status: PersonStatus) -> Self {
        Self {
            status,
            assurance: None,
            ticket: None,
            identite: None,
            items: BTreeMap::new(),
            notice: None,
            expires_in: None,
            problem: None,
        }
    }
}

/// Whether a person is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonStatus {
    /// Not yet: they have not come back from FranceConnect.
    Waiting,
    /// By the ticket, or by FranceConnect.
    Identified,
    /// FranceConnect did not say who they are.
    Refused,
}
