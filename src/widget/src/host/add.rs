//! Adding the rows that a list lacks, by the page's own means.

use model::fill::{Spot, Write, plan_row};
use web_sys::Element;

use super::lists::Listed;
use super::rows::{self, Adder, Row};
use super::scan::Scan;
use super::write::Job;
use super::{dom, wait};

/// How long the page has to show a row after its button was pressed, in milliseconds.
const ROW_LIMIT: f64 = 2000.0;

impl Job<'_> {
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
        let added = wait::until(&self.host.form, ROW_LIMIT, || {
            let scan = self.scan();
            let rows = &scan.lists.get(list)?.rows;
            let row = rows.iter().find(|row| is_new(row, &before, &scan))?.clone();
            Some((scan, row))
        });
        let (scan, row) = added.await?;
        let whole = whole(&row, listed, &scan);
        self.host.record.borrow_mut().added(whole);
        self.plan_row(list, element, &row, &scan);
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

    /// Plans the row. What is missing in it was reviewed, unless the page had no row to foresee it by.
    fn plan_row(&mut self, list: usize, element: usize, row: &Row, scan: &Scan) {
        let controls = row.controls.iter();
        let controls: Vec<_> = controls
            .filter_map(|rank| scan.page.controls.get(*rank).cloned())
            .collect();
        let plan = plan_row(&controls, element, &self.data());
        let in_page = |write: Write| match write.spot {
            Spot::There(rank) => Some(Write {
                spot: Spot::There(*row.controls.get(rank)?),
                ..write
            }),
            Spot::Added { .. } => None,
        };
        let writes = plan.writes.into_iter().filter_map(in_page);
        self.in_rows
            .extend(writes.filter_map(|write| scan.task(write)));
        let foreseen = self.prepared.scan.page.lists.get(list);
        if foreseen.is_some_and(|list| list.blank.is_empty()) {
            self.gaps.extend(plan.missing);
        }
    }

    fn no_row(&mut self, list: usize, elements: &[usize]) {
        let Some(list) = self.prepared.scan.page.lists.get(list) else {
            return;
        };
        let data = self.data();
        let gaps = elements.iter().map(|element| list.no_row(*element, &data));
        self.gaps.extend(gaps);
    }
}

/// Whether none of the row's controls was there before.
fn is_new(row: &Row, before: &Scan, now: &Scan) -> bool {
    let mut fields = row.controls.iter().filter_map(|rank| now.fields.get(*rank));
    !fields.any(|field| before.fields.contains(field))
}

/// What was added for a row: the row, or the part of it that is new when the page had its holder already.
fn whole(row: &Row, before: &Listed, now: &Scan) -> Element {
    if !before.marks.contains(&row.element) {
        return row.element.clone();
    }
    let first = row.controls.first().and_then(|rank| now.fields.get(*rank));
    let is_in = |child: &Element| first.is_some_and(|field| field.is_in(child));
    let children = dom::all(&row.element, ":scope > *");
    let part = children.into_iter().find(is_in);
    part.unwrap_or_else(|| row.element.clone())
}
