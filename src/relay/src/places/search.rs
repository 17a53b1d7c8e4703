//! Finding a place as people type it.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How many places an answer holds at most.
pub(super) const MOST: usize = 20;
/// The fewest letters worth searching for.
const FEWEST_LETTERS: usize = 2;
/// The most: no name is longer.
const MOST_LETTERS: usize = 100;

/// The entries that `rank` lets through for what was typed, the smallest rank first.
pub(super) fn best<'a, T, R: Ord>(
    entries: &'a [T],
    typed: &str,
    rank: impl Fn(&'a T, &str) -> Option<R>,
) -> impl Iterator<Item = &'a T> {
    let query = key(typed);
    let is_worth_it = (FEWEST_LETTERS..=MOST_LETTERS).contains(&query.chars().count());
    let entries = if is_worth_it { entries } else { &[] };
    let mut found: Vec<_> = entries
        .iter()
        .filter_map(|entry| Some((rank(entry, &query)?, entry)))
        .collect();
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    found.into_iter().take(MOST).map(|(_, entry)| entry)
}

/// Small letters without accents; hyphens and apostrophes are spaces, `st` and `ste` are written out.
pub(super) fn key(name: &str) -> String {
    let plain: String = name
        .nfd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .map(|letter| {
            if letter.is_alphanumeric() {
                letter
            } else {
                ' '
            }
        })
        .collect();
    let plain = plain.replace('œ', "oe");
    let words = plain.split_whitespace().map(|word| match word {
        "st" => "saint",
        "ste" => "sainte",
        _ => word,
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_short_or_too_long_finds_nothing() {
        let names = ["a".repeat(MOST_LETTERS + 1)];
        let found = |letters: usize| {
            let begins = |name: &String, query: &str| name.starts_with(query).then_some(());
            best(&names, &"a".repeat(letters), begins).count()
        };
        let counts = [1, FEWEST_LETTERS, MOST_LETTERS, MOST_LETTERS + 1].map(found);
        assert_eq!(counts, [0, 1, 1, 0]);
    }
}
