//! A way of asking a source: what it needs of the person, and the call it makes.

use std::collections::BTreeMap;

use model::date::PartialDate;
use model::derive;
use model::identite::IdentiteRules;
use model::rule::Rule;
use model::subject::{Answers, Needs};
use model::translate::{Carry, Origin, translate};
use serde_json::Value;

use super::errors::Errors;
use super::file::{AboutFile, Api, CarryFile, InputFile, ModeFile, OptionFile};
use crate::error::Error;

/// The inputs that an identity gives.
const IDENTITE_INPUTS: [&str; 13] = [
    "nom_naissance",
    "nom_usage",
    "prenoms",
    "premier_prenom",
    "sexe",
    "annee",
    "mois",
    "jour",
    "pays",
    "commune",
    "commune_ou_pays",
    "nom_commune",
    "departement",
];

/// A way of asking a source.
#[derive(Debug)]
pub(crate) struct Mode {
    pub(crate) api: Api,
    /// The path, in which `{input}` stands for a checked input: what may be written down of a call.
    pub(crate) path: String,
    /// The tag that a form must have to ask this way.
    pub(crate) only_for: Option<String>,
    pub(crate) about: Option<AboutFile>,
    pub(crate) identite: Option<IdentiteRules>,
    pub(crate) inputs: Vec<InputFile>,
    /// The source's own options that it takes, by name: the upstream parameter of each.
    pub(crate) options: BTreeMap<String, String>,
    pub(crate) errors: Errors,
    /// Whether the State makes a proof of the answer when it is asked to.
    pub(crate) proves: bool,
    parameters: BTreeMap<String, String>,
    carries: Vec<Carry>,
}

impl Mode {
    /// Checks the mode `name`; its options and errors are those of the source that are for it.
    pub(super) fn check(
        name: &str,
        file: ModeFile,
        options: &BTreeMap<String, OptionFile>,
        errors: Errors,
        fail: &impl Fn(&str) -> Error,
    ) -> Result<Self, Error> {
        let is_input = |name: &str| {
            let of_identity = file.identite.is_some() && IDENTITE_INPUTS.contains(&name);
            of_identity || file.input.iter().any(|input| input.name == name)
        };
        let named = file
            .parameters
            .values()
            .map(String::as_str)
            .chain(placeholders(&file.path));
        if let Some(unknown) = named.into_iter().find(|name| !is_input(name)) {
            return Err(fail(&no_input(unknown)));
        }
        let carries = file
            .carry
            .into_iter()
            .map(|carry| check_carry(carry, &is_input, fail))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            api: file.api,
            path: file.path,
            only_for: file.only_for,
            about: file.about,
            identite: file.identite,
            inputs: file.input,
            options: options
                .iter()
                .filter(|(_, option)| option.modes.hold(name))
                .map(|(option, taken)| (option.clone(), taken.parameter.clone()))
                .collect(),
            errors,
            proves: file.proves,
            parameters: file.parameters,
            carries,
        })
    }

    /// The `about` of the subjects made for this mode; none when they are the person who fills the form.
    pub(crate) fn about(&self) -> Option<&str> {
        self.about.as_ref().map(|about| about.id.as_str())
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

    /// The values of the names in the path.
    pub(crate) fn values(&self, answers: &Answers) -> Vec<(String, String)> {
        let value = |name: &str| Some((name.to_owned(), answers.get(name).first()?.clone()));
        placeholders(&self.path).filter_map(value).collect()
    }

    /// The upstream parameters for these answers. An input that was left empty gives none.
    pub(crate) fn parameters(&self, answers: &Answers) -> Vec<(String, String)> {
        let values = self.parameters.iter().flat_map(|(parameter, input)| {
            answers
                .get(input)
                .iter()
                .map(|value| (parameter.clone(), value.clone()))
        });
        values.collect()
    }

    /// An older or foreign answer at the paths that the catalogue declares; `None` when the answer is today's.
    pub(super) fn carried(
        &self,
        payload: &Value,
        inputs: &Answers,
        today: PartialDate,
    ) -> Option<Value> {
        (!self.carries.is_empty()).then(|| translate(payload, &self.carries, inputs, today))
    }
}

/// The names between braces in a path.
fn placeholders(path: &str) -> impl Iterator<Item = &str> {
    path.split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
}

fn check_carry(
    file: CarryFile,
    is_input: &impl Fn(&str) -> bool,
    fail: &impl Fn(&str) -> Error,
) -> Result<Carry, Error> {
    let from = match (file.from, file.input) {
        (Some(path), None) => Origin::Answer(path),
        (None, Some(input)) if is_input(&input) => Origin::Input(input),
        (None, Some(input)) => return Err(fail(&no_input(&input))),
        _ => {
            return Err(fail(&format!(
                "`{}` needs either `from` or `input`",
                file.path
            )));
        }
    };
    let by = file.by.map(|name| {
        derive::function(&name)
            .ok_or_else(|| fail(&format!("`{name}` is not a function that derives a field")))
    });
    Ok(Carry {
        path: file.path,
        from,
        by: by.transpose()?,
    })
}

fn no_input(name: &str) -> String {
    format!("`{name}` is not an input of this mode")
}
