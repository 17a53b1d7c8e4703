//! A source, checked: every name in its file refers to something that exists.

use std::collections::BTreeMap;

use model::derive;
use model::identite::IdentiteRules;
use model::lang::Text;
use model::path::Path;
use model::protocol::FieldType;
use model::rule::Rule;
use model::subject::{Answers, Needs};
use serde_json::Value;

use super::errors::Errors;
use super::file::{FieldFile, InputFile, ItemFile, ModeFile, PeriodFile, SourceFile};
use crate::error::Error;

/// The inputs that an identity gives.
const IDENTITE_INPUTS: [&str; 11] = [
    "nom_naissance",
    "nom_usage",
    "prenoms",
    "sexe",
    "annee",
    "mois",
    "jour",
    "pays",
    "commune",
    "nom_commune",
    "departement",
];

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
    /// A source's own options, by name: the upstream parameter of each.
    pub(crate) options: BTreeMap<String, String>,
    pub(crate) items: Vec<Item>,
    pub(crate) errors: Errors,
}

/// A way of asking a source.
#[derive(Debug)]
pub(crate) struct Mode {
    pub(crate) path: String,
    pub(crate) identite: Option<IdentiteRules>,
    pub(crate) inputs: Vec<InputFile>,
    parameters: BTreeMap<String, String>,
}

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
    derived: Option<(Path, derive::Function)>,
}

impl Source {
    /// Reads the file of the source `id`.
    pub(super) fn parse(id: &str, text: &str, common: &Errors) -> Result<Self, Error> {
        let fail = |what: &str| Error::catalogue(id, what);
        let file: SourceFile = toml::from_str(text).map_err(|error| fail(error.message()))?;
        let modes = file
            .modes
            .into_iter()
            .map(|(name, mode)| Ok((name, Mode::check(mode, &fail)?)));
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
            options: file
                .options
                .into_iter()
                .map(|(name, option)| (name, option.parameter))
                .collect(),
            items: items.collect::<Result<_, Error>>()?,
            errors: common.clone().with(file.error),
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

    /// Adds to `data` the derived fields.
    pub(crate) fn derive(&self, data: &mut Value) {
        for field in self.fields() {
            if let Some((from, function)) = &field.derived {
                derive::add(data, &field.path, from, *function);
            }
        }
    }
}

impl Mode {
    fn check(file: ModeFile, fail: &impl Fn(&str) -> Error) -> Result<Self, Error> {
        let is_input = |name: &str| {
            let of_identity = file.identite.is_some() && IDENTITE_INPUTS.contains(&name);
            of_identity || file.input.iter().any(|input| input.name == name)
        };
        match file.parameters.values().find(|name| !is_input(name)) {
            Some(unknown) => Err(fail(&format!("`{unknown}` is not an input of this mode"))),
            None => Ok(Self {
                path: file.path,
                identite: file.identite,
                inputs: file.input,
                parameters: file.parameters,
            }),
        }
    }

    /// What this mode needs of a subject, as lenient as the API itself.
    pub(crate) fn needs(&self) -> Needs {
        let rule = |input: &InputFile| (input.name.clone(), input.rule);
        Needs {
            identite: self.identite.map(IdentiteRules::as_the_api),
            inputs: self
                .inputs
                .iter()
                .map(rule)
                .collect::<BTreeMap<String, Rule>>(),
        }
    }

    /// The upstream parameters for these answers. An input that was left empty gives none.
    pub(crate) fn parameters<'a>(
        &'a self,
        answers: &'a Answers,
    ) -> impl Iterator<Item = (String, String)> + 'a {
        self.parameters.iter().flat_map(|(parameter, input)| {
            answers
                .get(input)
                .iter()
                .map(|value| (parameter.clone(), value.clone()))
        })
    }
}

impl Item {
    fn check(file: ItemFile, fail: &impl Fn(&str) -> Error) -> Result<Self, Error> {
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
            derived: derived.transpose()?,
        })
    }

    /// Whether the field is worked out here, and not in the payload.
    pub(crate) fn is_derived(&self) -> bool {
        self.derived.is_some()
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
}
