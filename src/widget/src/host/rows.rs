//! The rows that a form repeats for the elements of a list.
//!
//! `data-prefill-each="enfants"` stands on each row; or, where there may be no row yet, on the element that holds
//! the rows, its children; or on a `<template>` of one row, which is copied before it. `data-prefill-add="#button"`,
//! on any of these, names the page's own button to press for one more row. A button `data-prefill-remove` in a row takes
//! that row away. In the copy of a template, `{n}` in an attribute becomes the rank of the row, from 0.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, HtmlTemplateElement};

use super::dom;
use super::field::is_disabled;
use super::lists::is_template;
use super::outline::Part;

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

/// The rows of a list, among the elements that carry its name.
pub(super) fn find(marks: &[Element], parts: &[Ranked<'_>]) -> Vec<Row> {
    let holds_another = |mark: &Element| {
        let mut others = marks
            .iter()
            .filter(|other| *other != mark && !is_template(other));
        others.any(|other| dom::holds(mark, other))
    };
    let innermost = marks
        .iter()
        .filter(|mark| !is_template(mark) && !holds_another(mark));
    innermost.flat_map(|mark| rows_of(mark, parts)).collect()
}

/// The rows of one element: its children, when each begins with the same control; else itself, when it has controls.
fn rows_of(mark: &Element, parts: &[Ranked<'_>]) -> Vec<Row> {
    let whole = row(mark, parts);
    let inside: Vec<_> = whole.iter().flat_map(|row| &row.controls).collect();
    let of_mark: Vec<_> = parts
        .iter()
        .filter(|(rank, _)| inside.contains(&rank))
        .copied()
        .collect();
    let children = mark.children();
    let children = (0..children.length()).filter_map(|rank| children.item(rank));
    let rows: Vec<_> = children.filter_map(|child| row(&child, &of_mark)).collect();
    let first = |row: &Row| {
        let rank = row.controls.first()?;
        let (_, part) = of_mark.iter().find(|(known, _)| known == rank)?;
        Some((&part.target, &part.format))
    };
    let repeats = rows.len() > 1
        && rows
            .iter()
            .all(|row| first(row) == rows.first().and_then(first));
    match repeats {
        true => rows,
        false => whole.into_iter().collect(),
    }
}

fn row(element: &Element, parts: &[Ranked<'_>]) -> Option<Row> {
    let inside = parts.iter().filter(|(_, part)| part.field.is_in(element));
    let controls: Vec<_> = inside.map(|(rank, _)| *rank).collect();
    (!controls.is_empty()).then(|| Row {
        element: element.clone(),
        controls,
    })
}

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
    for inside in dom::all(&row, "*") {
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
    for attribute in ["id", "name", "for", "aria-labelledby", "aria-describedby"] {
        let text = element
            .get_attribute(attribute)
            .filter(|text| text.contains("{n}"));
        if let Some(text) = text {
            // The attribute is there already: its name cannot be refused.
            drop(element.set_attribute(attribute, &text.replace("{n}", &rank.to_string())));
        }
    }
}
