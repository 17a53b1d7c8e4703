//! Reading the lists that the host form repeats rows for.

use model::fill::Target;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlTemplateElement};

use super::dom;
use super::outline::Part;
use super::rows::{self, Adder, Row};

/// What tells a list from the others: its target, and the row of another list that it stands in.
pub(super) type Place = (Target, Option<(usize, usize)>);

/// The elements of a list.
#[derive(Clone)]
pub(super) struct Listed {
    /// Its place in the data, as the page names it.
    pub(super) target: Target,
    /// The row of another list that it stands in: the rank of that list and of its row.
    pub(super) within: Option<(usize, usize)>,
    /// Every element that carries the list's name.
    pub(super) marks: Vec<Element>,
    pub(super) rows: Vec<Row>,
    pub(super) adder: Option<Adder>,
}

impl Listed {
    /// What tells it from the others.
    pub(super) fn place(&self) -> Place {
        (self.target.clone(), self.within)
    }
}

/// The place of a list, as `data-prefill-each` names it.
pub(super) fn target(name: &str) -> Option<Target> {
    name.trim().trim_end_matches("[]").parse().ok()
}

/// Reads the lists that `data-prefill-each` names, each once in every row that it stands in, the outer ones first.
pub(super) fn read(elements: &[Element], parts: &[Part]) -> Vec<Listed> {
    let mut named: Vec<(Target, Vec<Element>)> = Vec::new();
    for mark in elements {
        let name = dom::attribute(mark, "data-prefill-each");
        if let Some(target) = name.and_then(|name| target(&name)) {
            match named.iter_mut().find(|(known, _)| *known == target) {
                Some((_, same)) => same.push(mark.clone()),
                None => named.push((target, vec![mark.clone()])),
            }
        }
    }
    let deepest = named.iter().map(|(target, _)| depth(target)).max();
    let mut lists = Vec::new();
    for level in 0..=deepest.unwrap_or(0) {
        for (target, marks) in named.iter().filter(|(target, _)| depth(target) == level) {
            for (within, marks) in by_row(target, marks, &lists) {
                lists.push(read_one(target, within, marks, parts));
            }
        }
    }
    lists
}

/// How many lists a list stands in.
fn depth(target: &Target) -> usize {
    target.path.to_string().matches("[]").count()
}

/// A row that a list stands in, and the list's elements there.
type InRow = (Option<(usize, usize)>, Vec<Element>);

/// The elements of a list, by the row of an outer list that they stand in.
fn by_row(target: &Target, marks: &[Element], lists: &[Listed]) -> Vec<InRow> {
    if depth(target) == 0 {
        return vec![(None, marks.to_vec())];
    }
    let mut groups: Vec<InRow> = Vec::new();
    for mark in marks {
        let within = row_around(mark, target, lists);
        match groups.iter_mut().find(|(known, _)| *known == within) {
            Some((_, same)) => same.push(mark.clone()),
            None => groups.push((within, vec![mark.clone()])),
        }
    }
    groups.retain(|(within, _)| within.is_some());
    groups
}

/// The innermost row around an element, of a list that the target goes through.
fn row_around(mark: &Element, target: &Target, lists: &[Listed]) -> Option<(usize, usize)> {
    let around = |list: &Listed| {
        let rows = list.rows.iter();
        let is_outer = list.target.path.covers(&target.path) && list.target != *target;
        is_outer.then(|| {
            rows.into_iter()
                .position(|row| dom::holds(&row.element, mark))
        })?
    };
    let mut found = lists.iter().enumerate().rev();
    found.find_map(|(rank, list)| Some((rank, around(list)?)))
}

fn read_one(
    target: &Target,
    within: Option<(usize, usize)>,
    marks: Vec<Element>,
    parts: &[Part],
) -> Listed {
    let is_of_list = |part: &Part| target.path.covers(&part.target.path);
    let of_list: Vec<_> = parts
        .iter()
        .enumerate()
        .filter(|(_, part)| is_of_list(part))
        .collect();
    Listed {
        target: target.clone(),
        within,
        rows: rows::find(&marks, &of_list),
        adder: Adder::of(&marks),
        marks,
    }
}

/// Whether an element is the template of a row.
pub(super) fn is_template(mark: &Element) -> bool {
    mark.is_instance_of::<HtmlTemplateElement>()
}
