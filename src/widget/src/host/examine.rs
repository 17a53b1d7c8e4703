//! The form as the doctor sees it: every control, mapped or not, with all that tells what it asks for.

use std::collections::BTreeMap;

use model::doctor::{By, Clues, Form, Mapping as MappedBy, Seen, SeenList};
use model::fill::Kind;
use web_sys::Element;

use super::field::Field;
use super::mapping::Mapping;
use super::outline::{self, Outline};
use super::{dom, label};

/// Describes the form. Nothing changes in the page.
pub(super) fn examine(form: &Element, mapping: &Mapping) -> Form {
    let mut controls: Vec<(Element, Field)> = Outline::of_form(form, mapping)
        .parts
        .into_iter()
        .map(|part| (part.element, part.field))
        .collect();
    let (elements, _) = outline::elements(form);
    for element in &elements {
        let field = Field::of(element);
        let is_known = |field: &Field| controls.iter().any(|(_, known)| known == field);
        if let Some(field) = field.filter(|field| !is_known(field)) {
            controls.push((element.clone(), field));
        }
    }
    let lists = elements.iter().filter_map(seen_list);
    Form {
        lists: lists.collect(),
        controls: controls
            .iter()
            .map(|(element, field)| seen(element, field, mapping))
            .collect(),
    }
}

fn seen(element: &Element, field: &Field, mapping: &Mapping) -> Seen {
    let first = field.first().unwrap_or_else(|| element.clone());
    Seen {
        selector: match field {
            Field::Radios(_) => by_name(&first).unwrap_or_else(|| selector(&first)),
            _ => selector(&first),
        },
        kind: field.closed().map_or_else(|| field.kind(), Kind::Closed),
        mappings: mappings(element, mapping),
        format: dom::attribute(element, "data-prefill-format"),
        maxlength: field.maxlength(),
        list: dom::closest_deep(element, "[data-prefill-each]")
            .and_then(|row| dom::attribute(&row, "data-prefill-each")),
        clues: clues(&first, field),
    }
}

fn clues(element: &Element, field: &Field) -> Clues {
    let is_group = matches!(field, Field::Radios(_) | Field::Options(_));
    let (label, group) = match is_group {
        true => (label::of_group(element), label::outer_legend(element)),
        false => (label::of(element), label::legend(element)),
    };
    let name = ["name", "id"].iter().find_map(|name| {
        let text = dom::attribute(element, name)?;
        (!text.is_empty()).then_some(text)
    });
    Clues {
        label,
        group: group.unwrap_or_default(),
        name: name.unwrap_or_default(),
        autocomplete: dom::attribute(element, "autocomplete").unwrap_or_default(),
    }
}

/// Every mapping that names the control, in the order of precedence.
fn mappings(element: &Element, mapping: &Mapping) -> Vec<MappedBy> {
    let own = dom::attribute(element, "data-prefill");
    let own = own.map(|text| (By::Attribute, text));
    let by = |by: By, selectors: &BTreeMap<String, String>| {
        let mut named = selectors.iter();
        let found = named.find(|(selector, _)| dom::is(element, selector));
        found.map(|(_, path)| (by, path.clone()))
    };
    let relay = mapping.definition.as_ref();
    let all = [
        own,
        by(By::Page, &mapping.page),
        relay.and_then(|form| by(By::Relay, &form.mapping)),
    ];
    all.into_iter()
        .flatten()
        .map(|(by, text)| MappedBy { by, text })
        .collect()
}

fn seen_list(element: &Element) -> Option<SeenList> {
    let each = dom::attribute(element, "data-prefill-each")?;
    let add = dom::attribute(element, "data-prefill-add").map(|selector| {
        let found = dom::first(&element.get_root_node(), &selector).is_some();
        (selector, found)
    });
    Some(SeenList {
        selector: selector(element),
        each,
        add,
    })
}

/// What finds the element again: its id, else its name, else what it is.
fn selector(element: &Element) -> String {
    let id = element.id();
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter);
    if id.starts_with(|first: char| first.is_ascii_alphabetic()) && id.chars().all(is_plain) {
        return ["#", &id].concat();
    }
    by_name(element).unwrap_or_else(|| element.tag_name().to_lowercase())
}

fn by_name(element: &Element) -> Option<String> {
    let name = dom::attribute(element, "name")?;
    let can_be_quoted = !name.is_empty() && !name.contains(['"', '\\']);
    can_be_quoted.then(|| ["[name=\"", &name, "\"]"].concat())
}
