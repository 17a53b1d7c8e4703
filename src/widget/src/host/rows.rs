//! The rows that a form repeats for the elements of a list.
//!
//! `data-prefill-each="enfants"` stands on each row; or, where there may be no row yet, on the element that holds
//! the rows, its children; or on a `<template>` of one row, which is copied before it. `data-prefill-add="#button"`,
//! on any of these, names the page's own button to press for one more row. A button `data-prefill-remove` in a row takes
//! that row away. In the copy of a template, `{n}` in an attribute becomes the rank of the row, from 0.

use model::fill::Control;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, HtmlTemplateElement};

use super::dom;

/// One row of the page, with the ranks of its controls in the page.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) element: Element,
    pub(super) controls: Vec<usize>,
}

/// A control that stands for a field of a list's elements.
pub(super) struct Part<'a> {
    pub(super) rank: usize,
    pub(super) control: &'a Control,
    pub(super) element: Element,
}

/// How a row is added.
#[derive(Clone, Debug)]
pub(super) enum Adder {
    /// By pressing the page's own button.
    Button(HtmlElement),
    /// By copying a template.
    Template(HtmlTemplateElement),
}

impl Adder {
    /// The page's own button when it names one, else its template.
    pub(super) fn of(marks: &[Element]) -> Option<Self> {
        let selector = marks
            .iter()
            .find_map(|mark| mark.get_attribute("data-prefill-add"));
        let button = selector.and_then(|selector| {
            let document = marks.first()?.owner_document()?;
            document
                .query_selector(&selector)
                .ok()
                .flatten()?
                .dyn_into()
                .ok()
        });
        let template = || marks.iter().find_map(|mark| mark.dyn_ref().cloned());
        button
            .map(Self::Button)
            .or_else(|| template().map(Self::Template))
    }
}

/// The rows of a list, among the elements that carry its name.
pub(super) fn find(marks: &[Element], parts: &[Part<'_>]) -> Vec<Row> {
    let holds_another = |mark: &Element| {
        let mut others = marks
            .iter()
            .filter(|other| *other != mark && !is_template(other));
        others.any(|other| mark.contains(Some(other)))
    };
    let innermost = marks
        .iter()
        .filter(|mark| !is_template(mark) && !holds_another(mark));
    innermost.flat_map(|mark| rows_of(mark, parts)).collect()
}

fn is_template(mark: &Element) -> bool {
    mark.is_instance_of::<HtmlTemplateElement>()
}

/// The rows of one element: its children, when each begins with the same control; else itself, when it has controls.
fn rows_of(mark: &Element, parts: &[Part<'_>]) -> Vec<Row> {
    let children = mark.children();
    let children = (0..children.length()).filter_map(|rank| children.item(rank));
    let rows: Vec<_> = children.filter_map(|child| row(&child, parts)).collect();
    let first = |row: &Row| {
        let part = parts
            .iter()
            .find(|part| row.controls.first() == Some(&part.rank))?;
        Some((&part.control.target, &part.control.format))
    };
    let repeats = rows.len() > 1
        && rows
            .iter()
            .all(|row| first(row) == rows.first().and_then(first));
    if repeats {
        return rows;
    }
    row(mark, parts).into_iter().collect()
}

fn row(element: &Element, parts: &[Part<'_>]) -> Option<Row> {
    let inside = parts
        .iter()
        .filter(|part| element.contains(Some(&part.element)));
    let controls: Vec<_> = inside.map(|part| part.rank).collect();
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

/// Takes a row away: by its own button when it has one.
pub(super) fn remove(row: &Element) {
    let button = row.query_selector("[data-prefill-remove]").ok().flatten();
    match button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        Some(button) => button.click(),
        None => row.remove(),
    }
}
