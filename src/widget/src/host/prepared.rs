//! The last review, with what it stands on.

use std::rc::Rc;

use model::fill::{Control, Data, Gap, LineId, Page, Plan, Reason, Spot};
use model::protocol::{Answer, Definition, Request};

use super::field::Field;
use super::index::Key;
use super::mapping::Mapping;
use super::orders::{Orders, Planned};
use super::scan::Scan;
use super::task::gap;
use super::watch::Watch;

/// The last review, with what it stands on.
pub(super) struct Prepared {
    pub(super) scan: Scan,
    /// Whether the form is still as it was read.
    pub(super) watch: Option<Watch>,
    pub(super) plan: Plan,
    /// The line of each control, when it has one.
    pub(super) lines: Vec<Option<LineId>>,
    pub(super) came: Came,
    pub(super) mapping: Mapping,
}

/// What came, and what it was asked by.
#[derive(Clone, Debug)]
pub struct Came {
    /// What the form asks.
    pub definition: Rc<Definition>,
    /// What the person agreed to.
    pub request: Rc<Request>,
    /// What the relay answered.
    pub answer: Rc<Answer>,
}

impl Came {
    /// What is written, as the plan takes it.
    pub(super) fn data(&self) -> Data<'_> {
        Data {
            sources: &self.definition.sources,
            results: &self.answer.results,
            agreed: &self.request.consent.items,
        }
    }
}

impl Prepared {
    /// The answer that is written.
    pub(super) fn data(&self) -> Data<'_> {
        self.came.data()
    }

    /// What the person saw of a control, when they saw that it would be written.
    pub(super) fn line(&self, field: &Field, key: &Key) -> Option<(LineId, &Control)> {
        let rank = self.scan.index.rank(field, key)?;
        let line = self.lines.get(rank).copied().flatten()?;
        Some((line, self.scan.page.controls.get(rank)?))
    }

    /// The controls that were to be written and are not in the page any more.
    pub(super) fn gone(&self, now: &Scan, orders: &Orders) -> Vec<Gap> {
        let written = self.plan.writes.iter().zip(0..);
        let gone = written.filter_map(|(write, id)| {
            let Spot::There(rank) = write.spot else {
                return None;
            };
            let (field, key) = (self.scan.fields.get(rank)?, self.scan.index.key(rank)?);
            let is_gone = !orders.keeps(LineId(id)) && now.index.rank(field, key).is_none();
            let control = self.scan.page.controls.get(rank)?;
            is_gone.then(|| gap(control, write, Reason::Refused))
        });
        gone.collect()
    }

    /// What would be written, as the page's scripts may see it and change it.
    pub(super) fn planned(&self, orders: &Orders) -> Vec<Planned> {
        let writes = self.plan.writes.iter().enumerate();
        let writes = writes.filter(|(id, _)| !orders.keeps(LineId(*id)));
        let planned = writes.filter_map(|(_, write)| {
            let control = self.scan.page.control(write.spot)?;
            Some(Planned::new(control, write))
        });
        planned.collect()
    }
}

/// The line of each control of the page, when it has one.
pub(super) fn lines(page: &Page, plan: &Plan) -> Vec<Option<LineId>> {
    let mut lines = vec![None; page.controls.len()];
    for (id, write) in plan.writes.iter().enumerate() {
        let Spot::There(rank) = write.spot else {
            continue;
        };
        if let Some(line) = lines.get_mut(rank) {
            *line = Some(LineId(id));
        }
    }
    lines
}
