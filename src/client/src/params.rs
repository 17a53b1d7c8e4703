//! The parameters of a call: what is absent is dropped, and a list takes one pair of brackets.

use std::fmt;

use crate::{DelegationId, Operation, Siret};

/// The value of one parameter: absent, single, or a list.
///
/// Made from text, whole numbers, a [`Siret`], an `Option` or a list of texts. A blank text counts as absent,
/// because the API refuses empty parameters.
#[derive(Clone, PartialEq, Eq)]
pub enum Param {
    /// Not sent.
    Absent,
    /// Sent as `name=value`.
    One(String),
    /// Sent as `name[]=a&name[]=b`.
    Many(Vec<String>),
}

/// Parameters by name, in the order given.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Params(Vec<(String, Param)>);

impl Params {
    /// No parameter yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one parameter; an absent or blank value adds nothing.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl Into<Param>) -> Self {
        self.extend([(name, value)]);
        self
    }

    /// What an operation takes of these, and of each list as many values as it takes.
    pub(crate) fn taken_by(self, operation: &Operation) -> Self {
        let taken = self.0.into_iter().filter_map(|(name, mut value)| {
            let most = operation.parameter(&name)?.most;
            if let Param::Many(values) = &mut value {
                values.truncate(most);
            }
            Some((name, value))
        });
        Self(taken.collect())
    }

    /// The pairs to send: lists spread out, absent and blank values gone.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (String, &str)> {
        self.0.iter().flat_map(|(name, value)| spread(name, value))
    }
}

fn spread<'a>(name: &str, value: &'a Param) -> Vec<(String, &'a str)> {
    let (name, values) = match value {
        Param::Absent => return Vec::new(),
        Param::One(value) => (name.to_owned(), std::slice::from_ref(value)),
        Param::Many(values) => (
            format!("{}[]", name.trim_end_matches("[]")),
            values.as_slice(),
        ),
    };
    let given = values.iter().filter(|value| !value.trim().is_empty());
    given.map(|value| (name.clone(), value.as_str())).collect()
}

impl<N: Into<String>, V: Into<Param>> Extend<(N, V)> for Params {
    fn extend<I: IntoIterator<Item = (N, V)>>(&mut self, pairs: I) {
        self.0.extend(
            pairs
                .into_iter()
                .map(|(name, value)| (name.into(), value.into())),
        );
    }
}

impl<N: Into<String>, V: Into<Param>> FromIterator<(N, V)> for Params {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(pairs: I) -> Self {
        let mut params = Self::new();
        params.extend(pairs);
        params
    }
}

impl IntoIterator for Params {
    type Item = (String, Param);
    type IntoIter = std::vec::IntoIter<(String, Param)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl fmt::Debug for Params {
    /// Shows how many parameters there are, never a value.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Params({})", self.0.len())
    }
}

impl fmt::Debug for Param {
    /// Shows which form it takes, never the value.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Absent => "Absent",
            Self::One(_) => "One(..)",
            Self::Many(_) => "Many(..)",
        })
    }
}

impl From<&str> for Param {
    fn from(text: &str) -> Self {
        Self::One(text.to_owned())
    }
}

impl From<String> for Param {
    fn from(text: String) -> Self {
        Self::One(text)
    }
}

impl From<&Siret> for Param {
    fn from(siret: &Siret) -> Self {
        Self::One(siret.to_string())
    }
}

impl From<&DelegationId> for Param {
    fn from(delegation: &DelegationId) -> Self {
        Self::One(delegation.to_string())
    }
}

impl From<u8> for Param {
    fn from(number: u8) -> Self {
        Self::One(number.to_string())
    }
}

impl From<u16> for Param {
    fn from(number: u16) -> Self {
        Self::One(number.to_string())
    }
}

impl<T: Into<Param>> From<Option<T>> for Param {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Absent, Into::into)
    }
}

impl<T: Into<String>> From<Vec<T>> for Param {
    fn from(values: Vec<T>) -> Self {
        Self::Many(values.into_iter().map(Into::into).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(params: &Params) -> Vec<String> {
        params
            .pairs()
            .map(|(name, value)| format!("{name}={value}"))
            .collect()
    }

    #[test]
    fn absent_and_blank_values_are_dropped() {
        let params = Params::new()
            .with("a", None::<&str>)
            .with("b", "")
            .with("c", "  ")
            .with("d", vec!["", "x"])
            .with("e", 0_u8);
        assert_eq!(sent(&params), ["d[]=x", "e=0"]);
    }

    #[test]
    fn a_list_takes_one_pair_of_brackets_however_it_is_named() {
        let list = || vec!["JEANNE", "ALICE"];
        let expected = ["prenoms[]=JEANNE", "prenoms[]=ALICE"];
        assert_eq!(sent(&Params::new().with("prenoms", list())), expected);
        assert_eq!(sent(&Params::new().with("prenoms[]", list())), expected);
        assert_eq!(
            sent(
                &[("prenoms[]", "JEANNE"), ("prenoms[]", "ALICE")]
                    .into_iter()
                    .collect()
            ),
            expected
        );
    }

    #[test]
    fn debug_shows_no_value() {
        let params = Params::new().with("nomNaissance", "LEFEBVRE");
        assert_eq!(format!("{params:?}"), "Params(1)");
        assert_eq!(
            format!("{:?}", params.into_iter().next().unwrap().1),
            "One(..)"
        );
    }
}
