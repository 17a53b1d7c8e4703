//! Finding the choice that means a value, in a list or among radio buttons.

use super::fold::fold;
use super::meaning::Meaning;
use super::{Choice, Reason};

/// A value as a choice may say it.
#[derive(Debug)]
pub(super) struct Said {
    /// The ways of writing it.
    pub(super) texts: Vec<String>,
    /// What it means, when that has other words.
    pub(super) meaning: Option<Meaning>,
}

/// The rank of the choice that says the value.
///
/// What is sent is compared first, then what is read, then both without case, accents and punctuation, then the meaning.
///
/// # Errors
/// [`Reason::NoChoice`] when no choice matches, or when several different ones do: nothing is guessed.
pub(super) fn choose(choices: &[Choice], said: &Said) -> Result<usize, Reason> {
    let Said { texts, meaning } = said;
    let folded: Vec<_> = texts
        .iter()
        .map(|text| fold(text))
        .filter(|text| !text.is_empty())
        .collect();
    let means = |test: fn(Meaning, &Choice) -> bool| {
        move |choice: &Choice| meaning.is_some_and(|meaning| test(meaning, choice))
    };
    let levels: [&dyn Fn(&Choice) -> bool; 6] = [
        &|choice| texts.contains(&choice.value),
        &|choice| texts.contains(&choice.label),
        &|choice| folded.contains(&fold(&choice.value)),
        &|choice| folded.contains(&fold(&choice.label)),
        &means(Meaning::is_of),
        &means(Meaning::begins),
    ];
    let contradicts = means(Meaning::is_denied_by);
    let found = levels.iter().find_map(|level| {
        let level = |choice: &Choice| level(choice) && !contradicts(choice);
        only(choices, &level)
    });
    found.flatten().ok_or(Reason::NoChoice)
}

/// The choice that passes: `None` when none does, `Some(None)` when several different ones do.
///
/// Lists of countries often repeat the usual ones at the top: the same choice twice is one choice.
fn only(choices: &[Choice], passes: &dyn Fn(&Choice) -> bool) -> Option<Option<usize>> {
    let mut passing = choices
        .iter()
        .enumerate()
        .filter(|(_, choice)| choice.enabled && !choice.value.is_empty() && passes(choice));
    let (rank, first) = passing.next()?;
    let alone = passing.all(|(_, other)| other == first);
    Some(alone.then_some(rank))
}

#[cfg(test)]
mod tests;
