//! One case file, in the official format, and what this sandbox adds to it: `delay_ms`.

use std::{collections::BTreeMap, time::Duration};

use serde::Deserialize;
use serde_json::Value;

use crate::{api::Problem, error::Flaw, key::Key, operations::Operation, texts};

/// One case, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Case {
    /// Its file, below the folder of cases.
    pub(crate) file: String,
    pub(crate) title: Option<String>,
    pub(crate) description: String,
    /// Its parameters as text; an array's name carries its brackets.
    pub(crate) params: BTreeMap<String, Vec<String>>,
    pub(crate) status: u16,
    /// The body, as written.
    pub(crate) payload: String,
    /// How long the answer takes.
    pub(crate) delay: Duration,
}

/// The file's own shape. The other keys of the official format (`example`) are read by other tools.
#[derive(Deserialize)]
struct Raw {
    description: String,
    params: Option<BTreeMap<String, serde_norway::Value>>,
    status: u16,
    payload: String,
    title: Option<String>,
    #[serde(default)]
    delay_ms: u64,
}

impl Case {
    /// Reads a case file.
    ///
    /// # Errors
    /// The first flaw found, with its line and never the content.
    pub(crate) fn parse(file: &str, text: &str) -> Result<Self, Flaw> {
        let line = |error: serde_norway::Error| error.location().map_or(0, |place| place.line());
        let raw: Raw =
            serde_norway::from_str(text).map_err(|error| Flaw::Yaml { line: line(error) })?;
        if raw.description.trim().is_empty() {
            return Err(Flaw::Description);
        }
        if !(100..=599).contains(&raw.status) {
            return Err(Flaw::Status(raw.status));
        }
        serde_json::from_str::<Value>(&raw.payload)
            .map_err(|error| Flaw::Payload { line: error.line() })?;
        let params = raw.params.unwrap_or_default();
        Ok(Self {
            file: file.to_owned(),
            title: raw.title,
            description: raw.description,
            params: params
                .iter()
                .map(|(name, value)| parameter(name, value))
                .collect::<Result<_, _>>()?,
            status: raw.status,
            payload: raw.payload,
            delay: Duration::from_millis(raw.delay_ms),
        })
    }

    /// The answer to everybody else where a folder has no `404.yaml`, as some official ones do.
    pub(crate) fn not_found(operation: &Operation) -> Self {
        let text = texts::PROVIDER_NOT_FOUND;
        let code = format!("{}{}", operation.provider.prefix, text.code);
        let provider = Some(operation.provider.name);
        let problem = Problem {
            code,
            provider,
            ..Problem::new(404, text)
        };
        Self {
            file: String::new(),
            title: None,
            description: text.detail.to_owned(),
            params: BTreeMap::new(),
            status: 404,
            payload: operation.api.body(&[problem]).to_string(),
            delay: Duration::ZERO,
        }
    }

    /// What calls are compared with.
    pub(crate) fn key(&self) -> Key {
        let mut key = Key::default();
        for (name, values) in &self.params {
            match (name.strip_suffix("[]"), values.first()) {
                (Some(name), _) => key.set_list(name, values.iter().map(String::as_str)),
                (None, Some(value)) => key.set(name, value),
                (None, None) => {}
            }
        }
        key
    }

    /// The seconds to wait that the payload announces.
    pub(crate) fn retry_after(&self) -> Option<u64> {
        let payload: Value = serde_json::from_str(&self.payload).ok()?;
        payload.pointer("/errors/0/meta/retry_in")?.as_u64()
    }
}

fn parameter(name: &str, value: &serde_norway::Value) -> Result<(String, Vec<String>), Flaw> {
    let flaw = || Flaw::Parameter(name.to_owned());
    match value {
        serde_norway::Value::Sequence(items) => {
            let items = items
                .iter()
                .map(|item| scalar(item).ok_or_else(flaw))
                .collect::<Result<_, _>>()?;
            Ok((format!("{name}[]"), items))
        }
        value => Ok((name.to_owned(), vec![scalar(value).ok_or_else(flaw)?])),
    }
}

fn scalar(value: &serde_norway::Value) -> Option<String> {
    match value {
        serde_norway::Value::Null => Some(String::new()),
        serde_norway::Value::Bool(value) => Some(value.to_string()),
        serde_norway::Value::Number(value) => Some(value.to_string()),
        serde_norway::Value::String(value) => Some(value.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "description: x\nparams:\n  annee: 1985\n  prenoms: [Ana, '']\nstatus: 200\npayload: '{}'\n";

    fn flaw(text: &str) -> Flaw {
        Case::parse("a.yaml", text).unwrap_err()
    }

    #[test]
    fn numbers_are_text_and_arrays_carry_their_brackets() {
        let case = Case::parse("a.yaml", GOOD).unwrap();
        assert_eq!(case.params["annee"], ["1985"]);
        assert_eq!(case.params["prenoms[]"], ["Ana", ""]);
        let mut key = Key::default();
        key.set("annee", "1985");
        key.set_list("prenoms", ["ANA"]);
        assert_eq!(case.key(), key);
        assert_eq!(case.delay, Duration::ZERO);
    }

    #[test]
    fn the_optional_keys_are_read_and_unknown_ones_ignored() {
        let text = format!("{GOOD}title: t\nexample: true\ndelay_ms: 40\n");
        let case = Case::parse("a.yaml", &text).unwrap();
        assert_eq!(
            (case.title.as_deref(), case.delay),
            (Some("t"), Duration::from_millis(40))
        );
    }

    #[test]
    fn each_flaw_says_where_it_is() {
        assert_eq!(
            flaw(&GOOD.replace("'{}'", "'{'")),
            Flaw::Payload { line: 1 }
        );
        assert_eq!(flaw(&GOOD.replace("200", "99")), Flaw::Status(99));
        assert_eq!(flaw(&GOOD.replace("200", "600")), Flaw::Status(600));
        assert_eq!(
            flaw(&GOOD.replace("description: x", "description: ' '")),
            Flaw::Description
        );
        assert_eq!(
            flaw(&GOOD.replace("1985", "{a: 1}")),
            Flaw::Parameter("annee".to_owned())
        );
        assert_eq!(
            flaw(&GOOD.replace("200", "deux cents")),
            Flaw::Yaml { line: 5 }
        );
        assert!(matches!(flaw("a: [\n"), Flaw::Yaml { line: 1.. }));
        assert!(matches!(flaw("params: {}\n"), Flaw::Yaml { .. }));
    }

    #[test]
    fn a_retry_delay_is_read_from_the_payload() {
        let text = GOOD.replace("'{}'", r#"'{"errors":[{"meta":{"retry_in":7}}]}'"#);
        assert_eq!(Case::parse("a.yaml", &text).unwrap().retry_after(), Some(7));
        assert_eq!(Case::parse("a.yaml", GOOD).unwrap().retry_after(), None);
    }
}
