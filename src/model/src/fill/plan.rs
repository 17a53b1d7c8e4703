//! The plan: what is written where, what is missing, which rows are added.

use super::data::{Data, Datum};
use super::entry::{entry, says};
use super::rows::share;
use super::{Control, Entry, Gap, List, Page, Reason, Target, same};
use crate::path::Path;

/// What filling a page would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// What is written, in the order of the page.
    pub writes: Vec<Write>,
    /// What is not, and why.
    pub missing: Vec<Gap>,
    /// For each list of the page, the elements that need a row of their own.
    pub additions: Vec<Vec<usize>>,
}

/// One control and what is written in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Write {
    /// The control.
    pub spot: Spot,
    /// The source of the value.
    pub source: String,
    /// Where the value stands in it.
    pub path: Path,
    /// What the control holds and that would be lost.
    pub old: Option<Entry>,
    /// What is written.
    pub new: Entry,
}

/// Where a control is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// The control of this rank in the page.
    There(usize),
    /// In a row that is still to add.
    Added {
        /// The rank of the list in the page.
        list: usize,
        /// The rank of the control in the list's blank row.
        control: usize,
    },
}

/// What comes of one control.
enum Outcome {
    Write(Write),
    Gap(Gap),
    /// It holds the value already, or it is not concerned.
    Nothing,
}

/// Works out what to write in the page.
pub fn plan(page: &Page, data: &Data<'_>) -> Plan {
    let mut plan = Plan::default();
    let shares: Vec<_> = page
        .lists
        .iter()
        .map(|list| shared(page, list, data, &mut plan))
        .collect();
    for (rank, control) in page.controls.iter().enumerate() {
        let row = page.lists.iter().zip(&shares).find_map(|(list, of_rows)| {
            let row = list.rows.iter().position(|row| row.contains(&rank))?;
            Some(of_rows.get(row).copied().flatten())
        });
        let target = match row {
            None => control.target.clone(),
            Some(Some(element)) => control.target.at_row(element),
            Some(None) => continue,
        };
        plan.take(outcome(Spot::There(rank), control, &target, data));
    }
    for list in 0..page.lists.len() {
        plan.add_rows(page, list, data);
    }
    plan
}

/// Works out what to write in the controls of one row, for one element of its list.
pub fn plan_row(controls: &[Control], element: usize, data: &Data<'_>) -> Plan {
    let mut plan = Plan::default();
    for (rank, control) in controls.iter().enumerate() {
        let target = control.target.at_row(element);
        plan.take(outcome(Spot::There(rank), control, &target, data));
    }
    plan
}

/// The element of each row of `list`; what needs another row goes to the plan.
fn shared(page: &Page, list: &List, data: &Data<'_>, plan: &mut Plan) -> Vec<Option<usize>> {
    let length = data.length(&list.target).unwrap_or_else(|reason| {
        let gap = list.gap(list.target.path.clone(), reason, data);
        plan.missing.push(gap);
        0
    });
    let controls = |row: &Vec<usize>| {
        let controls = row.iter().filter_map(|rank| page.controls.get(*rank));
        controls.collect::<Vec<_>>()
    };
    let rows: Vec<_> = list.rows.iter().map(controls).collect();
    let mut share = share(&rows, length, &|control, element| {
        let (_, value) = data.read(&control.target.at_row(element)).ok()?;
        entry(control, &value).ok()
    });
    if !list.can_add {
        let left = share.left.drain(..);
        plan.missing
            .extend(left.map(|element| list.no_row(element, data)));
    }
    plan.additions.push(share.left);
    share.of_rows
}

/// The path of one element of a list.
fn element_path(list: &Target, element: usize) -> Path {
    let each = [&list.path.to_string(), "[]"].concat();
    let each: Result<Path, _> = each.parse();
    each.map_or_else(|_| list.path.clone(), |path| path.at_row(element))
}

impl List {
    /// The gap of an element that has no row.
    pub fn no_row(&self, element: usize, data: &Data<'_>) -> Gap {
        self.gap(element_path(&self.target, element), Reason::NoRow, data)
    }

    fn gap(&self, path: Path, reason: Reason, data: &Data<'_>) -> Gap {
        Gap {
            path,
            group: None,
            label: data.label(&self.target.path),
            reason,
        }
    }
}

fn outcome(spot: Spot, control: &Control, target: &Target, data: &Data<'_>) -> Outcome {
    let read = data.read(target).and_then(|(source, value)| {
        let new = entry(control, &value)?;
        Ok((source.to_owned(), value, new))
    });
    match read {
        Ok((_, value, new)) if holds(control, &new, &value) => Outcome::Nothing,
        Ok((source, _, new)) => Outcome::Write(Write {
            spot,
            source,
            path: target.path.clone(),
            old: control.held.clone(),
            new,
        }),
        // What the person wrote stays: there is nothing to miss.
        Err(_) if control.held.is_some() || data.is_past_the_end(target) => Outcome::Nothing,
        Err(reason) => Outcome::Gap(Gap {
            path: target.path.clone(),
            group: control.group.clone(),
            label: control.label.clone(),
            reason,
        }),
    }
}

/// Whether the control holds the value already.
fn holds(control: &Control, new: &Entry, value: &Datum) -> bool {
    match (&control.held, new) {
        (None, Entry::Checked(checked)) => !checked,
        (None, _) => false,
        (Some(Entry::Text(held)), Entry::Text(new)) if says(held, new, value) => true,
        (Some(held), new) => same(&control.kind, held, new),
    }
}

impl Plan {
    fn take(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Write(write) => self.writes.push(write),
            Outcome::Gap(gap) => self.missing.push(gap),
            Outcome::Nothing => {}
        }
    }

    /// Foresees the rows to add, from the blank row: right after the rows of the same list.
    fn add_rows(&mut self, page: &Page, list: usize, data: &Data<'_>) {
        let (Some(found), Some(elements)) = (page.lists.get(list), self.additions.get(list)) else {
            return;
        };
        let last = found.rows.iter().flatten().max();
        let is_after = |write: &Write| match (write.spot, last) {
            (Spot::There(rank), Some(last)) => rank > *last,
            _ => false,
        };
        let place = self
            .writes
            .iter()
            .position(is_after)
            .unwrap_or(self.writes.len());
        let mut rows = Self::default();
        for element in elements {
            for (control, blank) in found.blank.iter().enumerate() {
                let spot = Spot::Added { list, control };
                rows.take(outcome(spot, blank, &blank.target.at_row(*element), data));
            }
        }
        self.writes.splice(place..place, rows.writes);
        self.missing.extend(rows.missing);
    }
}

#[cfg(test)]
mod tests;
