//! Paths to the data of a source, in the API's own names: `quotient_familial.valeur`, `enfants[].prenoms`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Into the member of this name.
    Key(String),
    /// Into every element of a list: `[]`.
    Each,
    /// Into one element of a list, counted from 0: `[1]`.
    Index(usize),
}

/// A path that is well made: at least one name, no empty step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Path(Vec<Step>);

/// A text that is no path. It holds the text: paths are written by the people who set a form up, never by citizens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathError(pub String);

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is not a path; write names separated by dots, such as `enfants[].prenoms`",
            self.0
        )
    }
}

impl std::error::Error for PathError {}

impl FromStr for Path {
    type Err = PathError;

    fn from_str(text: &str) -> Result<Self, PathError> {
        let mut steps = Vec::new();
        for part in text.split('.') {
            read_part(part, &mut steps).ok_or_else(|| PathError(text.to_owned()))?;
        }
        Ok(Self(steps))
    }
}

/// Reads `name`, `name[]` or `name[2]`.
fn read_part(part: &str, steps: &mut Vec<Step>) -> Option<()> {
    let (name, list) = part
        .split_once('[')
        .map_or((part, None), |(name, list)| (name, Some(list)));
    let is_name = !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if !is_name {
        return None;
    }
    steps.push(Step::Key(name.to_owned()));
    match list.map(|list| list.strip_suffix(']')) {
        None => {}
        Some(Some("")) => steps.push(Step::Each),
        Some(Some(index)) => steps.push(Step::Index(index.parse().ok()?)),
        Some(None) => return None,
    }
    Some(())
}

impl TryFrom<String> for Path {
    type Error = PathError;

    fn try_from(text: String) -> Result<Self, PathError> {
        text.parse()
    }
}

impl From<Path> for String {
    fn from(path: Path) -> Self {
        path.to_string()
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (rank, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(name) if rank == 0 => write!(f, "{name}")?,
                Step::Key(name) => write!(f, ".{name}")?,
                Step::Each => write!(f, "[]")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

impl Path {
    /// The steps, from the outside in.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// The names of the path alone: a list and its elements count as one.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|step| match step {
            Step::Key(name) => Some(name.as_str()),
            Step::Each | Step::Index(_) => None,
        })
    }

    /// Whether `other` is this path or lies under it: `enfants` covers `enfants[].prenoms`.
    pub fn covers(&self, other: &Self) -> bool {
        let mut theirs = other.names();
        self.names().all(|name| theirs.next() == Some(name))
    }

    /// Whether the path leads into one row of a list, by its rank.
    pub fn names_a_row(&self) -> bool {
        self.0.iter().any(|step| matches!(step, Step::Index(_)))
    }

    /// The same path with its first `[]` replaced by `[row]`: one row of a list.
    #[must_use]
    pub fn at_row(&self, row: usize) -> Self {
        let mut steps = self.0.clone();
        if let Some(each) = steps.iter_mut().find(|step| **step == Step::Each) {
            *each = Step::Index(row);
        }
        Self(steps)
    }

    /// The list that the first `[]` of the path goes through: `enfants` of `enfants[].prenoms`. `None` without a `[]`.
    #[must_use]
    pub fn first_list(&self) -> Option<Self> {
        let end = self.0.iter().position(|step| *step == Step::Each)?;
        Some(Self(self.0.get(..end)?.to_vec()))
    }

    /// What `data` holds at this path; `None` when it is absent. A `[]` stands for the first element.
    ///
    /// A derived field of a list, such as `enfants.nombre`, stands beside the list under its whole path.
    pub fn find<'a>(&self, data: &'a Value) -> Option<&'a Value> {
        if let Some(found) = data.get(self.to_string()) {
            return Some(found);
        }
        self.0.iter().try_fold(data, |value, step| match step {
            Step::Key(name) => value.get(name),
            Step::Each => value.get(0),
            Step::Index(index) => value.get(index),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn path(text: &str) -> Path {
        text.parse().unwrap()
    }

    #[test]
    fn a_path_is_written_as_it_was_read() {
        for text in [
            "valeur",
            "quotient_familial.valeur",
            "enfants[].prenoms",
            "allocataires[1].sexe",
            "prenoms[]",
        ] {
            assert_eq!(path(text).to_string(), text);
        }
    }

    #[test]
    fn what_is_no_path_is_refused() {
        for text in [
            "", ".", "a.", "a..b", "a[", "a[x]", "a]", "[]", "a b", "é", "a[-1]", "a[][0]",
        ] {
            assert!(text.parse::<Path>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_path_covers_itself_and_what_is_under_it() {
        assert!(path("enfants").covers(&path("enfants[].prenoms")));
        assert!(path("enfants[].prenoms").covers(&path("enfants[0].prenoms")));
        assert!(path("adresse").covers(&path("adresse")));
        assert!(!path("adresse.pays").covers(&path("adresse")));
        assert!(!path("adresse").covers(&path("adresses")));
    }

    #[test]
    fn a_path_names_the_list_it_goes_through_first() {
        let list = |text: &str| path(text).first_list().map(|list| list.to_string());
        assert_eq!(list("enfants[].prenoms").as_deref(), Some("enfants"));
        assert_eq!(list("a[0].b[].c[].d").as_deref(), Some("a[0].b"));
        assert_eq!(list("enfants[1].prenoms"), None);
    }

    #[test]
    fn absent_and_null_are_told_apart() {
        let data = json!({ "quotient_familial": { "valeur": null }, "enfants": [{ "sexe": "F" }], "enfants.nombre": 1 });
        assert_eq!(
            path("quotient_familial.valeur").find(&data),
            Some(&Value::Null)
        );
        assert_eq!(path("quotient_familial.mois").find(&data), None);
        assert_eq!(path("enfants[].sexe").find(&data), Some(&json!("F")));
        assert_eq!(path("enfants[1].sexe").find(&data), None);
        assert_eq!(path("enfants.nombre").find(&data), Some(&json!(1)));
        assert_eq!(
            path("enfants[].sexe").at_row(1).to_string(),
            "enfants[1].sexe"
        );
    }
}
