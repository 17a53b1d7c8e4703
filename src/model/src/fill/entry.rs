//! Writing a value in the way a control takes it, and telling whether a control holds it already.

use super::choice::{Said, choose};
use super::data::Datum;
use super::fold::{fold, number, same_number, same_signs, same_text};
use super::meaning::Meaning;
use super::{Choice, Control, Entry, Kind, Reason};
use crate::date::PartialDate;
use crate::telephone;

/// How a date is written when the page does not say.
const FRENCH_DATE: &str = "%d/%m/%Y";

/// What `control` would hold for this value.
///
/// # Errors
/// When the control cannot hold it whole: nothing is cut, rounded or guessed.
pub(super) fn entry(control: &Control, value: &Datum) -> Result<Entry, Reason> {
    let format = control.format.as_deref();
    let fitting = |text| fitting(text, control.maxlength);
    match &control.kind {
        Kind::Choice(choices) => choose(choices, &said(value, format)?).map(Entry::Choice),
        Kind::Choices(choices) => several(choices, value, format),
        Kind::Suggested(choices) => match choose(choices, &said(value, format)?) {
            Ok(rank) => fitting(
                choices
                    .get(rank)
                    .map_or_else(String::new, |choice| choice.value.clone()),
            ),
            Err(_) => fitting(text(value, format)?),
        },
        Kind::Combobox => fitting(text_or_word(value, format)?),
        Kind::Checkbox { value: sent } => checked(sent, value),
        Kind::Date => dated(value, |date| date.format("%Y-%m-%d")),
        Kind::Month => dated(value, |date| date.format("%Y-%m")),
        Kind::Number => number(&plain(value, format)?)
            .map(Entry::Text)
            .ok_or(Reason::NotANumber),
        Kind::Text => fitting(on_one_line(text(value, format)?)),
        Kind::Lines => fitting(text(value, format)?),
        Kind::Closed(reason) => Err(*reason),
    }
}

fn on_one_line(text: String) -> String {
    match text.contains('\n') {
        true => text.replace('\n', ", "),
        false => text,
    }
}

/// Every text of the value is a choice of its own, or none is.
fn several(choices: &[Choice], value: &Datum, format: Option<&str>) -> Result<Entry, Reason> {
    let one = |value: &Datum| choose(choices, &said(value, format)?);
    let chosen: Vec<_> = match value {
        Datum::Texts(texts) => texts
            .iter()
            .map(|text| one(&Datum::Text(text.clone())))
            .collect::<Result<_, _>>()?,
        value => vec![one(value)?],
    };
    let ranks = (0..choices.len()).filter(|rank| chosen.contains(rank));
    Ok(Entry::Choices(ranks.collect()))
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
    let is_sent = |text: &String| fold(text) == fold(sent);
    match value {
        Datum::Truth(truth) => Ok(Entry::Checked(*truth)),
        Datum::Date(_) => Err(Reason::Unfit),
        // A checkbox whose page gives it no value says nothing of what it stands for.
        _ if sent == "on" => Err(Reason::NoChoice),
        Datum::Text(text) | Datum::Number(text) => Ok(Entry::Checked(is_sent(text))),
        Datum::Texts(texts) => Ok(Entry::Checked(texts.iter().any(is_sent))),
    }
}

/// A value as text. A number is written as French does; a date without a format, as far as it is known.
fn text(value: &Datum, format: Option<&str>) -> Result<String, Reason> {
    match value {
        Datum::Number(number) => Ok(number.replace('.', ",")),
        value => plain(value, format),
    }
}

/// The same, with numbers as computers write them.
fn plain(value: &Datum, format: Option<&str>) -> Result<String, Reason> {
    match value {
        Datum::Text(text) | Datum::Number(text) => Ok(text.clone()),
        Datum::Texts(texts) => Ok(texts.join(" ")),
        Datum::Truth(_) => Err(Reason::Unfit),
        Datum::Date(date) => match format {
            Some(format) => date.format(format).ok_or(Reason::PartialDate),
            None => Ok(as_far_as_known(*date)),
        },
    }
}

/// The same, with a word for a truth: a choice that is not known yet has one.
fn text_or_word(value: &Datum, format: Option<&str>) -> Result<String, Reason> {
    match value {
        Datum::Truth(true) => Ok("Oui".to_owned()),
        Datum::Truth(false) => Ok("Non".to_owned()),
        value => text(value, format),
    }
}

fn as_far_as_known(date: PartialDate) -> String {
    [FRENCH_DATE, "%m/%Y", "%Y"]
        .iter()
        .find_map(|format| date.format(format))
        .unwrap_or_default()
}

/// The value as a choice may say it.
pub(super) fn said(value: &Datum, format: Option<&str>) -> Result<Said, Reason> {
    let texts = match (value, format) {
        (Datum::Truth(truth), _) => vec![truth.to_string()],
        (Datum::Date(date), None) => vec![date.to_string(), as_far_as_known(*date)],
        (Datum::Number(number), _) => vec![number.clone(), text(value, format)?],
        (value, format) => vec![plain(value, format)?],
    };
    let meaning = match (value, format) {
        (Datum::Date(date), Some("%m")) => date.mois().map(Meaning::Mois),
        (value, _) => Meaning::of_value(value),
    };
    Ok(Said { texts, meaning })
}

/// Whether a control of this kind that holds `held` holds the value, for which `new` would be written, in its own way
/// perhaps: a mask writes dates, numbers and telephone numbers as it likes.
pub(super) fn holds(kind: &Kind, held: Option<&Entry>, new: &Entry, value: &Datum) -> bool {
    match (held, new, kind) {
        (None, Entry::Checked(checked), _) => !checked,
        (None, _, _) => false,
        (Some(held), new, _) if held == new => true,
        (Some(Entry::Text(held)), Entry::Text(new), Kind::Combobox) => {
            says(held, new, value) || names(held, value)
        }
        (Some(Entry::Text(held)), Entry::Text(new), _) => says(held, new, value),
        (Some(Entry::Choice(held)), Entry::Choice(new), Kind::Choice(choices)) => {
            choices.get(*held) == choices.get(*new)
        }
        _ => false,
    }
}

/// Whether the words of a choice that is made say the value.
fn names(held: &str, value: &Datum) -> bool {
    let choice = Choice {
        value: held.to_owned(),
        label: held.to_owned(),
        enabled: true,
    };
    said(value, None).is_ok_and(|said| choose(&[choice], &said).is_ok())
}

/// Whether a text is this value, however it was written.
pub(super) fn says(held: &str, new: &str, value: &Datum) -> bool {
    match value {
        Datum::Number(_) => same_number(held, new),
        // `1.5.2020` is `01/05/2020`, and `5` the month `05`.
        Datum::Date(date) => fold(held) == fold(new) || PartialDate::parse_any(held) == Some(*date),
        Datum::Text(_) => {
            let is_same = same_text(held, new) || same_signs(held, new);
            is_same || same_telephone(held, new) || is_cut(new, held)
        }
        Datum::Texts(_) | Datum::Truth(_) => same_text(held, new),
    }
}

fn same_telephone(one: &str, other: &str) -> bool {
    let number = telephone::french(one);
    number.is_some() && number == telephone::french(other)
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
