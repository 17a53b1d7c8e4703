//! What a source gives: items to agree to, and the fields they bring.

use model::date::PartialDate;
use model::derive;
use model::lang::Text;
use model::path::Path;
use model::protocol::FieldType;
use serde_json::Value;

use super::file::{FieldFile, ItemFile, UnknownFile};
use crate::error::Error;

/// A group of fields that is agreed to at once.
#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) path: Path,
    pub(crate) label: Text,
    pub(crate) fields: Vec<Field>,
}

/// A field that the source gives, or that is worked out from what it gives.
#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) path: Path,
    pub(crate) kind: FieldType,
    pub(crate) label: Text,
    /// The API scope that unlocks it; a derived field has none of its own.
    pub(crate) scope: Option<String>,
    derived: Option<(Path, derive::Function)>,
    unknown: Option<UnknownFile>,
}

impl Item {
    pub(super) fn check(file: ItemFile, fail: &impl Fn(&str) -> Error) -> Result<Self, Error> {
        if let Some(stray) = file
            .field
            .iter()
            .find(|field| !file.path.covers(&field.path))
        {
            return Err(fail(&format!(
                "`{}` does not lie under its item `{}`",
                stray.path, file.path
            )));
        }
        let fields = file
            .field
            .into_iter()
            .map(|field| Field::check(field, fail))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            path: file.path,
            label: file.label,
            fields,
        })
    }
}

impl Field {
    fn check(file: FieldFile, fail: &impl Fn(&str) -> Error) -> Result<Self, Error> {
        if file.scope.is_some() == file.derived.is_some() {
            return Err(fail(&format!(
                "`{}` needs either a `scope` or `derived`",
                file.path
            )));
        }
        let derived = file
            .derived
            .map(|derived| match derive::function(&derived.by) {
                Some(function) => Ok((derived.from, function)),
                None => Err(fail(&format!(
                    "`{}` is not a function that derives a field",
                    derived.by
                ))),
            });
        Ok(Self {
            path: file.path,
            kind: file.kind,
            label: file.label,
            scope: file.scope,
            derived: derived.transpose()?,
            unknown: file.unknown,
        })
    }

    /// Whether the field is worked out here, and not in the payload.
    pub(crate) fn is_derived(&self) -> bool {
        self.derived.is_some()
    }

    /// Where a derived field comes from.
    pub(super) fn origin(&self) -> Option<&Path> {
        self.derived.as_ref().map(|(from, _)| from)
    }

    /// Whether `value` can be a value of this field; null always can.
    pub(crate) fn accepts(&self, value: &Value) -> bool {
        match self.kind {
            _ if value.is_null() => true,
            FieldType::Text | FieldType::Date => value.is_string(),
            FieldType::Integer => value.is_i64() || value.is_u64(),
            FieldType::Number => value.is_number(),
            FieldType::Boolean => value.is_boolean(),
        }
    }

    /// Works this field out in `data`, or makes it unknown when it means nothing today.
    pub(super) fn complete(&self, data: &mut Value, today: PartialDate) {
        if let Some((from, function)) = &self.derived {
            derive::add(data, &self.path, from, *function, today);
        }
        if let Some(unknown) = self
            .unknown
            .as_ref()
            .filter(|unknown| unknown.covers(today))
            && let Some(value) = data.get_mut(self.path.to_string())
            && *value == unknown.value
        {
            *value = Value::Null;
        }
    }
}

impl UnknownFile {
    /// Whether the value means nothing on `day`.
    fn covers(&self, day: PartialDate) -> bool {
        let day = [
            day.mois().unwrap_or_default(),
            day.jour().unwrap_or_default(),
        ];
        (self.from..self.until).contains(&day)
    }
}
