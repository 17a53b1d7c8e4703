//! skeleton
use std::collections::BTreeMap;

/// Someone to try, straight from an embedded case file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Persona {
    /// The operation's identifier: its folder.
    pub operation: String,
    /// The case file's name without `.yaml`.
    pub name: String,
    /// In a few words.
    pub title: String,
    /// In a sentence.
    pub description: String,
    /// What to send, arrays as lists.
    pub params: BTreeMap<String, Vec<String>>,
    /// The status answered.
    pub status: u16,
}

/// The people the embedded case files know.
#[must_use]
pub fn personas() -> Vec<Persona> {
    Vec::new()
}
