//! What a control that is mapped to nothing seems to ask for.

use super::{Clues, Fact, Seen, words};
use crate::fill::{Control, Kind, Target, fold, takes};
use crate::path::{Path, Step};
use crate::protocol::{FieldInfo, Source};

/// Under this, nothing is proposed.
const LEAST: u8 = 50;
/// Two proposals nearer than this are told together.
const TOO_NEAR: u8 = 5;
/// Known words must be this many fortieths of a text to count.
const LEAST_SHARE: u8 = 20;
/// What is taken off when a form does not say that it asks about the person who fills it.
const UNSAID_PERSON: u8 = 20;

/// A datum that a control seems to ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// What to map it to.
    pub target: Target,
    /// How sure this is, from 50 to 100.
    pub confidence: u8,
    /// Why.
    pub clue: Clue,
}

/// Why a datum is proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clue {
    /// By its `autocomplete`.
    Autocomplete(String),
    /// By its label.
    Label(String),
    /// By its `name` or `id`.
    Name(String),
}

/// What there is to tell of a control that is mapped to nothing; nothing of one that is never filled.
pub(super) fn unmapped(seen: &Seen, sources: &[Source]) -> Option<Fact> {
    if matches!(seen.kind, Kind::Closed(_)) {
        return None;
    }
    let mut found: Vec<Proposal> = Vec::new();
    for source in sources {
        for field in source.items.iter().flat_map(|item| &item.fields) {
            let Some(mut proposal) = propose(&seen.clues, seen.list.as_deref(), field) else {
                continue;
            };
            let control = Control {
                kind: seen.kind.clone(),
                target: proposal.target.clone(),
                format: seen.format.clone(),
                maxlength: None,
                label: String::new(),
                group: None,
                held: None,
            };
            let known = found
                .iter()
                .any(|known| known.target.path == proposal.target.path);
            if takes(&control, field.kind).is_ok() && !known {
                proposal.target.source = shared(&field.path, sources).then(|| source.id.clone());
                found.push(proposal);
            }
        }
    }
    found.sort_by_key(|proposal| std::cmp::Reverse(proposal.confidence));
    Some(best(found))
}

/// The best of the proposals, or those that cannot be told apart.
fn best(mut found: Vec<Proposal>) -> Fact {
    let Some(first) = found.first().cloned() else {
        return Fact::Unmapped;
    };
    found.retain(|other| first.confidence - other.confidence < TOO_NEAR);
    match found.len() {
        1 => Fact::Proposed(first),
        _ => Fact::Ambiguous(found),
    }
}

/// Whether several sources give a path, so that one must be named.
fn shared(path: &Path, sources: &[Source]) -> bool {
    let gives = |source: &&Source| {
        let mut fields = source.items.iter().flat_map(|item| &item.fields);
        fields.any(|field| field.path == *path)
    };
    sources.iter().filter(gives).count() > 1
}

fn propose(clues: &Clues, list: Option<&str>, field: &FieldInfo) -> Option<Proposal> {
    let (confidence, clue) = likeness(clues, field)?;
    let (path, doubt) = placed(clues, list, &field.path)?;
    let confidence = confidence.saturating_sub(doubt);
    (confidence >= LEAST).then_some(Proposal {
        target: Target { source: None, path },
        confidence,
        clue,
    })
}

/// How much the clues speak of the field, and the clue that does most.
fn likeness(clues: &Clues, field: &FieldInfo) -> Option<(u8, Clue)> {
    let path = plain(&field.path);
    let last = field.path.names().last().unwrap_or_default();
    let known = words::of_field(&path, last);
    let own = fold(&field.label);
    let says = |text: &str, sure: u8| {
        let text = unnumbered(&fold(&apart(text)));
        let is = |words: &str| !words.is_empty() && text == words;
        let holds = |words: &&&str| words.len() > 2 && within(&text, words);
        if is(&own) || known.iter().any(|words| is(words)) {
            return Some(sure);
        }
        let longest = known.iter().filter(holds).map(|words| words.len()).max()?;
        // The more of the text the words are, the surer; a word in a long sentence says nothing.
        let share = u8::try_from(longest * 40 / text.len().max(1)).unwrap_or(40);
        (share >= LEAST_SHARE).then(|| sure.saturating_sub(40 - share))
    };
    let token = || {
        let tokens = clues.autocomplete.split_whitespace();
        let means = |token: &&str| words::of_token(token).iter().position(|name| *name == last);
        let (token, rank) = tokens
            .filter_map(|token| Some((token, means(&token)?)))
            .next()?;
        let confidence = if rank == 0 { 95 } else { 88 };
        Some((confidence, Clue::Autocomplete(token.to_owned())))
    };
    let label = || Some((says(&clues.label, 90)?, Clue::Label(clues.label.clone())));
    let name = || Some((says(&clues.name, 80)?, Clue::Name(clues.name.clone())));
    [token(), label(), name()]
        .into_iter()
        .flatten()
        .max_by_key(|(confidence, _)| *confidence)
}

/// Where the field stands for this control, and how much is to be doubted: in the row of a list, in the row that the
/// clues number, or in the first row for the person who fills the form.
fn placed(clues: &Clues, list: Option<&str>, path: &Path) -> Option<(Path, u8)> {
    let of_list = list_of(path);
    if let Some(list) = list {
        let list = list.rsplit(':').next().unwrap_or(list).trim();
        return (of_list == Some(list)).then(|| (path.clone(), 0));
    }
    let around = fold(&[&clues.group, " ", &apart(&clues.name)].concat());
    let about = words::people(&around);
    let Some(of_list) = of_list else {
        // "Ville de l’élève" is not the family's town.
        let is_childs = about.contains(&"enfants") && path.names().all(|name| name != "enfants");
        return (!is_childs).then(|| (path.clone(), 0));
    };
    let is_said = about.contains(&of_list) || words::people(&fold(&clues.label)).contains(&of_list);
    match is_said {
        true => Some((path.at_row(row(clues, &around)), 0)),
        false if about.is_empty() && words::is_of_the_person(of_list) => {
            Some((path.at_row(0), UNSAID_PERSON))
        }
        false => None,
    }
}

/// The list that a path leads into every row of.
fn list_of(path: &Path) -> Option<&str> {
    let each = path.steps().iter().position(|step| *step == Step::Each)?;
    match path.steps().get(each.checked_sub(1)?) {
        Some(Step::Key(name)) => Some(name),
        _ => None,
    }
}

/// The names of a path joined by dots.
fn plain(path: &Path) -> String {
    path.names().collect::<Vec<_>>().join(".")
}

/// `codePostal` and `enfant2Nom` as words.
fn apart(name: &str) -> String {
    let mut words = String::with_capacity(name.len() + 4);
    let mut before = ' ';
    for letter in name.chars() {
        let new_word = (before.is_lowercase() && letter.is_uppercase())
            || (before.is_alphabetic() && letter.is_ascii_digit())
            || (before.is_ascii_digit() && letter.is_alphabetic());
        if new_word {
            words.push(' ');
        }
        words.push(letter);
        before = letter;
    }
    words
}

/// The words without the numbers and the people among them: `enfant 2 nom` asks for a `nom`.
fn unnumbered(text: &str) -> String {
    let is_word = |word: &&str| word.parse::<usize>().is_err();
    let all: Vec<_> = text.split(' ').filter(is_word).collect();
    let asked: Vec<_> = all
        .iter()
        .copied()
        .filter(|word| words::people(word).is_empty() && !matches!(*word, "de" | "du" | "l"))
        .collect();
    // "Nombre d’enfants" keeps its enfants, and "nom de naissance" its de.
    let bare = all.len() > asked.len() && asked.len() == 1 && !words::people(text).is_empty();
    match bare && asked[0] != "nombre" && asked[0] != "nb" {
        true => asked[0].to_owned(),
        false => all.join(" "),
    }
}

/// The row that the clues number: programs count from 0 (`enfants[0]`), people from 1 ("Enfant 2").
fn row(clues: &Clues, around: &str) -> usize {
    let number = around
        .split(' ')
        .find_map(|word| word.parse::<usize>().ok());
    let is_rank = |number: usize| clues.name.contains(&format!("[{number}]"));
    match number {
        Some(number) if is_rank(number) => number,
        Some(number) => number.saturating_sub(1),
        None => 0,
    }
}

/// Whether `words` stand in `text` one after the other, whole.
fn within(text: &str, words: &str) -> bool {
    let padded = [" ", text, " "].concat();
    padded.contains(&[" ", words, " "].concat())
}
