//! Writing a value in the way a control takes it, and telling whether a control holds it already.

use super::data::Datum;
use super::fold::{fold, number, same_text};
use super::{Control, Entry, Kind, Reason, choice};
use crate::date::PartialDate;

/// How a date is written when the page does not say.
const FRENCH_DATE: &str = "%d/%m/%Y";

/// What `control` would hold for this value.
///
/// # Errors
/// When the control cannot hold it whole: nothing is cut, rounded or guessed.
pub(super) fn entry(control: &Control, value: &Datum) -> Result<Entry, Reason> {
    let format = control.format.as_deref();
    match &control.kind {
        Kind::Choice(choices) => {
            choice::choose(choices, value, &texts(value, format)?).map(Entry::Choice)
        }
        Kind::Checkbox { value: sent } => checked(sent, value),
        Kind::Date => dated(value, |date| date.format("%Y-%m-%d")),
        Kind::Month => dated(value, |date| date.format("%Y-%m")),
        Kind::Number => number(&text(value, format)?)
            .map(Entry::Text)
            .ok_or(Reason::NotANumber),
        Kind::Text => fitting(text(value, format)?.replace('\n', ", "), control.maxlength),
        Kind::Lines => fitting(text(value, format)?, control.maxlength),
    }
}

fn dated(value: &Datum, write: impl Fn(PartialDate) -> Option<String>) -> Result<Entry, Reason> {
    match value {
        Datum::Date(date) => write(*date).map(Entry::Text).ok_or(Reason::PartialDate),
        _ => Err(Reason::NotADate),
    }
}

fn fitting(text: String, maxlength: Option<usize>) -> Result<Entry, Reason> {
    let length = text.encode_utf16().count();
    if maxlength.is_some_and(|most| length > most) {
        return Err(Reason::TooLong);
    }
    Ok(Entry::Text(text))
}

/// A checkbox is checked by a truth, or by the very value that it sends.
fn checked(sent: &str, value: &Datum) -> Result<Entry, Reason> {
    match value {
        Datum::Truth(truth) => Ok(Entry::Checked(*truth)),
        // A checkbox whose page gives it no value says nothing of what it stands for.
        Datum::Text(_) | Datum::Number(_) if sent == "on" => Err(Reason::NoChoice),
        Datum::Text(text) | Datum::Number(text) => Ok(Entry::Checked(fold(text) == fold(sent))),
        Datum::Date(_) => Err(Reason::Unfit),
    }
}

/// A value as text. A date without a format is written as far as it is known.
fn text(value: &Datum, format: Option<&str>) -> Result<String, Reason> {
    match value {
        Datum::Text(text) | Datum::Number(text) => Ok(text.clone()),
        Datum::Truth(_) => Err(Reason::Unfit),
        Datum::Date(date) => match format {
            Some(format) => date.format(format).ok_or(Reason::PartialDate),
            None => Ok(as_far_as_known(*date)),
        },
    }
}

fn as_far_as_known(date: PartialDate) -> String {
    [FRENCH_DATE, "%m/%Y", "%Y"]
        .iter()
        .find_map(|format| date.format(format))
        .unwrap_or_default()
}

/// The ways of writing a value that a choice may have.
fn texts(value: &Datum, format: Option<&str>) -> Result<Vec<String>, Reason> {
    match (value, format) {
        (Datum::Truth(truth), _) => Ok(vec![truth.to_string()]),
        (Datum::Date(date), None) => Ok(vec![date.to_string(), as_far_as_known(*date)]),
        (value, format) => Ok(vec![text(value, format)?]),
    }
}

/// Whether a control of this kind that holds `held` holds what `new` says: the same date or number, or the same text
/// but for case and spaces.
pub fn same(kind: &Kind, held: &Entry, new: &Entry) -> bool {
    match (held, new, kind) {
        (Entry::Choice(held), Entry::Choice(new), Kind::Choice(choices)) => {
            held == new || choices.get(*held) == choices.get(*new)
        }
        (Entry::Text(held), Entry::Text(new), Kind::Number) => number(held) == number(new),
        (Entry::Text(held), Entry::Text(new), _) => same_text(held, new),
        (held, new, _) => held == new,
    }
}

/// Whether the text a person typed is this value, however it was written.
pub(super) fn says(held: &str, new: &str, value: &Datum) -> bool {
    match value {
        Datum::Number(_) => number(held).is_some_and(|held| Some(held) == number(new)),
        // `1.5.2020` is `01/05/2020`, and `5` the month `05`.
        Datum::Date(date) => fold(held) == fold(new) || PartialDate::parse_iso(held) == Some(*date),
        Datum::Text(_) => same_text(held, new) || is_cut(new, held),
        Datum::Truth(_) => same_text(held, new),
    }
}

/// How long a first name is at most in France Travail's answers: what follows is cut off.
const CUT_AT: usize = 13;

/// Whether `name` is the beginning that was kept of `whole`.
fn is_cut(name: &str, whole: &str) -> bool {
    let letters = name.chars().all(|letter| !letter.is_ascii_digit());
    letters && name.chars().count() == CUT_AT && fold(whole).starts_with(&fold(name))
}

#[cfg(test)]
mod tests;
