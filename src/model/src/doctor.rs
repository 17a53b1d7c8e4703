//! What a webmaster wants to know of a form: which of its controls will be filled, which will not and why, and which
//! data the others seem to ask for.
//!
//! Nothing here touches a page: the program reads an HTML file, the widget a living page; both describe what they saw as
//! [`Seen`] and get the same [`Finding`]s. Nothing is asked of anyone, and nothing is filled.

mod check;
mod guess;
mod texts;
mod words;

use crate::fill::{Kind, Reason, Target};
use crate::lang::Lang;
use crate::path::Path;
use crate::protocol::Source;

pub use guess::{Clue, Proposal};

/// A form as it was seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// Its controls, mapped or not, in the order of the page.
    pub controls: Vec<Seen>,
    /// What it repeats a row for.
    pub lists: Vec<SeenList>,
}

/// A control of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// A CSS selector that finds it: `#qf`, `[name="ville"]`.
    pub selector: String,
    /// What it is, or why nobody is to write in it.
    pub kind: Kind,
    /// The data that it is mapped to, in the order of precedence: the first one counts.
    pub mappings: Vec<Mapping>,
    /// How a date is written in it.
    pub format: Option<String>,
    /// The most UTF-16 units that it takes.
    pub maxlength: Option<usize>,
    /// What the row that it stands in repeats, as the page says it.
    pub list: Option<String>,
    /// What tells a person, or a browser, what it asks for.
    pub clues: Clues,
}

/// A list of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenList {
    /// A CSS selector that finds it.
    pub selector: String,
    /// What it repeats, as the page says it.
    pub each: String,
    /// The selector of the button that adds a row, and whether the page has that button.
    pub add: Option<(String, bool)>,
}

/// A mapping of a control.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// Where it is written.
    pub by: By,
    /// The path, as it is written.
    pub text: String,
}

/// Where a mapping is written, in the order of precedence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// `data-prefill`, on the control.
    Attribute,
    /// The JSON block of the page.
    Page,
    /// The form's mapping at the relay.
    Relay,
}

/// What tells what a control asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clues {
    /// Its label.
    pub label: String,
    /// The legend of its group.
    pub group: String,
    /// Its `name`, else its `id`.
    pub name: String,
    /// Its `autocomplete`.
    pub autocomplete: String,
}

/// Something to tell about a control, or about a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The selector of what it is about.
    pub selector: String,
    /// The label of the control; empty for a list.
    pub label: String,
    /// What there is to tell.
    pub fact: Fact,
}

/// What there is to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// It will be filled.
    Mapped {
        /// From where.
        target: Target,
        /// By which mapping.
        by: By,
        /// The other mappings that this one goes before.
        before: Vec<By>,
    },
    /// The mapping is no path.
    NotAPath {
        /// What is written.
        text: String,
        /// Where.
        by: By,
    },
    /// The form has no such source.
    UnknownSource(String),
    /// The form does not ask for this.
    OutOfScope {
        /// What is written.
        path: Path,
        /// A path that the form asks for and that looks like it.
        nearest: Option<Path>,
    },
    /// The control cannot hold such a datum.
    Mistyped(Path, Reason),
    /// It is mapped, and never filled.
    Closed(Reason),
    /// A path into every row of a list, on a control that stands in no row: only the first row is written.
    OutsideItsList(Path),
    /// Two controls that are not parts of one value are mapped to the same datum.
    Twice {
        /// The datum.
        target: Target,
        /// The other control.
        other: String,
    },
    /// Several sources of the form give this: the first is read.
    SeveralSources(Path, Vec<String>),
    /// A repeated row is of something that is no list of this form.
    NotAList(String),
    /// The button that adds a row is not in the page.
    NoAddButton(String),
    /// It is mapped to nothing, and seems to ask for this.
    Proposed(Proposal),
    /// It is mapped to nothing, and could ask for each of these.
    Ambiguous(Vec<Proposal>),
    /// It is mapped to nothing: the person fills it.
    Unmapped,
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// All is well.
    Fine,
    /// Something that could be better.
    Note,
    /// Something that works otherwise than it seems.
    Warning,
    /// A mapping that never fills anything.
    Error,
}

impl Fact {
    /// How much it matters.
    pub fn weight(&self) -> Weight {
        match self {
            Self::Mapped { .. } | Self::Unmapped => Weight::Fine,
            Self::Proposed(_) | Self::Ambiguous(_) => Weight::Note,
            Self::OutsideItsList(_) | Self::Twice { .. } | Self::SeveralSources(..) => {
                Weight::Warning
            }
            Self::NotAPath { .. }
            | Self::UnknownSource(_)
            | Self::OutOfScope { .. }
            | Self::Mistyped(..)
            | Self::Closed(_)
            | Self::NotAList(_)
            | Self::NoAddButton(_) => Weight::Error,
        }
    }

    /// It in one sentence, with what to do, in `lang`.
    pub fn sentence(&self, lang: Lang) -> String {
        texts::sentence(self, lang)
    }
}

/// Examines a form, of which `sources` are what it asks for.
///
/// Each control has one finding at least: a control that is mapped well is told as such.
pub fn examine(form: &Form, sources: &[Source]) -> Vec<Finding> {
    let lists = form.lists.iter().filter_map(|list| {
        Some(Finding {
            selector: list.selector.clone(),
            label: String::new(),
            fact: check::list(list, sources)?,
        })
    });
    let controls = form.controls.iter().enumerate().flat_map(|(rank, seen)| {
        let facts = match seen.mappings.first() {
            Some(mapping) => check::mapped(seen, mapping, &form.controls[..rank], sources),
            None => guess::unmapped(seen, sources).into_iter().collect(),
        };
        facts.into_iter().map(|fact| Finding {
            selector: seen.selector.clone(),
            label: seen.clues.label.clone(),
            fact,
        })
    });
    lists.chain(controls).collect()
}

/// The mapping that the findings propose: selector and path, for those that are sure enough to be pasted and read again.
pub fn proposals(findings: &[Finding]) -> impl Iterator<Item = (&str, &Proposal)> {
    findings.iter().filter_map(|finding| match &finding.fact {
        Fact::Proposed(proposal) => Some((finding.selector.as_str(), proposal)),
        _ => None,
    })
}

#[cfg(test)]
mod tests;
