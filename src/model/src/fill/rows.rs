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

/// Shares `length` elements among `rows`: first the rows that already name a person, then the empty ones in order.
///
/// `entry` tells what a control would hold for an element. A row that names someone the list does not have is left as
/// it is, and so is a row that could be for several elements.
pub(super) fn share(
    rows: &[Vec<&Control>],
    length: usize,
    entry: &dyn Fn(&Control, usize) -> Option<Entry>,
) -> Share {
    let mut of_rows: Vec<Option<usize>> = vec![None; rows.len()];
    for (rank, row) in rows.iter().enumerate() {
        let is_same = |element: &usize| is_same_person(row, &|control| entry(control, *element));
        let is_taken = |element: &usize| of_rows.contains(&Some(*element));
        let mut same = (0..length).filter(|element| !is_taken(element) && is_same(element));
        let (first, second) = (same.next(), same.next());
        of_rows[rank] = first.filter(|_| second.is_none());
    }
    let taken = of_rows.clone();
    let mut left = (0..length).filter(|element| !taken.contains(&Some(*element)));
    let is_free = |row: &&Vec<&Control>| is_empty(row);
    let places = rows.iter().zip(&mut of_rows);
    for (_, place) in places.filter(|(row, place)| place.is_none() && is_free(row)) {
        *place = left.next();
    }
    let left = left.collect();
    Share { of_rows, left }
}

/// Whether all that the row says of who it is for is true of the element, and it says something.
fn is_same_person(row: &[&Control], entry: &dyn Fn(&Control) -> Option<Entry>) -> bool {
    let mut said = row.iter().filter_map(|control| {
        let held = control
            .held
            .as_ref()
            .filter(|_| is_identifying(&control.target.path))?;
        Some(is_same_name(control, held, &entry(control)?))
    });
    said.next()
        .is_some_and(|first| first && said.all(|same| same))
}

/// A person rarely types all their first names: the first ones are enough.
fn is_same_name(control: &Control, held: &Entry, new: &Entry) -> bool {
    match (held, new) {
        (Entry::Text(held), Entry::Text(new)) => {
            let (held, new) = (fold(held), fold(new));
            let rest = new
                .strip_prefix(&held)
                .filter(|_| is_first_names(&control.target.path));
            held == new || rest.is_some_and(|rest| rest.starts_with(' '))
        }
        (held, new) => super::same(&control.kind, held, new),
    }
}

/// A row without a field that tells persons apart is empty when nothing is in it at all.
fn is_empty(row: &[&Control]) -> bool {
    let names = |control: &&&Control| is_identifying(&control.target.path);
    let tells = row.iter().any(|control| names(&control));
    row.iter()
        .filter(|control| !tells || names(control))
        .all(|control| control.held.is_none() || matches!(control.kind, Kind::Checkbox { .. }))
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
