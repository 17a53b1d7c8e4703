//! Carrying a plan out: the missing rows first, then every control.

use std::collections::BTreeSet;

use model::fill::{Control, Data, Entry, Filled, Gap, LineId, Reason, Spot, Write, same};

use super::field::{Field, State};
use super::record::Origin;
use super::scan::{self, Scan};
use super::{Host, Prepared};

/// One filling under way.
pub(super) struct Job<'a> {
    pub(super) host: &'a Host,
    pub(super) prepared: &'a Prepared,
    /// What is written in the rows that were added.
    pub(super) in_rows: Vec<Task>,
    /// What was written, and was there then.
    done: Vec<Task>,
    pub(super) gaps: Vec<Gap>,
}

/// A control, its element, and what is written in it.
#[derive(Clone)]
pub(super) struct Task {
    pub(super) control: Control,
    pub(super) field: Field,
    pub(super) write: Write,
}

impl<'a> Job<'a> {
    pub(super) fn new(host: &'a Host, prepared: &'a Prepared) -> Self {
        Self {
            host,
            prepared,
            in_rows: Vec::new(),
            done: Vec::new(),
            gaps: Vec::new(),
        }
    }

    /// Writes every control, in the order of the page, the added rows last.
    pub(super) fn write(&mut self, keep_old: &BTreeSet<LineId>) {
        self.host.writing.set(true);
        for task in self.tasks(keep_old) {
            self.write_one(task);
        }
        for task in std::mem::take(&mut self.in_rows) {
            self.write_one(task);
        }
        self.host.writing.set(false);
    }

    /// What is written in the controls that were there, without what the person keeps.
    fn tasks(&self, keep_old: &BTreeSet<LineId>) -> Vec<Task> {
        let Prepared { scan, plan, .. } = self.prepared;
        let is_kept = |rank, write: &Write| write.old.is_some() && keep_old.contains(&LineId(rank));
        let writes = plan.writes.iter().enumerate();
        writes
            .filter(|(rank, write)| !is_kept(*rank, write))
            .filter_map(|(_, write)| scan.task(write.clone()))
            .collect()
    }

    /// Writes one control, unless someone was there since the review.
    fn write_one(&mut self, task: Task) {
        if task.is_done() {
            return self.done.push(task);
        }
        if task.field.held() != task.control.held {
            return self.gaps.push(task.gap(Reason::Changed));
        }
        let before = task.field.state();
        task.field.write(&State::from(&task.write.new));
        if before != task.field.state() {
            let mut record = self.host.record.borrow_mut();
            record.wrote(task.field.clone(), before);
        }
        self.done.push(task);
    }

    /// Marks what was written and is there still: a page may refuse a value, at once or when another one comes.
    pub(super) fn finish(mut self, words: &dyn Fn(&str) -> String) -> Filled {
        let (done, undone): (Vec<_>, Vec<_>) = self.done.into_iter().partition(Task::is_done);
        self.gaps
            .extend(undone.iter().map(|task| task.gap(Reason::Refused)));
        let origins: Vec<_> = done.into_iter().map(Origin::from).collect();
        let mut record = self.host.record.borrow_mut();
        record.mark(&self.host.document, &origins, words);
        Filled {
            count: origins.len(),
            gaps: self.gaps,
        }
    }

    /// The form as it is now.
    pub(super) fn scan(&self) -> Scan {
        scan::scan(&self.host.form, &self.prepared.mapping)
    }

    /// The answer that is being written.
    pub(super) fn data(&self) -> Data<'a> {
        Data {
            sources: &self.prepared.sources,
            results: &self.prepared.results,
        }
    }
}

impl Scan {
    /// The control that is written, when it is there already.
    pub(super) fn task(&self, write: Write) -> Option<Task> {
        let Spot::There(rank) = write.spot else {
            return None;
        };
        Some(Task {
            control: self.page.controls.get(rank)?.clone(),
            field: self.fields.get(rank)?.clone(),
            write,
        })
    }
}

impl Task {
    /// Whether the control is in the page and holds what is written, in its own way perhaps.
    fn is_done(&self) -> bool {
        let mut elements = self.field.elements().into_iter();
        let held = self.field.held().unwrap_or(Entry::Checked(false));
        elements.all(|element| element.is_connected())
            && same(&self.control.kind, &held, &self.write.new)
    }

    fn gap(&self, reason: Reason) -> Gap {
        Gap {
            path: self.write.path.clone(),
            group: self.control.group.clone(),
            label: self.control.label.clone(),
            reason,
        }
    }
}

impl From<Task> for Origin {
    fn from(task: Task) -> Self {
        Self {
            field: task.field,
            source: task.write.source,
            path: task.write.path.to_string(),
        }
    }
}
