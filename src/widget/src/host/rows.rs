//! The rows that a form repeats for the elements of a list.
//!
//! `data-prefill-each="enfants"` stands on each row; or, where there may be no row yet, on the element that holds
//! the rows, its children; or on a `<template>` of one row, which is copied before it. `data-prefill-add="#button"`,
//! on any of these, names the page's own button to press for one more row. A button `data-prefill-remove` in a row takes
//! that row away. In the copy of a template, `{n}` in an attribute becomes the rank of the row, from 0.

use model::fill::Target;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, HtmlTemplateElement};

use super::dom;
use super::field::is_disabled;
use super::lists::is_template;
use super::outline::Part;
use super::ranks::Ranks;

/// One row of the page, with the ranks of its controls in the page.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) element: Element,
    pub(super) controls: Vec<usize>,
}

/// A control that stands for a field of a list's elements, and its rank in the page.
type Ranked<'a> = (usize, &'a Part);

/// How a row is added.
#[derive(Clone, Debug)]
pub(super) enum Adder {
    /// By pressing the page's own button.
    Button(HtmlElement),
    /// By copying a template.
    Template(HtmlTemplateElement),
}

impl Adder {
    /// The page's own button when it names one, else its template. A button that is disabled adds no row.
    pub(super) fn of(marks: &[Element]) -> Option<Self> {
        let named = |mark: &Element| Some((mark.clone(), mark.get_attribute("data-prefill-add")?));
        match marks.iter().find_map(named) {
            Some((mark, selector)) => {
                let button: HtmlElement = nearest(&mark, &selector)?.dyn_into().ok()?;
                (!is_disabled(&button)).then_some(Self::Button(button))
            }
            None => marks
                .iter()
                .find_map(|mark| mark.dyn_ref().cloned())
                .map(Self::Template),
        }
    }
}

/// The element that matches, in the smallest part of the page around `place` that has one: a list inside a row has its
/// button there.
fn nearest(place: &Element, selector: &str) -> Option<Element> {
    let inside = place.query_selector(selector).ok()?;
    inside.or_else(|| match place.parent_element() {
        Some(around) => nearest(&around, selector),
        // Beside it in a shadow root, then out of there.
        None => dom::first(&place.get_root_node(), selector)
            .or_else(|| nearest(&dom::shadow_host(place)?, selector)),
    })
}

/// The rows of a list, among the elements that carry its name: of those that stand in each other, the innermost.
pub(super) fn find(marks: &[Element], parts: &[Ranked<'_>]) -> Vec<Row> {
    let marks: Vec<_> = marks.iter().filter(|mark| !is_template(mark)).collect();
    let holder = Holder::new(marks.iter().copied());
    let mut holds_another = vec![false; marks.len()];
    for mark in &marks {
        let around = mark.parent_element().or_else(|| dom::shadow_host(mark));
        let outer = around.and_then(|around| holder.0.around(&around));
        if let Some(holds) = outer.and_then(|rank| holds_another.get_mut(rank)) {
            *holds = true;
        }
    }
    let places = marks.iter().zip(holder.share(parts)).zip(holds_another);
    let innermost = places.filter(|(_, holds_another)| !holds_another);
    innermost
        .flat_map(|((mark, inside), _)| rows_of(mark, &inside))
        .collect()
}

/// The rows of one element: its children, when each begins with the same control; else itself, when it has controls.
fn rows_of(mark: &Element, parts: &[Ranked<'_>]) -> Vec<Row> {
    let children = dom::children(mark);
    let inside = Holder::new(children.iter()).share(parts);
    let rows = children.iter().zip(&inside);
    let rows: Vec<_> = rows.filter(|(_, inside)| !inside.is_empty()).collect();
    let mut firsts = rows.iter().map(|(_, inside)| first(inside));
    let same = firsts.next();
    let repeats = rows.len() > 1 && firsts.all(|first| Some(first) == same);
    match (repeats, parts.is_empty()) {
        (true, _) => rows
            .iter()
            .map(|(child, inside)| row(child, inside))
            .collect(),
        (false, false) => vec![row(mark, parts)],
        (false, true) => Vec::new(),
    }
}

/// What tells the first control of a row from the others.
fn first<'a>(inside: &[Ranked<'a>]) -> Option<(&'a Target, &'a Option<String>)> {
    let (_, part) = *inside.first()?;
    Some((&part.target, &part.format))
}

fn row(element: &Element, inside: &[Ranked<'_>]) -> Row {
    Row {
        element: element.clone(),
        controls: inside.iter().map(|(rank, _)| *rank).collect(),
    }
}

/// Elements that hold controls. Which of them holds one is asked from the control upwards, once: asking each of them
/// would take a row of a long list longer than writing it.
struct Holder(Ranks);

impl Holder {
    fn new<'a>(elements: impl Iterator<Item = &'a Element>) -> Self {
        let ranks = Ranks::default();
        for (rank, element) in elements.enumerate() {
            ranks.set(element, rank);
        }
        Self(ranks)
    }

    /// The controls in each of them. One that several hold a part of is in none.
    fn share<'a>(&self, parts: &[Ranked<'a>]) -> Vec<Vec<Ranked<'a>>> {
        let mut shares = vec![Vec::new(); self.0.len()];
        for (rank, part) in parts {
            let elements = part.field.elements();
            let mut holders = elements.iter().map(|element| self.0.around(element));
            let first = holders.next().flatten();
            let holder = first.filter(|_| holders.all(|other| other == first));
            if let Some(share) = holder.and_then(|holder| shares.get_mut(holder)) {
                share.push((*rank, *part));
            }
        }
        shares
    }
}

/// Where a template may say the rank of a row.
const PLACES: [&str; 5] = ["id", "name", "for", "aria-labelledby", "aria-describedby"];
/// The elements that do.
const NUMBERED: &str =
    "[id*='{n}'], [name*='{n}'], [for*='{n}'], [aria-labelledby*='{n}'], [aria-describedby*='{n}']";

/// Puts a copy of the template's row before it.
pub(super) fn copy(template: &HtmlTemplateElement, rank: usize) -> Option<Element> {
    let document = template.owner_document()?;
    let model = template.content().first_element_child()?;
    let row: Element = document
        .import_node_with_deep(&model, true)
        .ok()?
        .dyn_into()
        .ok()?;
    let name = template.get_attribute("data-prefill-each")?;
    row.set_attribute("data-prefill-each", &name).ok()?;
    number(&row, rank);
    for inside in dom::all(&row, NUMBERED) {
        number(&inside, rank);
    }
    template
        .parent_node()?
        .insert_before(&row, Some(template))
        .ok()?;
    Some(row)
}

/// Writes the rank of a row where its template says `{n}`.
fn number(element: &Element, rank: usize) {
    for attribute in PLACES {
        let text = element
            .get_attribute(attribute)
            .filter(|text| text.contains("{n}"));
        if let Some(text) = text {
            // The attribute is there already: its name cannot be refused.
            drop(element.set_attribute(attribute, &text.replace("{n}", &rank.to_string())));
        }
    }
}
