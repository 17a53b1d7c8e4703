//! What came of a filling: the marks beside what was written, and what was not.

use model::fill::{Filled, Gap, Reason};

use super::field::Field;
use super::job::Job;
use super::lock::Lock;
use super::record::Origin;
use super::task::{Task, gap};

impl Job<'_> {
    /// Marks what was written and is there still: a page may refuse a value, at once or when another one comes.
    pub(super) async fn finish(mut self, words: &dyn Fn(&str) -> String) -> Filled {
        // In the order of the page.
        let mut done: Vec<Option<Task>> = self.scan.fields.iter().map(|_| None).collect();
        for task in std::mem::take(&mut self.tasks) {
            match self.rank_of(&task).and_then(|rank| done.get_mut(rank)) {
                Some(place) => *place = Some(task),
                None => self.refused(&task),
            }
        }
        self.say_what_is_missing();
        let count = done.iter().flatten().count();
        let done = self.scan.fields.iter().zip(done);
        let origins: Vec<_> = done
            .filter_map(|(field, task)| origin(field, task?))
            .collect();
        self.mark(&origins, words).await;
        Filled {
            count,
            gaps: self.gaps,
        }
    }

    /// The rank of the control, when it is in the page and holds what was written.
    fn rank_of(&self, task: &Task) -> Option<usize> {
        let rank = self.scan.index.rank(&task.field, &task.key)?;
        let field = self.scan.fields.get(rank)?;
        task.is_held_by(field).then_some(rank)
    }

    /// What is left of a text that the form did not take is taken out again; what the person changed meanwhile stays.
    fn refused(&mut self, task: &Task) {
        let reason = match self.host.is_edited(&task.field) {
            true => Reason::Changed,
            false => Reason::Refused,
        };
        self.host.take_back(&task.field);
        self.gap_once(gap(&task.control, &task.write, reason));
    }

    /// What the review did not foresee: controls that came since, and controls that are gone. What a person can only do
    /// themselves, by a calendar that takes no typing for instance, is said again: it is time to do it.
    fn say_what_is_missing(&mut self) {
        let foreseen = &self.prepared.plan.missing;
        let is_foreseen = |gap: &Gap| {
            let same = |known: &Gap| known.path == gap.path && known.label == gap.label;
            let is_to_do = matches!(gap.reason, Reason::ReadOnly | Reason::Unfit);
            gap.reason == Reason::NotAgreed || (!is_to_do && foreseen.iter().any(same))
        };
        let missing = std::mem::take(&mut self.plan.missing).into_iter();
        let missing: Vec<_> = missing.filter(|gap| !is_foreseen(gap)).collect();
        let gone = self.prepared.gone(&self.scan, self.orders);
        for gap in missing.into_iter().chain(gone) {
            self.gap_once(gap);
        }
    }

    /// Says beside each control where its value comes from, and locks it where the form asks.
    async fn mark(&mut self, origins: &[Origin], words: &dyn Fn(&str) -> String) {
        let mut rest = origins;
        while !rest.is_empty() {
            let count = self
                .host
                .record
                .borrow_mut()
                .mark(&self.host.document, rest, words);
            for origin in rest.get(..count).unwrap_or_default() {
                let lock = Lock::put(&origin.field);
                self.host.record.borrow_mut().locks.extend(lock);
            }
            rest = rest.get(count..).unwrap_or_default();
            self.pace.rest().await;
        }
    }
}

/// Where the value of a control comes from; of one that the page chose itself, we cannot say.
fn origin(field: &Field, task: Task) -> Option<Origin> {
    (!task.by_page).then(|| Origin {
        field: field.clone(),
        source: task.write.source,
        path: task.write.path.to_string(),
    })
}
