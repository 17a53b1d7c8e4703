//! Reading the host form: its mapped controls, and the lists it repeats rows for.

use std::collections::BTreeMap;

use model::fill::{Control, Data, Page, Target};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlFormElement, HtmlInputElement};

use super::field::Field;
use super::lists::Listed;
use super::{dom, label};

/// The controls that a mapping may name.
pub(super) const CONTROLS: &str = "input, select, textarea, [contenteditable], [data-prefill]";

/// The form as it is now: what it is for the plan, and the elements that go with it.
pub(super) struct Scan {
    pub(super) page: Page,
    /// The element of each control of the page.
    pub(super) fields: Vec<Field>,
    /// What goes with each list of the page.
    pub(super) lists: Vec<Listed>,
}

/// Reads the form. `mapping` names controls by selector, for pages that do not do it themselves.
pub(super) fn scan(form: &HtmlFormElement, mapping: &BTreeMap<String, String>) -> Scan {
    let elements: Vec<_> = match form.owner_document() {
        Some(document) => dom::all(&document, CONTROLS),
        None => Vec::new(),
    };
    let of_form = elements
        .into_iter()
        .filter(|element| belongs(element, form));
    let (controls, fields) = read(&of_form.collect::<Vec<_>>(), mapping);
    let mut scan = Scan {
        page: Page {
            controls,
            lists: Vec::new(),
        },
        fields,
        lists: Vec::new(),
    };
    scan.read_lists(form, mapping);
    scan
}

/// Whether a control is sent with the form: it stands in it, or names it.
fn belongs(element: &Element, form: &HtmlFormElement) -> bool {
    match element.get_attribute("form") {
        Some(id) => !id.is_empty() && id == form.id(),
        None => form.contains(Some(element)),
    }
}

/// The mapped controls among `elements`.
pub(super) fn read(
    elements: &[Element],
    mapping: &BTreeMap<String, String>,
) -> (Vec<Control>, Vec<Field>) {
    let mut controls = Vec::new();
    let mut fields: Vec<Field> = Vec::new();
    for element in elements {
        let Some(target) = target(element, mapping) else {
            continue;
        };
        let Some(field) = Field::of(element, |radio| same_group(radio, elements)) else {
            continue;
        };
        if !fields.contains(&field) {
            controls.push(control(element, &field, target));
            fields.push(field);
        }
    }
    (controls, fields)
}

/// The path that an element names, else the one that the mapping gives it.
fn target(element: &Element, mapping: &BTreeMap<String, String>) -> Option<Target> {
    let named = element.get_attribute("data-prefill");
    let mapped = || {
        let mut selectors = mapping.iter();
        selectors
            .find(|(selector, _)| dom::is(element, selector))
            .map(|(_, path)| path.clone())
    };
    let text = named.or_else(mapped)?;
    text.parse().ok()
}

/// Tells the people who make the page, where they look, which of its paths are none.
pub(super) fn warn_of_mistakes(form: &HtmlFormElement) {
    for attribute in ["data-prefill", "data-prefill-each"] {
        for element in dom::all(form.as_ref() as &Element, &["[", attribute, "]"].concat()) {
            let text = element.get_attribute(attribute).unwrap_or_default();
            if let Err(error) = text.parse::<Target>() {
                web_sys::console::warn_2(
                    &["pre-remplir: ", attribute].concat().into(),
                    &error.to_string().into(),
                );
            }
        }
    }
}

fn same_group(radio: &HtmlInputElement, elements: &[Element]) -> Vec<HtmlInputElement> {
    let name = radio.name();
    let radios = elements
        .iter()
        .filter_map(|element| element.dyn_ref::<HtmlInputElement>());
    let same = radios.filter(|other| other.type_() == "radio" && other.name() == name);
    if name.is_empty() {
        return vec![radio.clone()];
    }
    same.cloned().collect()
}

fn control(element: &Element, field: &Field, target: Target) -> Control {
    let is_group = matches!(field, Field::Radios(_));
    let (label, group) = match is_group {
        true => (label::of_group(element), label::outer_legend(element)),
        false => (label::of(element), label::legend(element)),
    };
    Control {
        kind: field.kind(),
        target,
        format: element.get_attribute("data-prefill-format"),
        maxlength: field.maxlength(),
        label,
        group,
        held: field.held(),
    }
}

impl Scan {
    /// Gives the controls that the page does not name the label of the form's definition.
    pub(super) fn name(&mut self, data: &Data<'_>) {
        let blanks = self.page.lists.iter_mut().flat_map(|list| &mut list.blank);
        for control in self.page.controls.iter_mut().chain(blanks) {
            if control.label.is_empty() {
                control.label = data.label(&control.target.path);
            }
        }
    }
}
