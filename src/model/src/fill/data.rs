//! Looking a value up in what the sources gave.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Reason, Target};
use crate::date::PartialDate;
use crate::path::{Path, Step};
use crate::protocol::{FieldType, Source, SourceResult};

use super::fold;

/// The sources of a form, in order, and what they gave.
#[derive(Clone, Copy, Debug)]
pub struct Data<'a> {
    /// The sources, in the order to look in them.
    pub sources: &'a [Source],
    /// What came of each.
    pub results: &'a BTreeMap<String, SourceResult>,
    /// The items that the person agreed to, by source.
    pub agreed: &'a BTreeMap<String, Vec<Path>>,
}

/// A value, in the sense that decides how it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Datum {
    Text(String),
    /// First names, which some sources give as a list.
    Texts(Vec<String>),
    Number(String),
    Truth(bool),
    Date(PartialDate),
}

impl<'a> Data<'a> {
    /// The first source that has something at `target`, null included, and what it has.
    pub(super) fn find(&self, target: &Target) -> Option<(&'a Source, &'a Value)> {
        self.sources_of(target).find_map(|source| {
            let data = self.results.get(&source.id)?.data.as_ref()?;
            Some((source, target.path.find(data)?))
        })
    }

    fn sources_of<'t>(&self, target: &'t Target) -> impl Iterator<Item = &'a Source> + use<'a, 't> {
        let named = target.source.as_ref();
        let is_meant = move |source: &&Source| named.is_none_or(|id| *id == source.id);
        self.sources.iter().filter(is_meant)
    }

    /// The value at `target` and its source.
    pub(super) fn read(&self, target: &Target) -> Result<(&'a str, Datum), Reason> {
        let (source, value) = self.find(target).ok_or_else(|| self.why_absent(target))?;
        Ok((&source.id, datum(value, field_type(source, &target.path))?))
    }

    /// Whether a source of the form would have given it, had the person agreed.
    fn why_absent(&self, target: &Target) -> Reason {
        let items = |source: &Source| {
            source
                .items
                .iter()
                .any(|item| item.path.covers(&target.path))
        };
        let is_agreed = |source: &Source| {
            let mut agreed = self.agreed.get(&source.id).into_iter().flatten();
            agreed.any(|item| item.covers(&target.path))
        };
        let is_offered = self.sources_of(target).any(items);
        match is_offered && !self.sources_of(target).any(is_agreed) {
            true => Reason::NotAgreed,
            false => Reason::Absent,
        }
    }

    /// How many elements the list at `target` has.
    pub(super) fn length(&self, target: &Target) -> Result<usize, Reason> {
        match self.find(target).ok_or_else(|| self.why_absent(target))?.1 {
            Value::Array(elements) => Ok(elements.len()),
            Value::Null => Err(Reason::Unknown),
            _ => Err(Reason::Unfit),
        }
    }

    /// Whether a list on the way to `target` is known and shorter than it would need to be: there is no second parent,
    /// so that nothing about one is missing.
    pub(super) fn is_past_the_end(&self, target: &Target) -> bool {
        let data = self.sources_of(target).filter_map(|source| {
            let result = self.results.get(&source.id)?;
            result.data.as_ref()
        });
        data.into_iter()
            .any(|data| ends_before(data, target.path.steps()))
    }

    /// The label that the form's definition has for a field or an item; the path itself when it has none.
    pub fn label(&self, path: &Path) -> String {
        let items = || self.sources.iter().flat_map(|source| &source.items);
        let fields =
            items().flat_map(|item| item.fields.iter().map(|field| (&field.path, &field.label)));
        let mut labels = fields.chain(items().map(|item| (&item.path, &item.label)));
        let named = labels.find(|(known, _)| have_same_names(known, path));
        named.map_or_else(|| path.to_string(), |(_, label)| label.clone())
    }
}

/// Whether the way through `data` ends at a list that is too short.
fn ends_before(data: &Value, steps: &[Step]) -> bool {
    let mut place = data;
    for step in steps {
        let (index, next) = match step {
            Step::Key(name) => (None, place.get(&**name)),
            Step::Index(index) => (Some(*index), place.get(index)),
            Step::Each => (Some(0), place.get(0)),
        };
        match (next, index, place) {
            (Some(next), _, _) => place = next,
            (None, Some(index), Value::Array(list)) => return index >= list.len(),
            _ => return false,
        }
    }
    false
}

/// Whether two paths lead to the same field, in whichever rows. Most do not end alike, which is soon seen.
fn have_same_names(one: &Path, other: &Path) -> bool {
    match (one.steps().last(), other.steps().last()) {
        (Some(Step::Key(one)), Some(Step::Key(other))) if one != other => false,
        _ => one.names().eq(other.names()),
    }
}

fn field_type(source: &Source, path: &Path) -> Option<FieldType> {
    let mut fields = source.items.iter().flat_map(|item| &item.fields);
    let field = fields.find(|field| have_same_names(&field.path, path))?;
    Some(field.kind)
}

/// The sense of a value: of the type that is declared, else of the one it looks like.
pub(super) fn datum(value: &Value, declared: Option<FieldType>) -> Result<Datum, Reason> {
    match value {
        Value::Null => Err(Reason::Unknown),
        Value::Bool(truth) => Ok(Datum::Truth(*truth)),
        Value::Number(number) => Ok(Datum::Number(plain_number(&number.to_string()))),
        Value::String(text) => text_datum(text.trim(), declared),
        Value::Array(elements) => texts(elements),
        Value::Object(_) => Err(Reason::Unfit),
    }
}

fn plain_number(text: &str) -> String {
    fold::number(text).unwrap_or_else(|| text.to_owned())
}

fn texts(elements: &[Value]) -> Result<Datum, Reason> {
    let texts: Option<Vec<_>> = elements.iter().map(Value::as_str).collect();
    let texts = texts.ok_or(Reason::Unfit)?.into_iter().map(str::trim);
    let texts: Vec<_> = texts
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
        .collect();
    match texts.is_empty() {
        true => Err(Reason::Unknown),
        false => Ok(Datum::Texts(texts)),
    }
}

fn text_datum(text: &str, declared: Option<FieldType>) -> Result<Datum, Reason> {
    let may_be_a_date = matches!(declared, None | Some(FieldType::Date));
    match PartialDate::parse_iso(text) {
        _ if text.is_empty() => Err(Reason::Unknown),
        Some(date) if may_be_a_date => Ok(Datum::Date(date)),
        // The API writes a wholly unknown date in zeros.
        _ if may_be_a_date && text.starts_with("0000-00-00") => Err(Reason::Unknown),
        _ if matches!(declared, Some(FieldType::Integer | FieldType::Number)) => {
            Ok(Datum::Number(plain_number(text)))
        }
        _ => Ok(Datum::Text(text.to_owned())),
    }
}
