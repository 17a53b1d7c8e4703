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

/// Shares `length` elements among `rows`: first the rows that already say whose they are, then the empty ones in order.
///
/// A row that names someone the list does not have is left as it is, and so is a row that could be for several elements.
pub(super) fn share(rows: &[Vec<&Control>], length: usize, entry: &Entries<'_>) -> Share {
    let mut of_rows: Vec<Option<usize>> = vec![None; rows.len()];
    let mut is_taken = vec![false; length];
    for (row, place) in rows.iter().zip(&mut of_rows) {
        *place = owner(row, &is_taken, entry);
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
fn owner(row: &[&Control], is_taken: &[bool], entry: &Entries<'_>) -> Option<usize> {
    let said = said(row);
    if said.is_empty() {
        return None;
    }
    let free = is_taken.iter().enumerate().filter(|(_, taken)| !**taken);
    let mut same = free
        .map(|(element, _)| element)
        .filter(|element| is_same(&said, &|control| entry(control, *element)));
    let first = same.next()?;
    let is_alike = |other| {
        row.iter()
            .all(|control| entry(control, first) == entry(control, other))
    };
    same.all(is_alike).then_some(first)
}

/// What the row says of whose it is: by the fields that tell persons apart, else by all that is in it.
fn said<'a>(row: &[&'a Control]) -> Vec<(&'a Control, &'a Entry)> {
    let tells = tells_persons(row);
    let held = row
        .iter()
        .filter_map(|control| Some((*control, control.held.as_ref()?)));
    held.filter(|(control, _)| match tells {
        true => is_identifying(&control.target.path),
        false => !matches!(control.kind, Kind::Checkbox { .. }),
    })
    .collect()
}

/// Whether all that the row says is true of the element, as far as the element says it, and something is.
fn is_same(said: &[(&Control, &Entry)], entry: &dyn Fn(&Control) -> Option<Entry>) -> bool {
    let mut compared = said
        .iter()
        .filter_map(|(control, held)| Some(is_same_name(control, held, &entry(control)?)));
    compared
        .next()
        .is_some_and(|first| first && compared.all(|same| same))
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
