//! Carrying a plan out: the missing rows first, then every control.

use std::collections::BTreeSet;

use model::fill::{Control, Data, Entry, Filled, Gap, LineId, Reason, Spot, Write, plan_row, same};
use web_sys::Element;

use super::field::{Field, State};
use super::record::Origin;
use super::rows::{self, Adder, Row};
use super::scan::{self, Listed};
use super::{Host, Prepared, dom, wait};

/// How long the page has to show a row after its button was pressed, in milliseconds.
const ROW_LIMIT: f64 = 2000.0;

/// One filling under way.
pub(super) struct Job<'a> {
    host: &'a Host,
    prepared: &'a Prepared,
    /// What is written in the rows that were added.
    in_rows: Vec<(Control, Field, Write)>,
    origins: Vec<Origin>,
    gaps: Vec<Gap>,
}

impl<'a> Job<'a> {
    pub(super) fn new(host: &'a Host, prepared: &'a Prepared) -> Self {
        Self {
            host,
            prepared,
            in_rows: Vec::new(),
            origins: Vec::new(),
            gaps: Vec::new(),
        }
    }

    /// Adds the rows that the plan asks for. Where the page gives none, the elements left are gaps.
    pub(super) async fn add_rows(&mut self) {
        for (list, elements) in self.prepared.plan.additions.iter().enumerate() {
            for (rank, element) in elements.iter().enumerate() {
                if self.add_row(list, *element).await.is_none() {
                    self.no_row(list, &elements[rank..]);
                    break;
                }
            }
        }
    }

    /// Adds one row, and plans what is written in it.
    async fn add_row(&mut self, list: usize, element: usize) -> Option<()> {
        let before = self.scan();
        let listed = before.lists.get(list)?;
        self.press(listed.adder.as_ref()?, listed.rows.len())?;
        let is_new = |row: &Row, scan: &scan::Scan| {
            let mut fields = row
                .controls
                .iter()
                .filter_map(|rank| scan.fields.get(*rank));
            !fields.any(|field| before.fields.contains(field))
        };
        let (scan, row) = wait::until(&self.host.form, ROW_LIMIT, || {
            let scan = self.scan();
            let rows = &scan.lists.get(list)?.rows;
            let row = rows.iter().find(|row| is_new(row, &scan))?.clone();
            Some((scan, row))
        })
        .await?;
        self.host
            .record
            .borrow_mut()
            .added(whole(&row, listed, &scan));
        let controls = row.controls.iter();
        let (controls, fields): (Vec<_>, Vec<_>) = controls
            .filter_map(|rank| {
                Some((
                    scan.page.controls.get(*rank)?.clone(),
                    scan.fields.get(*rank)?.clone(),
                ))
            })
            .unzip();
        let plan = plan_row(&controls, element, &self.data());
        for write in plan.writes {
            if let Spot::There(rank) = write.spot {
                self.in_rows
                    .push((controls[rank].clone(), fields[rank].clone(), write));
            }
        }
        let foreseen = self.prepared.scan.page.lists.get(list);
        if foreseen.is_some_and(|list| list.blank.is_empty()) {
            self.gaps.extend(plan.missing);
        }
        Some(())
    }

    fn press(&self, adder: &Adder, rank: usize) -> Option<()> {
        self.host.writing.set(true);
        let pressed = match adder {
            Adder::Button(button) => {
                button.click();
                Some(())
            }
            Adder::Template(template) => rows::copy(template, rank).map(|_| ()),
        };
        self.host.writing.set(false);
        pressed
    }

    fn no_row(&mut self, list: usize, elements: &[usize]) {
        let Some(list) = self.prepared.scan.page.lists.get(list) else {
            return;
        };
        let data = self.data();
        let gaps = elements.iter().map(|element| list.no_row(*element, &data));
        self.gaps.extend(gaps);
    }

    /// Writes every control, in the order of the page, the added rows last.
    pub(super) fn write(&mut self, keep_old: &BTreeSet<LineId>) {
        self.host.writing.set(true);
        let prepared = self.prepared;
        for (rank, write) in prepared.plan.writes.iter().enumerate() {
            let Spot::There(control) = write.spot else {
                continue;
            };
            let is_kept = write.old.is_some() && keep_old.contains(&LineId(rank));
            let found = prepared
                .scan
                .page
                .controls
                .get(control)
                .zip(prepared.scan.fields.get(control));
            if let Some((control, field)) = found.filter(|_| !is_kept) {
                self.write_one(control, field, write);
            }
        }
        for (control, field, write) in std::mem::take(&mut self.in_rows) {
            self.write_one(&control, &field, &write);
        }
        self.host.writing.set(false);
    }

    /// Writes one control, unless the person was there since the review.
    fn write_one(&mut self, control: &Control, field: &Field, write: &Write) {
        if field.held() != control.held {
            return self.gap(control, write, Reason::Changed);
        }
        let before = field.state();
        field.write(&State::from(&write.new));
        let holds = took(field, &write.new);
        if before != field.state() {
            self.host.record.borrow_mut().wrote(field.clone(), before);
        }
        if !holds {
            return self.gap(control, write, Reason::Refused);
        }
        self.origins.push(Origin {
            field: field.clone(),
            source: write.source.clone(),
            path: write.path.to_string(),
        });
    }

    fn gap(&mut self, control: &Control, write: &Write, reason: Reason) {
        self.gaps.push(Gap {
            path: write.path.clone(),
            group: control.group.clone(),
            label: control.label.clone(),
            reason,
        });
    }

    /// Marks what was written, and says what came of it.
    pub(super) fn finish(self, words: &dyn Fn(&str) -> String) -> Filled {
        let mut record = self.host.record.borrow_mut();
        record.mark(&self.host.document, &self.origins, words);
        Filled {
            count: self.origins.len(),
            gaps: self.gaps,
        }
    }

    fn scan(&self) -> scan::Scan {
        scan::scan(&self.host.form, &self.prepared.mapping)
    }

    fn data(&self) -> Data<'a> {
        Data {
            sources: &self.prepared.sources,
            results: &self.prepared.results,
        }
    }
}

/// Whether the control took what was written: some pages refuse it, others write it their own way.
fn took(field: &Field, new: &Entry) -> bool {
    let is_there = field
        .elements()
        .iter()
        .all(|element| element.is_connected());
    let held = field
        .held()
        .or((*new == Entry::Checked(false)).then_some(Entry::Checked(false)));
    is_there && held.is_some_and(|held| same(&field.kind(), &held, new))
}

/// What was added for a row: the row, or the part of it that is new when the page had its holder already.
fn whole(row: &Row, before: &Listed, after: &scan::Scan) -> Element {
    if !before.marks.contains(&row.element) {
        return row.element.clone();
    }
    let first = row
        .controls
        .first()
        .and_then(|rank| after.fields.get(*rank));
    let first = first.and_then(|field| field.elements().first().map(|element| (*element).clone()));
    let children = dom::all(&row.element, ":scope > *");
    let mut holding = children
        .into_iter()
        .filter(|child| child.contains(first.as_deref()));
    holding.next().unwrap_or_else(|| row.element.clone())
}
