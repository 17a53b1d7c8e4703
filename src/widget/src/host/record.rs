//! What was done to the host form, so that it can be undone.

use web_sys::{Document, Element, Node};

use super::field::{Field, State};
use super::origin::Mark;
use super::rows;

/// A control that was written.
#[derive(Debug)]
struct Written {
    field: Field,
    before: State,
    /// Whether the person changed it since then: it is theirs, and undoing leaves it.
    edited: bool,
}

/// A row that was added.
#[derive(Debug)]
struct Added {
    row: Element,
    edited: bool,
}

/// All that was done, in order.
#[derive(Debug, Default)]
pub(super) struct Record {
    written: Vec<Written>,
    added: Vec<Added>,
    marks: Vec<Mark>,
}

/// One control that was just written, and by what.
pub(super) struct Origin {
    pub(super) field: Field,
    pub(super) source: String,
    pub(super) path: String,
}

impl Record {
    /// Notes what a control held.
    pub(super) fn wrote(&mut self, field: Field, before: State) {
        self.written.push(Written {
            field,
            before,
            edited: false,
        });
    }

    /// Notes a row that was added.
    pub(super) fn added(&mut self, row: Element) {
        self.added.push(Added { row, edited: false });
    }

    /// Marks the controls with where their values come from: once for controls that share a value and a group.
    pub(super) fn mark(
        &mut self,
        document: &Document,
        origins: &[Origin],
        words: &dyn Fn(&str) -> String,
    ) {
        let mut rest = origins;
        while let Some(first) = rest.first() {
            let same =
                |origin: &&Origin| origin.source == first.source && origin.path == first.path;
            let run: Vec<_> = rest
                .iter()
                .take_while(same)
                .map(|origin| &origin.field)
                .collect();
            let run = match super::origin::own_group(&run) {
                Some(group) => run
                    .into_iter()
                    .take_while(|field| field.is_in(&group))
                    .collect(),
                None => vec![&first.field],
            };
            for field in &run {
                self.unmark(field);
            }
            self.marks.extend(Mark::put(
                document,
                &run,
                &first.source,
                &words(&first.source),
            ));
            rest = rest.get(run.len()..).unwrap_or_default();
        }
    }

    fn unmark(&mut self, field: &Field) {
        while let Some(rank) = self.marks.iter().position(|mark| mark.is_about(field)) {
            self.marks.remove(rank).remove();
        }
    }

    /// Notes that the person changed the control that is `target`: its value does not come from a source any more.
    pub(super) fn edited(&mut self, target: &Element) {
        for added in self
            .added
            .iter_mut()
            .filter(|added| added.row.contains(Some(target)))
        {
            added.edited = true;
        }
        let mut theirs = None;
        for written in self
            .written
            .iter_mut()
            .filter(|written| is_of(&written.field, target))
        {
            written.edited = true;
            theirs = Some(written.field.clone());
        }
        if let Some(field) = theirs {
            self.unmark(&field);
        }
    }

    /// Takes the marks away: the page emptied its form itself.
    pub(super) fn forget(mut self) {
        for mark in self.marks.drain(..) {
            mark.remove();
        }
    }

    /// Gives the form back as it was, last change first.
    pub(super) fn undo(mut self) {
        for mark in self.marks.drain(..) {
            mark.remove();
        }
        for written in self.written.iter().rev().filter(|written| !written.edited) {
            written.field.write(&written.before);
        }
        for added in self
            .added
            .iter()
            .rev()
            .filter(|added| !added.edited && added.row.is_connected())
        {
            rows::remove(&added.row);
        }
    }
}

/// Whether `target` is the control, or stands in it: in an editable element, a person writes in what it contains.
fn is_of(field: &Field, target: &Node) -> bool {
    field
        .elements()
        .iter()
        .any(|element| element.contains(Some(target)))
}
