//! A source, checked: every name in its file refers to something that exists.

use std::collections::{BTreeMap, BTreeSet};

use model::date::PartialDate;
use model::lang::{Lang, Text, capitalised};
use model::minimise::keep;
use model::path::Path;
use model::subject::Answers;
use serde_json::Value;

use super::errors::Errors;
use super::field::{Field, Item};
use super::file::{PeriodFile, RefusedFile, SourceFile};
use super::mode::Mode;
use crate::error::Error;

/// A source of data.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) id: String,
    pub(crate) label: Text,
    pub(crate) help: Text,
    pub(crate) provider: String,
    pub(crate) provider_name: Text,
    pub(crate) correction: Text,
    pub(crate) answered_by: Option<Path>,
    pub(crate) period: Option<PeriodFile>,
    pub(crate) modes: BTreeMap<String, Mode>,
    pub(crate) monthly: bool,
    pub(crate) refused_for: Vec<RefusedFile>,
    pub(crate) items: Vec<Item>,
}

impl Source {
    /// Reads the file of the source `id`.
    pub(super) fn parse(id: &str, text: &str, common: &Errors) -> Result<Self, Error> {
        let fail = |what: &str| Error::catalogue(id, what);
        let file: SourceFile = toml::from_str(text).map_err(|error| fail(error.message()))?;
        if let Some(unknown) = unknown_mode(&file) {
            return Err(fail(&format!("`{unknown}` is not a mode of this source")));
        }
        let modes = file.modes.into_iter().map(|(name, mode)| {
            let own = file.error.iter().filter(|error| error.modes.hold(&name));
            let errors = common.clone().with(own);
            let mode = Mode::check(&name, mode, &file.options, errors, &fail)?;
            Ok((name, mode))
        });
        let items = file.item.into_iter().map(|item| Item::check(item, &fail));
        Ok(Self {
            id: id.to_owned(),
            label: file.label,
            help: file.help,
            provider: file.provider.id,
            provider_name: file.provider.name,
            correction: file.provider.correction,
            answered_by: file.provider.answered_by,
            period: file.provider.period,
            modes: modes.collect::<Result<_, Error>>()?,
            monthly: file.monthly,
            refused_for: file.refused_for,
            items: items.collect::<Result<_, Error>>()?,
        })
    }

    /// Every field, item by item.
    pub(crate) fn fields(&self) -> impl Iterator<Item = &Field> {
        self.items.iter().flat_map(|item| &item.fields)
    }

    /// The paths of the fields that `item` covers; none when the source has no such item.
    pub(crate) fn fields_under<'a>(&'a self, item: &'a Path) -> impl Iterator<Item = &'a Field> {
        self.fields().filter(|field| item.covers(&field.path))
    }

    /// The item of this very path, when it is one that is named as a whole.
    pub(crate) fn item(&self, path: &Path) -> Option<&Item> {
        self.items.iter().find(|item| item.path == *path)
    }

    /// The API scopes that `field` needs: its own, or those of what it is worked out from.
    pub(crate) fn scopes<'a>(&'a self, field: &'a Field) -> BTreeSet<&'a str> {
        let origins = field.origin().into_iter();
        let origins = origins.flat_map(|from| self.fields_under(from));
        let fields = std::iter::once(field).chain(origins);
        fields.filter_map(|field| field.scope.as_deref()).collect()
    }

    /// The name of what a form asks for at `path`: the item's own, or those of the fields it brings.
    pub(crate) fn name_of(&self, path: &Path, lang: Lang) -> String {
        let of_fields = || {
            let labels = self.fields_under(path).map(|field| field.label.get(lang));
            capitalised(&labels.collect::<Vec<_>>().join(", "))
        };
        let item = self.item(path);
        item.map_or_else(of_fields, |item| item.label.get(lang).to_owned())
    }

    /// What an answer to `mode`, asked with `inputs`, says at the catalogue's paths. What stands at the place of a derived field goes no further,
    /// unless an older answer is known to give it.
    pub(crate) fn read(
        &self,
        mode: &Mode,
        payload: &Value,
        inputs: &Answers,
        today: PartialDate,
    ) -> Value {
        mode.carried(payload, inputs, today).unwrap_or_else(|| {
            let given = self.fields().filter(|field| !field.is_derived());
            keep(
                payload,
                &given.map(|field| field.path.clone()).collect::<Vec<_>>(),
            )
        })
    }

    /// Adds to `data` the derived fields, and makes unknown what means nothing at this time of the year.
    pub(crate) fn derive(&self, data: &mut Value, today: PartialDate) {
        for field in self.fields() {
            field.complete(data, today);
        }
    }
}

/// A mode that an option or an error is for, and that the source does not have.
fn unknown_mode(file: &SourceFile) -> Option<&str> {
    let options = file.options.values().map(|option| &option.modes);
    let errors = file.error.iter().map(|error| &error.modes);
    let mut named = options.chain(errors).flat_map(|modes| &modes.0);
    let unknown = named.find(|name| !file.modes.contains_key(*name));
    unknown.map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::super::Catalogue;
    use super::*;
    use serde_json::json;

    #[test]
    fn what_the_api_puts_in_place_of_a_derived_field_is_dropped() {
        let catalogue = Catalogue::load().unwrap();
        let source = catalogue.get("quotient_familial").unwrap();
        let payload = json!({ "adresse": { "code_postal_ville": "?", "commune": "<b>", "nir": 1 }, "enfants.nombre": 9 });
        let today = PartialDate::new(2026, Some(11), Some(22)).unwrap();
        let data = source.read(
            &source.modes["identite"],
            &payload,
            &Answers::default(),
            today,
        );
        assert_eq!(data, json!({ "adresse": { "code_postal_ville": "?" } }));
    }
}
