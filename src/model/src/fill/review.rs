//! What the person is shown before and after the form is filled.

use super::{Control, Entry, Kind, Page, Plan, Spot, texts};
use crate::lang::Lang;
use crate::path::Path;

/// What tells the lines of one review apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineId(pub usize);

/// What is about to be written in a form. Nothing has changed in the page yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    /// One line per control that will change, in the order of the page.
    pub lines: Vec<Line>,
    /// The controls that stay as they are, and why.
    pub missing: Vec<Gap>,
    /// How many rows will be added to the lists of the form.
    pub rows_to_add: usize,
}

/// A control and what will be written in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What the person's choice refers to.
    pub id: LineId,
    /// The source of the value.
    pub source: String,
    /// Where the value stands in the data of its source, row of a list included: `enfants[1].prenoms`.
    pub path: Path,
    /// The legend of the group that the control stands in, when it has one.
    pub group: Option<String>,
    /// The control's label, as the page has it.
    pub label: String,
    /// What the control holds and the person may want to keep; `None` when it is empty.
    pub old: Option<String>,
    /// What will be written, as a person reads it.
    pub new: String,
}

/// A control that stays as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Where its value would stand.
    pub path: Path,
    /// The legend of the group that the control stands in, when it has one.
    pub group: Option<String>,
    /// Its label, as the page has it.
    pub label: String,
    /// Why nothing is written.
    pub reason: Reason,
}

/// Why nothing is written in a control.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// No source gave it: none of the form's knows it, or its source did not answer.
    Absent,
    /// The person did not agree to ask for it.
    NotAgreed,
    /// The source answered that it does not know it.
    Unknown,
    /// The day or the month of a date is unknown, and the control needs it.
    PartialDate,
    /// The value is no date, and the control takes nothing else.
    NotADate,
    /// The value is no number, and the control takes nothing else.
    NotANumber,
    /// No choice of the control means the value, or several do.
    NoChoice,
    /// The value is longer than the control allows.
    TooLong,
    /// The value is not one that this control can hold, such as a whole address asked of a checkbox.
    Unfit,
    /// The page does not show the control.
    Hidden,
    /// The page has disabled the control.
    Disabled,
    /// The page lets nobody change the control.
    ReadOnly,
    /// The control is of a sort that is never filled: a password, a file.
    Never,
    /// The form has no row left for this element of a list, and gives no way to add one.
    NoRow,
    /// The person changed the control after the review.
    Changed,
    /// The form did not take what was written, or the control is gone.
    Refused,
}

/// What came of filling a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// How many controls were written.
    pub count: usize,
    /// The controls that were to be written and were not.
    pub gaps: Vec<Gap>,
}

impl Plan {
    /// The plan as the person is shown it.
    pub fn review(&self, page: &Page, lang: Lang) -> Review {
        let lines = self.writes.iter().enumerate().filter_map(|(rank, write)| {
            let control = page.control(write.spot)?;
            Some(Line {
                id: LineId(rank),
                source: write.source.clone(),
                path: write.path.clone(),
                group: control.group.clone(),
                label: control.label.clone(),
                old: write.old.as_ref().map(|old| control.kind.shown(old, lang)),
                new: control.kind.shown(&write.new, lang),
            })
        });
        Review {
            lines: lines.collect(),
            missing: self.missing.clone(),
            rows_to_add: self.lists.iter().map(|list| list.left.len()).sum(),
        }
    }
}

impl Page {
    /// The control at `spot`.
    pub fn control(&self, spot: Spot) -> Option<&Control> {
        match spot {
            Spot::There(rank) => self.controls.get(rank),
            Spot::Added { list, control } => self.lists.get(list)?.blank.get(control),
        }
    }
}

impl Kind {
    /// An entry as a person reads it.
    fn shown(&self, entry: &Entry, lang: Lang) -> String {
        match (self, entry) {
            (Self::Date | Self::Month, Entry::Text(text)) => {
                let parts: Vec<_> = text.rsplit('-').collect();
                parts.join("/")
            }
            (_, Entry::Text(text)) => text.clone(),
            (Self::Choice(choices), Entry::Choice(rank)) => {
                let choice = choices.get(*rank);
                choice
                    .map(|choice| choice.label.clone())
                    .unwrap_or_default()
            }
            (Self::Choices(choices), Entry::Choices(ranks)) => {
                let chosen = ranks.iter().filter_map(|rank| choices.get(*rank));
                let labels: Vec<_> = chosen.map(|choice| choice.label.as_str()).collect();
                labels.join(", ")
            }
            (_, entry) => texts::yes_or_no(*entry == Entry::Checked(true), lang).to_owned(),
        }
    }
}
