//! How each control writes a date: as the page says, else as its words let it be known.

use model::fill::{Hint, date_format, date_parts};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlInputElement};

use super::field::Field;
use super::outline::Part;
use super::{dom, label, sections};

/// The format of each control.
pub(super) fn of_all(parts: &[Part]) -> Vec<Option<String>> {
    let mut formats: Vec<_> = parts.iter().map(of_one).collect();
    let mut rank = 0;
    while let Some(rest) = parts.get(rank..).filter(|rest| !rest.is_empty()) {
        let found = parts_of_date(rest);
        let places = formats.iter_mut().skip(rank).zip(rest);
        for ((place, part), format) in places.zip(&found) {
            *place = part.format.clone().or(Some((*format).to_owned()));
        }
        rank += found.len().max(1);
    }
    formats
}

/// The part of a date that each of two or three controls takes.
pub(super) fn of_parts(fields: &[Field]) -> Option<Vec<&'static str>> {
    date_parts(&fields.iter().map(hint).collect::<Vec<_>>())
}

/// An example may stand in the control or in its label.
fn of_one(part: &Part) -> Option<String> {
    let example = || {
        let input = part.field.first()?.dyn_into::<HtmlInputElement>().ok()?;
        let said = date_format(&input.placeholder()).or_else(|| date_format(&label::whole(&input)));
        said.or_else(|| date_format(&sections::text(&input)?))
    };
    part.format.clone().or_else(example)
}

/// Day, month and year stand side by side and are filled from the same path: the parts that the first controls take.
fn parts_of_date(parts: &[Part]) -> Vec<&'static str> {
    let first = parts.first().map(|part| &part.target);
    let same = parts.iter().take_while(|part| Some(&part.target) == first);
    let fields: Vec<_> = same.take(3).map(|part| part.field.clone()).collect();
    let mut counts = (2..=fields.len()).rev();
    let found = counts.find_map(|count| of_parts(fields.get(..count)?));
    found.unwrap_or_default()
}

fn hint(field: &Field) -> Hint {
    let attributes = ["autocomplete", "name", "id", "placeholder", "aria-label"];
    let said = |element: Element| {
        let said = attributes
            .iter()
            .filter_map(|name| dom::attribute(&element, name));
        said.chain([label::of(&element)]).collect()
    };
    Hint {
        words: field.first().map(said).unwrap_or_default(),
        maxlength: field.maxlength(),
    }
}
