//! The plan: what is written where, what is missing, which rows are added.

use super::choice::choose;
use super::data::{Data, Datum};
use super::entry::{entry, holds, said};
use super::fold::fold;
use super::place::Places;
use super::{Choice, Control, Entry, Gap, Kind, List, Page, Reason, Target};
use crate::path::Path;

/// What filling a page would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// What is written, in the order of the page.
    pub writes: Vec<Write>,
    /// What is not, and why.
    pub missing: Vec<Gap>,
    /// For each list of the page, whose its rows are.
    pub lists: Vec<Shared>,
}

/// Whose the rows of a list are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shared {
    /// Where the list stands in the data, with the rows of the lists around it; `None` when it stands in a row of nobody.
    pub target: Option<Target>,
    /// For each row, the rank of its element.
    pub of_rows: Vec<Option<usize>>,
    /// The elements that need a row of their own.
    pub left: Vec<usize>,
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
    /// What that stands for.
    pub(super) value: Datum,
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
    let places = Places::share(page, data);
    let mut plan = Plan::default();
    for (rank, control) in page.controls.iter().enumerate() {
        if let Some(target) = places.target(rank, &control.target) {
            plan.take(outcome(Spot::There(rank), control, &target, data));
        }
    }
    plan.lists = places.lists;
    for list in 0..page.lists.len() {
        plan.foresee(page, list, data);
    }
    plan
}

impl List {
    /// The gap of an element that has no row; `target` is where the list stands in the data.
    pub fn no_row(target: &Target, element: usize, data: &Data<'_>) -> Gap {
        let each = [&target.path.to_string(), "[]"].concat();
        let each: Result<Path, _> = each.parse();
        let path = each.map_or_else(|_| target.path.clone(), |path| path.at_row(element));
        Gap::of_list(target, path, Reason::NoRow, data)
    }
}

impl Gap {
    fn of_list(target: &Target, path: Path, reason: Reason, data: &Data<'_>) -> Self {
        Self {
            path,
            group: None,
            label: data.label(&target.path),
            reason,
        }
    }
}

fn outcome(spot: Spot, control: &Control, target: &Target, data: &Data<'_>) -> Outcome {
    let read = data.read(target).and_then(|(source, value)| {
        let new = entry(control, &value)?;
        Ok((source, value, new))
    });
    match read {
        Ok((_, value, new)) if holds(&control.kind, control.held.as_ref(), &new, &value) => {
            Outcome::Nothing
        }
        Ok((source, value, new)) => Outcome::Write(Write {
            spot,
            source: source.to_owned(),
            path: target.path.clone(),
            old: control.held.clone(),
            new,
            value,
        }),
        Err(reason) if is_no_loss(control, target, reason, data) => Outcome::Nothing,
        Err(reason) => Outcome::Gap(Gap {
            path: target.path.clone(),
            group: control.group.clone(),
            label: control.label.clone(),
            reason,
        }),
    }
}

/// What the person wrote stays: there is nothing to miss. Nor is there of an element that does not exist, or in a
/// control that is closed and that nothing is known for.
fn is_no_loss(control: &Control, target: &Target, reason: Reason, data: &Data<'_>) -> bool {
    let is_closed = matches!(control.kind, Kind::Closed(why) if why != reason);
    control.held.is_some() || is_closed || data.is_past_the_end(target)
}

impl Plan {
    fn take(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Write(write) => self.writes.push(write),
            Outcome::Gap(gap) => self.missing.push(gap),
            Outcome::Nothing => {}
        }
    }

    /// Foresees the rows to add, from the blank row: right after the rows of the same list. Says which lists did not
    /// come, and which elements have no row.
    fn foresee(&mut self, page: &Page, list: usize, data: &Data<'_>) {
        let (Some(found), Some(shared)) = (page.lists.get(list), self.lists.get_mut(list)) else {
            return;
        };
        let Some(target) = shared.target.clone() else {
            return;
        };
        if let Err(reason) = data.length(&target) {
            let path = target.path.clone();
            return self.missing.push(Gap::of_list(&target, path, reason, data));
        }
        if !found.can_add {
            let left = std::mem::take(&mut shared.left).into_iter();
            let gaps = left.map(|element| List::no_row(&target, element, data));
            return self.missing.extend(gaps);
        }
        let elements = shared.left.clone();
        let rows = blank_rows(list, found, &target, &elements, data);
        self.insert(found, rows);
    }

    /// The rows of a list inside a row come before those that are added after it: right after the last control there.
    fn insert(&mut self, list: &List, rows: Self) {
        let last = list.rows.iter().flatten().max();
        let is_before = |write: &Write| match (write.spot, last) {
            (Spot::There(rank), Some(last)) => rank <= *last,
            _ => false,
        };
        let place = match last {
            Some(_) => self
                .writes
                .iter()
                .rposition(is_before)
                .map_or(0, |rank| rank + 1),
            None => self.writes.len(),
        };
        self.writes.splice(place..place, rows.writes);
        self.missing.extend(rows.missing);
    }
}

/// What the rows to add would hold.
fn blank_rows(
    list: usize,
    found: &List,
    target: &Target,
    elements: &[usize],
    data: &Data<'_>,
) -> Plan {
    let mut rows = Plan::default();
    for element in elements {
        for (control, blank) in found.blank.iter().enumerate() {
            let spot = Spot::Added { list, control };
            let of_row = blank.target.within(target).at_row(*element);
            for target in spread(of_row, &found.inner, data) {
                rows.take(outcome(spot, blank, &target, data));
            }
        }
    }
    rows
}

/// The places of a control in the rows of the lists inside a row.
fn spread(target: Target, inner: &[Target], data: &Data<'_>) -> Vec<Target> {
    let list = target.path.first_list().filter(|list| {
        let mut inner = inner.iter();
        inner.any(|known| known.path.names().eq(list.names()))
    });
    let Some(list) = list else {
        return vec![target];
    };
    let list = Target {
        source: target.source.clone(),
        path: list,
    };
    let rows = 0..data.length(&list).unwrap_or(0);
    rows.flat_map(|row| spread(target.at_row(row), inner, data))
        .collect()
}

impl Write {
    /// Whether a control of this kind that holds `held` holds what was written, in its own way perhaps: a mask writes
    /// dates, numbers and telephone numbers as it likes, a form may leave accents out.
    pub fn is_held(&self, kind: &Kind, held: Option<&Entry>) -> bool {
        let is_plain = |held: &str, new: &str| {
            let is_number = matches!(self.value, Datum::Number(_));
            !is_number
                && !fold(new).is_empty()
                && fold(held) == fold(new)
                && digits(held) == digits(new)
        };
        match (held, &self.new) {
            (Some(held), new) if held == new => true,
            (Some(Entry::Text(held)), Entry::Text(new)) if is_plain(held, new) => true,
            _ => holds(kind, held, &self.new, &self.value),
        }
    }

    /// Which of the choices that the control shows once it is open says the value.
    pub fn pick(&self, format: Option<&str>, choices: &[Choice]) -> Option<usize> {
        choose(choices, &said(&self.value, format).ok()?).ok()
    }
}

/// The digits of a text: a postcode that lost its zero is another one.
fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests;
