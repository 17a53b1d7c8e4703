//! What was done to the host form, so that it can be undone.

use model::fill::{Gap, Reason, Write};
use model::path::Path;
use web_sys::{Document, Element, Event};

use super::dom;
use super::field::{Field, State};
use super::index::Key;
use super::lists::Place;
use super::lock::Lock;
use super::origin::Mark;
use super::ranks::Ranks;
use super::remove::Made;
use super::task::{Task, gap};

/// A control that was written.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) field: Field,
    pub(super) key: Key,
    pub(super) before: State,
    write: Write,
    /// What to say of it, should it stay.
    pub(super) gap: Gap,
    /// Whether the person changed it since then: it is theirs, and undoing leaves it.
    pub(super) edited: bool,
}

impl Written {
    /// Whether a control holds what was written, in its own way perhaps.
    pub(super) fn is_held_by(&self, field: &Field) -> bool {
        self.write.is_held(&field.kind(), field.held().as_ref())
    }
}

/// A row that was added.
#[derive(Debug)]
pub(super) struct Added {
    pub(super) list: Place,
    pub(super) rank: usize,
    pub(super) element: Element,
    pub(super) made: Made,
    pub(super) edited: bool,
}

impl Added {
    pub(super) fn new(list: Place, rank: usize, element: Element, made: Made) -> Self {
        Self {
            list,
            rank,
            element,
            made,
            edited: false,
        }
    }
}

/// All that was done, in order.
#[derive(Debug, Default)]
pub(super) struct Record {
    pub(super) written: Vec<Written>,
    /// The rank of each control that was written, by its elements; `None` until it is asked.
    ranks: Option<Ranks>,
    pub(super) added: Vec<Added>,
    marks: Vec<Mark>,
    pub(super) locks: Vec<Lock>,
}

/// One control that was just written, and by what.
pub(super) struct Origin {
    pub(super) field: Field,
    pub(super) source: String,
    pub(super) path: String,
}

impl Record {
    /// Whether nothing was done.
    pub(super) fn is_empty(&self) -> bool {
        self.written.is_empty() && self.added.is_empty()
    }

    /// Notes what a control held before it was written; the first time counts.
    pub(super) fn wrote(&mut self, task: &Task, before: State) {
        let same = |known: &&mut Written| known.field == task.field;
        let known = match task.is_again() {
            true => self.written.iter_mut().find(same),
            false => None,
        };
        match known {
            Some(known) => known.write = task.write.clone(),
            None => {
                self.written.push(Written {
                    field: task.field.clone(),
                    key: task.key.clone(),
                    before,
                    write: task.write.clone(),
                    gap: gap(&task.control, &task.write, Reason::Kept),
                    edited: false,
                });
                self.ranks = None;
            }
        }
    }

    /// What was written last in the control that is `target`, or that it stands in.
    fn around(&mut self, target: &Element) -> Option<&Written> {
        let written = &self.written;
        let ranks = self.ranks.get_or_insert_with(|| ranks(written));
        written.get(ranks.around(target)?)
    }

    /// Notes a row that was added.
    pub(super) fn added(&mut self, row: Added) {
        self.added.push(row);
    }

    /// Whether the person changed the control since it was written.
    pub(super) fn is_edited(&self, field: &Field) -> bool {
        let mut written = self.written.iter();
        written.any(|written| written.edited && written.field == *field)
    }

    /// Forgets that a control was written; what it held before, unless the person changed it since.
    pub(super) fn forget(&mut self, field: &Field) -> Option<State> {
        let rank = self
            .written
            .iter()
            .position(|written| written.field == *field)?;
        let written = self.written.remove(rank);
        self.ranks = None;
        (!written.edited).then_some(written.before)
    }

    /// Marks the controls of the first value with where it comes from: once for controls that share it and a group.
    /// How many controls that is.
    pub(super) fn mark(
        &mut self,
        document: &Document,
        origins: &[Origin],
        words: &dyn Fn(&str) -> String,
    ) -> usize {
        let Some(first) = origins.first() else {
            return 0;
        };
        let same = |origin: &&Origin| origin.source == first.source && origin.path == first.path;
        let run: Vec<_> = origins
            .iter()
            .take_while(same)
            .map(|origin| &origin.field)
            .collect();
        let group = super::origin::own_group(&run);
        let run = match &group {
            Some(group) => run
                .into_iter()
                .take_while(|field| field.is_in(group))
                .collect(),
            None => vec![&first.field],
        };
        for field in run.iter().filter(|field| super::origin::is_marked(field)) {
            self.unmark(field);
        }
        let source = &first.source;
        let mark = Mark::put(document, &run, group.as_ref(), source, &words(source));
        self.marks.extend(mark);
        run.len()
    }

    fn unmark(&mut self, field: &Field) {
        while let Some(rank) = self.marks.iter().position(|mark| mark.is_about(field)) {
            self.marks.remove(rank).remove();
        }
        while let Some(rank) = self.locks.iter().position(|lock| lock.is_about(field)) {
            self.locks.remove(rank).remove();
        }
    }

    /// Notes that the control that is `target` may have changed; the path of its value, when it is not the one that was
    /// written any more: it does not come from a source then.
    pub(super) fn edited(&mut self, target: &Element, by_person: bool) -> Option<Path> {
        let rows = self.added.iter_mut();
        for row in rows.filter(|row| by_person && dom::holds(&row.element, target)) {
            row.edited = true;
        }
        let written = self.around(target)?;
        if written.edited || written.is_held_by(&written.field) {
            return None;
        }
        let (field, path) = (written.field.clone(), written.write.path.clone());
        // Who filled the form twice wrote the same control twice.
        let same = |written: &&mut Written| written.field == field;
        for written in self.written.iter_mut().filter(same) {
            written.edited = true;
        }
        self.unmark(&field);
        Some(path)
    }

    /// Prevents what the person does to a control that the form wants read-only.
    pub(super) fn guard(&self, target: &Element, event: &Event) {
        for lock in &self.locks {
            lock.stop(target, event);
        }
    }

    /// Takes the marks and the locks away.
    pub(super) fn unmark_all(&mut self) {
        for mark in self.marks.drain(..) {
            mark.remove();
        }
        for lock in self.locks.drain(..) {
            lock.remove();
        }
    }
}

fn ranks(written: &[Written]) -> Ranks {
    let ranks = Ranks::default();
    for (rank, written) in written.iter().enumerate() {
        for element in written.field.elements() {
            ranks.set(element, rank);
        }
    }
    ranks
}
