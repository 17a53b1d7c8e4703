//! Saying beside a filled control where its value comes from.

use std::sync::atomic::{AtomicU32, Ordering};

use web_sys::{Document, Element};

use super::dom;
use super::field::Field;

/// Where the source is written on a filled control.
const ATTRIBUTE: &str = "data-prefill-origin";

/// How the id of a mark begins.
const ID: &str = "pr-origin-";

/// Every mark of the page has its own number, whichever widget made it.
static NEXT: AtomicU32 = AtomicU32::new(0);

/// A text beside the controls that one value filled, which each of them is described by.
#[derive(Debug)]
pub(super) struct Mark {
    text: Element,
    controls: Vec<Element>,
}

impl Mark {
    /// Marks `fields`, which one value of `source` filled, and `group` around them when it is theirs alone. `None` when the page cannot show it.
    pub(super) fn put(
        document: &Document,
        fields: &[&Field],
        group: Option<&Element>,
        source: &str,
        origin: &str,
    ) -> Option<Self> {
        let text = document.create_element("span").ok()?;
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let id = [ID, &number.to_string()].concat();
        text.set_id(&id);
        text.set_class_name("pr-origin");
        text.set_text_content(Some(origin));
        let controls: Vec<_> = fields
            .iter()
            .flat_map(|field| field.elements())
            .cloned()
            .collect();
        place(&text, fields, group)?;
        for control in &controls {
            set(control, ATTRIBUTE, source);
            describe(control, |ids| {
                forget(control, ids);
                ids.push(id.clone());
            });
        }
        Some(Self { text, controls })
    }

    /// Whether the mark is about this control.
    pub(super) fn is_about(&self, field: &Field) -> bool {
        field
            .elements()
            .iter()
            .any(|element| self.controls.contains(element))
    }

    /// Takes the mark away.
    pub(super) fn remove(self) {
        let id = self.text.id();
        for control in &self.controls {
            // Removing an attribute that is not there is no error.
            drop(control.remove_attribute(ATTRIBUTE));
            describe(control, |ids| ids.retain(|known| *known != id));
        }
        self.text.remove();
    }
}

/// Whether the control is marked already.
pub(super) fn is_marked(field: &Field) -> bool {
    let mut elements = field.elements().into_iter();
    elements.any(|element| element.has_attribute(ATTRIBUTE))
}

/// Takes away what another widget of the page wrote beside the control: it holds ours now.
fn forget(control: &Element, ids: &mut Vec<String>) {
    ids.retain(|id| {
        let is_mark = id.starts_with(ID);
        let mark = is_mark.then(|| dom::by_id(control, id)).flatten();
        mark.inspect(Element::remove);
        !is_mark
    });
}

/// The group around the first field, when it holds only what one value fills: three parts of a date, radio buttons.
pub(super) fn own_group(fields: &[&Field]) -> Option<Element> {
    let own: Vec<_> = fields.iter().flat_map(|field| field.elements()).collect();
    let first = *own.first()?;
    let group = dom::closest(first, "fieldset, [role=radiogroup], [role=group]")?;
    let path = first.get_attribute("data-prefill");
    // The day of a date may be unknown, and its control empty.
    let is_part =
        |element: &Element| path.is_some() && element.get_attribute("data-prefill") == path;
    let inside = dom::all(&group, "input, select, textarea");
    let is_own = inside
        .iter()
        .all(|element| own.contains(&element) || is_part(element));
    (is_own && inside.len() > 1).then_some(group)
}

/// At the end of the controls' own group, else after the last control and its label.
fn place(text: &Element, fields: &[&Field], group: Option<&Element>) -> Option<()> {
    if let Some(group) = group {
        return group.append_child(text).ok().map(|_| ());
    }
    let last = *fields.last()?.elements().last()?;
    after_label(last)
        .insert_adjacent_element("afterend", text)
        .ok()?
        .map(|_| ())
}

/// Inside a label, the text would become part of the control's name; between a box and its label, it would part them.
fn after_label(control: &Element) -> Element {
    let around = dom::closest(control, "label");
    let is_its = |next: &Element| dom::attribute(next, "for").is_some_and(|id| id == control.id());
    let next = || control.next_element_sibling().filter(is_its);
    around.or_else(next).unwrap_or_else(|| control.clone())
}

fn describe(control: &Element, change: impl FnOnce(&mut Vec<String>)) {
    const DESCRIBED_BY: &str = "aria-describedby";
    let ids = dom::attribute(control, DESCRIBED_BY).unwrap_or_default();
    let mut ids: Vec<_> = ids.split_whitespace().map(str::to_owned).collect();
    change(&mut ids);
    if ids.is_empty() {
        drop(control.remove_attribute(DESCRIBED_BY));
    } else {
        set(control, DESCRIBED_BY, &ids.join(" "));
    }
}

fn set(control: &Element, attribute: &str, value: &str) {
    // It fails only for a name that is no attribute's.
    drop(control.set_attribute(attribute, value));
}
