//! What an operation is, as data: where it lives, in which versions, and what it takes.

use crate::{Argument, Error, Params};

/// One operation of the API, described as data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Operation {
    /// Provider and name, such as `dss.quotient_familial_identite`.
    pub name: &'static str,
    /// Its versions, the latest first.
    pub versions: &'static [Version],
    /// What it takes, in groups shared with other operations.
    pub(crate) groups: &'static [&'static [Parameter]],
}

/// One version of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Version {
    /// Its number: 3 for `/v3/…`.
    pub number: u8,
    /// Its path.
    pub path: &'static str,
    /// Whether the API announces its end; calling it warns.
    pub deprecated: bool,
}

/// One parameter of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Parameter {
    /// Its name, with its brackets when it is a list.
    pub name: &'static str,
    /// Whether a call without it is refused before it is sent.
    pub required: bool,
    /// How many values it takes; of a longer list the first ones are sent.
    pub most: usize,
    /// The first version that takes it; another one refuses it before it is sent.
    pub since: u8,
}

impl Parameter {
    /// A call without it is refused.
    pub(crate) const fn required(name: &'static str) -> Self {
        Self {
            required: true,
            ..Self::optional(name)
        }
    }

    /// A call may do without it.
    pub(crate) const fn optional(name: &'static str) -> Self {
        Self {
            name,
            required: false,
            most: usize::MAX,
            since: 0,
        }
    }

    /// Takes that many values.
    pub(crate) const fn at_most(self, most: usize) -> Self {
        Self { most, ..self }
    }

    /// Exists from this version on.
    pub(crate) const fn since(self, since: u8) -> Self {
        Self { since, ..self }
    }
}

impl Operation {
    /// The parameter of that name, when the operation takes it.
    pub fn parameter(&self, name: &str) -> Option<&'static Parameter> {
        self.parameters().find(|parameter| parameter.name == name)
    }

    /// What it takes beside the recipient and the delegation, which every operation takes.
    pub fn parameters(&self) -> impl Iterator<Item = &'static Parameter> + use<> {
        self.groups.iter().copied().flatten()
    }

    /// The version of that number, or the latest when none is asked for.
    pub(crate) fn version(&self, asked: Option<u8>) -> Result<&'static Version, Error> {
        let found = match asked {
            Some(number) => self
                .versions
                .iter()
                .find(|version| version.number == number),
            None => self.versions.first(),
        };
        found.ok_or_else(|| {
            let known = self.versions.iter().map(|version| version.number).collect();
            Argument::UnknownVersion {
                operation: self.name.into(),
                asked: asked.unwrap_or_default(),
                known,
            }
            .into()
        })
    }

    /// Refuses a call without what this version requires, or with what it does not take yet.
    pub(crate) fn check(&self, version: &Version, params: &Params) -> Result<(), Error> {
        let is_given = |name| params.pairs().any(|(given, _)| given == name);
        for parameter in self.parameters() {
            let (operation, parameter_name) = (self.name, parameter.name);
            if parameter.required && !is_given(parameter_name) {
                return Err(Argument::MissingParameter {
                    operation,
                    parameter: parameter_name,
                }
                .into());
            }
            if parameter.since > version.number && is_given(parameter_name) {
                return Err(Argument::LaterParameter {
                    operation,
                    parameter: parameter_name,
                    since: parameter.since,
                }
                .into());
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: Operation = Operation {
        name: "test.both",
        versions: &[
            Version {
                number: 4,
                path: "/v4/both",
                deprecated: false,
            },
            Version {
                number: 3,
                path: "/v3/both",
                deprecated: true,
            },
        ],
        groups: &[
            &[Parameter::required("noms[]")],
            &[Parameter::optional("annee").since(4)],
        ],
    };

    fn refusal(version: u8, params: Params) -> Option<Argument> {
        let version = BOTH.version(Some(version)).unwrap();
        match BOTH.check(version, &params) {
            Ok(()) => None,
            Err(Error::Argument(argument)) => Some(argument),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn the_latest_version_is_the_default_and_another_can_be_pinned() {
        assert_eq!(BOTH.version(None).unwrap().path, "/v4/both");
        assert_eq!(BOTH.version(Some(3)).unwrap().path, "/v3/both");
        assert!(matches!(
            BOTH.version(Some(5)),
            Err(Error::Argument(Argument::UnknownVersion { .. }))
        ));
    }

    #[test]
    fn a_required_parameter_is_missed_when_absent_or_blank() {
        let missing = Some(Argument::MissingParameter {
            operation: "test.both",
            parameter: "noms[]",
        });
        assert_eq!(refusal(4, Params::new()), missing);
        assert_eq!(
            refusal(4, Params::new().with("noms", vec!["", " "])),
            missing
        );
        assert_eq!(refusal(4, Params::new().with("noms", vec!["a"])), None);
    }

    #[test]
    fn a_version_refuses_what_only_a_later_one_takes() {
        let dated = Params::new()
            .with("noms", vec!["a"])
            .with("annee", 2026_u16);
        assert_eq!(refusal(4, dated.clone()), None);
        let later = Argument::LaterParameter {
            operation: "test.both",
            parameter: "annee",
            since: 4,
        };
        assert_eq!(refusal(3, dated), Some(later));
    }
}
