//! Sharing the elements of a list among the rows that a form has for it.

use super::fold::fold;
use super::{Control, Entry, Kind};
use crate::path::Path;

/// The names of the fields that tell persons apart.
const IDENTIFYING: [&str; 6] = [
    "nom",
    "nom_naissance",
    "nom_usage",
    "prenom",
    "prenoms",
    "date_naissance",
];

/// The element that each row is for, and the elements for which there is no row.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Share {
    /// For each row, its element; `None` when the row is someone else's, or not needed.
    pub(super) of_rows: Vec<Option<usize>>,
    /// The elements that need a row of their own.
    pub(super) left: Vec<usize>,
}

/// What a control would hold for an element.
type Entries<'a> = dyn Fn(&Control, usize) -> Option<Entry> + 'a;

/// What the controls of the rows would hold for each element: the same in every row, so worked out once.
struct Table<'a> {
    length: usize,
    entry: &'a Entries<'a>,
    columns: Vec<(&'a Control, Vec<Option<Held>>)>,
}

/// What a control holds or would hold, ready to be compared.
#[derive(PartialEq)]
struct Held {
    entry: Entry,
    /// A text without case, accents nor punctuation.
    folded: String,
}

impl From<Entry> for Held {
    fn from(entry: Entry) -> Self {
        let folded = match &entry {
            Entry::Text(text) => fold(text),
            _ => String::new(),
        };
        Self { entry, folded }
    }
}

impl<'a> Table<'a> {
    /// The rank of the column of a control.
    fn rank(&mut self, control: &'a Control) -> usize {
        let about = |control: &'a Control| (&control.target, &control.kind, &control.format);
        let known = self.columns.iter();
        let known = known
            .enumerate()
            .find(|(_, (known, _))| about(known) == about(control));
        let rank = known.map_or(self.columns.len(), |(rank, _)| rank);
        if rank == self.columns.len() {
            let entry = |element| (self.entry)(control, element).map(Held::from);
            let entries = (0..self.length).map(entry);
            self.columns.push((control, entries.collect()));
        }
        rank
    }

    /// What the control of a column would hold for an element.
    fn get(&self, rank: usize, element: usize) -> Option<&Held> {
        let (_, column) = self.columns.get(rank)?;
        column.get(element)?.as_ref()
    }
}

/// Shares `length` elements among `rows`: first the rows that already say whose they are, then the empty ones in order.
///
/// A row that names someone the list does not have is left as it is, and so is a row that could be for several elements.
pub(super) fn share(rows: &[Vec<&Control>], length: usize, entry: &Entries<'_>) -> Share {
    let mut of_rows: Vec<Option<usize>> = vec![None; rows.len()];
    let mut is_taken = vec![false; length];
    let mut table = Table {
        length,
        entry,
        columns: Vec::new(),
    };
    for (row, place) in rows.iter().zip(&mut of_rows) {
        *place = owner(row, &is_taken, &mut table);
        take(&mut is_taken, *place);
    }
    for (row, place) in rows.iter().zip(&mut of_rows) {
        if place.is_none() && is_empty(row) {
            *place = is_taken.iter().position(|taken| !taken);
            take(&mut is_taken, *place);
        }
    }
    let left = (0..length).filter(|element| is_taken.get(*element) == Some(&false));
    Share {
        of_rows,
        left: left.collect(),
    }
}

fn take(is_taken: &mut [bool], element: Option<usize>) {
    if let Some(taken) = element.and_then(|element| is_taken.get_mut(element)) {
        *taken = true;
    }
}

/// The only free element that the row can be for. Of several that would be written alike in it, it is the first one's.
fn owner<'a>(row: &[&'a Control], is_taken: &[bool], table: &mut Table<'a>) -> Option<usize> {
    let said = said(row, table);
    if said.is_empty() {
        return None;
    }
    let free = is_taken.iter().enumerate().filter(|(_, taken)| !**taken);
    let mut same = free.map(|(element, _)| element);
    let first = same.find(|element| is_same(&said, *element, table))?;
    for other in same {
        if is_same(&said, other, table) && !are_alike(row, first, other, table) {
            return None;
        }
    }
    Some(first)
}

/// Whether a row would hold the same for two elements.
fn are_alike<'a>(row: &[&'a Control], one: usize, other: usize, table: &mut Table<'a>) -> bool {
    row.iter().all(|control| {
        let rank = table.rank(control);
        table.get(rank, one) == table.get(rank, other)
    })
}

/// What one control of a row says of whose the row is.
struct Saying<'a> {
    control: &'a Control,
    held: Held,
    /// The rank of its column in the table.
    column: usize,
}

/// What the row says of whose it is: by the fields that tell persons apart, else by all that is in it.
fn said<'a>(row: &[&'a Control], table: &mut Table<'a>) -> Vec<Saying<'a>> {
    let tells = tells_persons(row);
    let says = |control: &&&Control| match tells {
        true => is_identifying(&control.target.path),
        false => !matches!(control.kind, Kind::Checkbox { .. }),
    };
    let saying = |control: &&'a Control| {
        Some(Saying {
            control,
            held: Held::from(control.held.clone()?),
            column: table.rank(control),
        })
    };
    row.iter().filter(says).filter_map(saying).collect()
}

/// Whether all that the row says is true of the element, as far as the element says it, and something is.
fn is_same(said: &[Saying<'_>], element: usize, table: &Table<'_>) -> bool {
    let mut is_said = false;
    for saying in said {
        match table.get(saying.column, element) {
            Some(new) if !is_same_name(saying.control, &saying.held, new) => return false,
            Some(_) => is_said = true,
            None => {}
        }
    }
    is_said
}

/// A person rarely types all their first names: the first ones are enough.
fn is_same_name(control: &Control, held: &Held, new: &Held) -> bool {
    match (&held.entry, &new.entry) {
        (Entry::Text(_), Entry::Text(_)) => {
            let rest = new
                .folded
                .strip_prefix(&held.folded)
                .filter(|_| is_first_names(&control.target.path));
            held.folded == new.folded || rest.is_some_and(|rest| rest.starts_with(' '))
        }
        (held, new) => held == new,
    }
}

/// A row without a field that tells persons apart is empty when nothing is in it at all.
fn is_empty(row: &[&Control]) -> bool {
    let tells = tells_persons(row);
    row.iter()
        .filter(|control| !tells || is_identifying(&control.target.path))
        .all(|control| control.held.is_none() || matches!(control.kind, Kind::Checkbox { .. }))
}

fn tells_persons(row: &[&Control]) -> bool {
    row.iter()
        .any(|control| is_identifying(&control.target.path))
}

fn last_name(path: &Path) -> Option<&str> {
    path.names().last()
}

fn is_identifying(path: &Path) -> bool {
    last_name(path).is_some_and(|name| IDENTIFYING.contains(&name))
}

fn is_first_names(path: &Path) -> bool {
    matches!(last_name(path), Some("prenom" | "prenoms"))
}

#[cfg(test)]
mod tests;
