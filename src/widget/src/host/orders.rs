//! What the person and the page want of a filling.

use std::collections::BTreeSet;

use model::fill::{Control, LineId, Raw, Reason, Write};

/// What tells what is planned for a control: the path, the format, the label.
type About = (String, Option<String>, String);

/// What is about to be written in one control.
#[derive(Clone, Debug)]
pub struct Planned {
    about: About,
    /// What is written; `None` leaves the control as it is.
    pub value: Option<Raw>,
}

impl Planned {
    pub(super) fn new(control: &Control, write: &Write) -> Self {
        Self {
            about: about(control, write),
            value: Some(control.raw(&write.new)),
        }
    }

    /// The same control with another value.
    #[must_use]
    pub fn with(self, value: Option<Raw>) -> Self {
        Self { value, ..self }
    }

    /// Where the value stands in the data of its source: `enfants[1].prenoms`.
    pub fn path(&self) -> &str {
        &self.about.0
    }

    /// The control's label.
    pub fn label(&self) -> &str {
        &self.about.2
    }
}

/// What the person keeps, and what the page writes otherwise.
#[derive(Debug, Default)]
pub struct Orders {
    kept: BTreeSet<LineId>,
    changes: Vec<Planned>,
}

impl Orders {
    /// Everything is written as it was reviewed, but for the lines that the person keeps.
    pub fn keeping(kept: BTreeSet<LineId>) -> Self {
        Self {
            kept,
            changes: Vec::new(),
        }
    }

    /// The same, with the values that the page changed.
    pub fn changed(self, changes: Vec<Planned>) -> Self {
        Self { changes, ..self }
    }

    pub(super) fn keeps(&self, line: LineId) -> bool {
        self.kept.contains(&line)
    }

    /// What the page wants written in a control: `None` when it wants nothing else, `Some(Ok(None))` when it wants nothing.
    pub(super) fn change(
        &self,
        control: &Control,
        write: &Write,
    ) -> Option<Result<Option<Write>, Reason>> {
        let about = about(control, write);
        let wanted = self.changes.iter().find(|change| change.about == about)?;
        let replaced = wanted.value.clone();
        let replaced = replaced.map(|raw| write.replaced(control, raw));
        Some(replaced.transpose())
    }
}

fn about(control: &Control, write: &Write) -> About {
    let label = control.label.clone();
    (write.path.to_string(), control.format.clone(), label)
}
