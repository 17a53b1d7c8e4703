//! A case, as its folder holds it: `page.html` and `case.toml`.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use crate::case::Case;

/// A folder of `tests/pages`.
#[derive(Debug)]
pub(super) struct PageCase {
    /// The name of the folder.
    pub(super) name: String,
    file: File,
}

/// What `case.toml` says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// What the case shows, in a sentence.
    title: String,
    /// Who fills the form in.
    #[serde(default)]
    person: Person,
    /// The lines that scripts must have written in the console, by words that each alone has, in any order.
    #[serde(default)]
    console: Vec<String>,
    /// What is done and what must then be so, one after the other.
    step: Vec<Step>,
}

/// A person of the sandbox, by the name of a case file.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Person {
    /// Of a family.
    Family(String),
    /// Known to France Travail.
    JobSeeker(String),
    /// Registered as a student.
    Student(String),
}

impl Default for Person {
    fn default() -> Self {
        Self::Family("couple-deux-enfants".to_owned())
    }
}

/// One step: the person types and presses in the host's page, then does `do` in the widget and ticks; then all the rest
/// must be so.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Step {
    /// Controls of the page, and what is typed in each in place of what it holds.
    pub(super) r#type: BTreeMap<String, String>,
    /// Elements of the page that are clicked.
    pub(super) press: Vec<String>,
    /// What is done in the widget, or to the page.
    pub(super) r#do: Option<Act>,
    /// Labels of the widget that are ticked, by their first words.
    pub(super) tick: Vec<String>,
    /// What the page must hold: a text is a value or words, a number counts elements, a truth tells whether a box is
    /// checked, a list is all of several elements.
    pub(super) page: BTreeMap<String, Value>,
    /// Words that the person must read in the widget.
    pub(super) says: Vec<String>,
    /// The widget's events that the page must have heard since it came, all of them.
    pub(super) heard: Option<Vec<String>>,
}

/// What is done in the widget, or to the page, in one word.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Act {
    /// Presses the widget's first button, whatever comes of it.
    Start,
    /// Opens the widget, up to the questions.
    Open,
    /// Goes on to the agreement.
    Identify,
    /// Goes on to the demand, everything agreed to, whatever comes of it.
    Ask,
    /// Goes on to the review.
    Review,
    /// Goes on to the form filled.
    Fill,
    /// Takes the filling back.
    Undo,
    /// Leaves the page by a link and comes back by the browser's button.
    LeaveAndComeBack,
    /// Loses the network until the case ends.
    GoOffline,
}

/// Every case, by name.
///
/// # Panics
/// When a folder is no case, with its name and what is wrong.
pub(super) fn all(folder: &Path) -> Vec<PageCase> {
    let entries = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap());
    let folders = entries.filter(|entry| entry.path().is_dir());
    let mut cases: Vec<_> = folders.map(|entry| PageCase::read(&entry.path())).collect();
    cases.sort_by(|one, other| other.name.cmp(&one.name));
    cases
}

impl PageCase {
    fn read(folder: &Path) -> Self {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        assert!(
            folder.join("page.html").is_file(),
            "{name} has no page.html"
        );
        let text = std::fs::read_to_string(folder.join("case.toml"));
        let text = text.unwrap_or_else(|error| panic!("{name}/case.toml: {error}"));
        let file =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{name}/case.toml: {error}"));
        Self { name, file }
    }

    /// What the case shows.
    pub(super) fn title(&self) -> &str {
        &self.file.title
    }

    /// What is done, in order.
    pub(super) fn steps(&self) -> &[Step] {
        &self.file.step
    }

    /// The lines of the console.
    pub(super) fn console(&self) -> &[String] {
        &self.file.console
    }

    /// Who fills the form in.
    pub(super) fn person(&self) -> &Person {
        &self.file.person
    }
}

impl Person {
    /// The case file of this person.
    pub(super) fn case(&self) -> Case {
        match self {
            Self::Family(name) => Case::family(name),
            Self::JobSeeker(name) => Case::job_seeker(name),
            Self::Student(name) => Case::student(name),
        }
    }
}
