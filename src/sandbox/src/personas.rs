//! The people to try, straight from the embedded case files: what a demonstration lists is what it answers.

use std::{collections::BTreeMap, time::Duration};

use jiff::civil::Date;

use crate::{case::Case, library::Library, operations::Operation};

/// Someone to try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Persona {
    /// The upstream's identifier of the operation to call.
    pub operation: String,
    /// The operation's path; a part in braces is one of `params`.
    pub path: String,
    /// The case's file name, without its extension.
    pub name: String,
    /// The case in a few words, in French.
    pub title: String,
    /// The case in a sentence or two, in French.
    pub description: String,
    /// What to send besides `recipient`; one value for a scalar, several for an array, whose name carries no brackets.
    pub params: BTreeMap<String, Vec<String>>,
    /// The status answered.
    pub status: u16,
    /// How long the answer takes.
    pub delay: Duration,
}

/// Everyone the embedded cases know, by operation and then by file name.
#[must_use]
pub fn personas() -> Vec<Persona> {
    // The date only serves warnings, which are not read here; the embedded cases are valid, which a test proves.
    let library = Library::open(None, Date::MIN);
    let served = library.iter().flat_map(Library::served);
    let served = served.filter(|served| !served.operation.connected);
    served
        .flat_map(|served| {
            served
                .cases()
                .iter()
                .map(|case| persona(served.operation, case))
        })
        .collect()
}

fn persona(operation: &Operation, case: &Case) -> Persona {
    let file = case.file.rsplit('/').next().unwrap_or_default();
    let name = file.rsplit_once('.').map_or(file, |(name, _)| name);
    let params = case.params.iter();
    Persona {
        operation: operation.id.to_owned(),
        path: operation.path.to_owned(),
        name: name.to_owned(),
        title: case.title.clone().unwrap_or_else(|| name.to_owned()),
        description: case.description.trim().to_owned(),
        params: params
            .map(|(name, values)| (name.trim_end_matches("[]").to_owned(), values.clone()))
            .collect(),
        status: case.status,
        delay: case.delay,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyone_has_a_title_a_sentence_and_something_to_send() {
        let personas = personas();
        assert!(personas.len() > 20);
        for persona in personas {
            assert_ne!(persona.title, persona.name, "{} has no title", persona.name);
            assert!(
                !persona.description.is_empty() && !persona.params.is_empty(),
                "{}",
                persona.name
            );
        }
    }
}
