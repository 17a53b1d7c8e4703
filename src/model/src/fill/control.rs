//! What the controls of a form are and hold, as the page tells it.

use std::fmt;
use std::str::FromStr;

use super::Reason;
use crate::path::{Path, PathError, Step};

/// Where the value of a control comes from: `enfants[].prenoms`, or `quotient_familial:enfants[].prenoms` to name the
/// source too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The only source to look in; every source of the form, in order, when it is not named.
    pub source: Option<String>,
    /// Where the value stands in the data of a source.
    pub path: Path,
}

impl FromStr for Target {
    type Err = PathError;

    fn from_str(text: &str) -> Result<Self, PathError> {
        let text = text.trim();
        let (source, path) = match text.split_once(':') {
            Some((source, path)) => (Some(source.trim().to_owned()), path.trim()),
            None => (None, text),
        };
        let path = path.parse()?;
        Ok(Self { source, path })
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.source {
            Some(source) => write!(f, "{source}:{}", self.path),
            None => write!(f, "{}", self.path),
        }
    }
}

impl Target {
    /// The same place in the rows that the place of its list stands in: `enfants[].activites[].nom` within
    /// `enfants[1].activites` is `enfants[1].activites[].nom`.
    #[must_use]
    pub fn within(&self, list: &Self) -> Self {
        let rows = list.path.steps().iter().filter_map(|step| match step {
            Step::Index(row) => Some(*row),
            Step::Key(_) | Step::Each => None,
        });
        // The rows that the target names itself are not those of the list's place.
        let named = self
            .path
            .steps()
            .iter()
            .filter(|step| matches!(step, Step::Index(_)));
        rows.skip(named.count())
            .fold(self.clone(), |target, row| target.at_row(row))
    }

    /// The same place in one row of its list.
    #[must_use]
    pub fn at_row(&self, row: usize) -> Self {
        Self {
            source: self.source.clone(),
            path: self.path.at_row(row),
        }
    }
}

/// One control of the form, or one group of radio buttons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Control {
    /// What it is.
    pub kind: Kind,
    /// Where its value comes from.
    pub target: Target,
    /// How a date is written in it: `%d/%m/%Y`.
    pub format: Option<String>,
    /// The most UTF-16 units it takes, as `maxlength` counts.
    pub maxlength: Option<usize>,
    /// Its label; for radio buttons, that of the group.
    pub label: String,
    /// The legend of the group that it stands in.
    pub group: Option<String>,
    /// What it holds; `None` when it is empty, unchecked, or on its empty first choice.
    pub held: Option<Entry>,
}

/// What a control is, as far as writing in it is concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One line of text, an e-mail address or a telephone number included.
    Text,
    /// Several lines of text, an editable element included.
    Lines,
    /// A number, as `type=number` takes it.
    Number,
    /// A full date, as `type=date` takes it.
    Date,
    /// A month of a year, as `type=month` takes it.
    Month,
    /// One line of text, with suggestions that bind to nothing, as a `datalist` makes them.
    Suggested(Vec<Choice>),
    /// A list or a group of radio buttons, of which one is chosen.
    Choice(Vec<Choice>),
    /// A list of which several may be chosen.
    Choices(Vec<Choice>),
    /// A list that shows its choices only when it is opened, as `role=combobox` makes them.
    Combobox,
    /// A checkbox.
    Checkbox {
        /// What is sent when it is checked; `on` when the page does not say.
        value: String,
    },
    /// Nobody is to write in it, for this reason.
    Closed(Reason),
}

/// One choice of a list or of a group of radio buttons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is sent when it is chosen.
    pub value: String,
    /// What the person reads.
    pub label: String,
    /// Whether it can be chosen.
    pub enabled: bool,
}

/// What a control holds, or is to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A text, in the form the control's value has.
    Text(String),
    /// The choice of this rank.
    Choice(usize),
    /// The choices of these ranks, in order.
    Choices(Vec<usize>),
    /// A checkbox that is checked or not.
    Checked(bool),
}

/// The mapped controls of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// All of them, those of rows included, in the order of the page.
    pub controls: Vec<Control>,
    /// The lists that the page repeats a row for.
    pub lists: Vec<List>,
}

/// A list of the data, and the rows that the page has for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// Where the list stands: `enfants`.
    pub target: Target,
    /// The rows there are: the ranks of their controls in the page.
    pub rows: Vec<Vec<usize>>,
    /// The controls of a row still to add, as far as the page shows them.
    pub blank: Vec<Control>,
    /// Whether the page gives a way to add rows.
    pub can_add: bool,
    /// The row of another list that this one stands in: the rank of that list, which comes before, and of its row.
    pub within: Option<(usize, usize)>,
    /// The lists that each row to add repeats rows for in its turn.
    pub inner: Vec<Target>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_names_its_source_or_not() {
        let target: Target = "quotient_familial:enfants[].prenoms".parse().unwrap();
        assert_eq!(target.source.as_deref(), Some("quotient_familial"));
        assert_eq!(target.path.to_string(), "enfants[].prenoms");
        assert_eq!(target.to_string(), "quotient_familial:enfants[].prenoms");
        let bare: Target = " enfants[].prenoms ".parse().unwrap();
        assert_eq!((bare.source, bare.path), (None, target.path));
        assert!("quotient_familial:".parse::<Target>().is_err());
    }

    #[test]
    fn a_target_takes_the_rows_of_its_list() {
        let target = |text: &str| text.parse::<Target>().unwrap();
        let within = |one: &str, list: &str| target(one).within(&target(list)).to_string();
        assert_eq!(within("a[].b[].c", "a[1].b"), "a[1].b[].c");
        assert_eq!(within("a[].c", "a"), "a[].c");
        assert_eq!(within("x:a[].b[].c", "a[2].b"), "x:a[2].b[].c");
    }
}
