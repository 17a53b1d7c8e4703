//! The mapped elements of a form, and the lists it repeats rows for: what there is, before what it holds.

use model::fill::Target;
use wasm_bindgen::JsCast as _;
use web_sys::{DocumentFragment, Element, HtmlTemplateElement, Node, ShadowRoot};

use super::drawn::Drawn;
use super::field::Field;
use super::index::Index;
use super::lists::{Listed, Place};
use super::mapping::{Mapping, Named};
use super::{custom, dom, format, lists};

/// A control of the form, and what fills it.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// The element that names the path: the control, or what the control stands in.
    pub(super) element: Element,
    pub(super) field: Field,
    pub(super) target: Target,
    /// How the page says that a date is written in it.
    pub(super) format: Option<String>,
}

/// The mapped controls and the lists of a form, in the order of the page.
pub(super) struct Outline {
    pub(super) parts: Vec<Part>,
    pub(super) lists: Vec<Listed>,
    pub(super) index: Index,
    /// The open shadow roots in the form.
    pub(super) shadows: Vec<ShadowRoot>,
}

impl Outline {
    /// Reads a form of the page.
    pub(super) fn of_form(form: &Element, mapping: &Mapping) -> Self {
        let (elements, shadows) = elements(form);
        let mut places: Vec<Node> = vec![form.get_root_node()];
        places.extend(shadows.iter().cloned().map(Node::from));
        let named = mapping.look_up(&places);
        let parts = parts(&elements, &named);
        let lists = lists::read(&elements, &parts);
        Self {
            index: Index::of(&parts),
            parts,
            lists,
            shadows,
        }
    }

    /// The list of this place.
    pub(super) fn list(&self, place: &Place) -> Option<&Listed> {
        self.lists.iter().find(|list| list.place() == *place)
    }
}

/// The controls of one row, as a template has them.
pub(super) fn of_template(content: &DocumentFragment, mapping: &Mapping) -> Vec<Part> {
    let named = mapping.look_up(&[content.clone().into()]);
    parts(&in_template(content), &named)
}

/// What a template holds, with what the templates inside it do.
pub(super) fn in_template(content: &DocumentFragment) -> Vec<Element> {
    let mut elements = Vec::new();
    for element in dom::deep(content) {
        let inner = element.dyn_ref().map(HtmlTemplateElement::content);
        elements.push(element);
        elements.extend(inner.iter().flat_map(in_template));
    }
    elements
}

/// What stands in the form, then the controls elsewhere in the page that are sent with it; and the open shadow roots
/// among all these.
pub(super) fn elements(form: &Element) -> (Vec<Element>, Vec<ShadowRoot>) {
    let (mut elements, mut shadows) = dom::deep_with_shadows(form);
    elements.retain(|element| belongs(element, form));
    let id = form.id();
    if !id.is_empty() && !id.contains(['"', '\\']) {
        let outside = ["[form=\"", &id, "\"]:not(pre-remplir *)"].concat();
        let mut outside = dom::all_in(&form.get_root_node(), &outside);
        outside.retain(|element| !form.contains(Some(element)));
        shadows.extend(outside.iter().filter_map(Element::shadow_root));
        elements.extend(outside);
    }
    (elements, shadows)
}

/// A control may name another form than the one it stands in. Elements of the page's own making often write down an
/// empty name, which means nothing.
fn belongs(element: &Element, form: &Element) -> bool {
    let named = dom::attribute(element, "form");
    named.is_none_or(|id| id == form.id() || (id.is_empty() && element.local_name().contains('-')))
}

fn parts(elements: &[Element], named: &Named) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for element in elements {
        let Some(target) = named.target(element) else {
            continue;
        };
        for field in fields(element, named) {
            if !is_known(&parts, &field) {
                parts.push(Part {
                    format: dom::attribute(element, "data-prefill-format"),
                    element: element.clone(),
                    field,
                    target: target.clone(),
                });
            }
        }
    }
    parts
}

/// Only a group of radio buttons is met several times.
fn is_known(parts: &[Part], field: &Field) -> bool {
    let is_group = matches!(field, Field::Radios(_) | Field::Options(_));
    is_group && parts.iter().any(|part| part.field == *field)
}

/// The control that an element is; else the only one that it holds, or the parts of a date.
fn fields(element: &Element, named: &Named) -> Vec<Field> {
    if let Some(field) = Field::of(element) {
        return vec![field];
    }
    let inside = inside(element, named);
    let (closed, open): (Vec<_>, Vec<_>) = inside
        .into_iter()
        .partition(|field| field.closed().is_some());
    let custom =
        custom::field(element).filter(|_| open.len() != 1 || custom::draws_its_choices(element));
    match (open.len(), custom, closed.len()) {
        (2 | 3, ..) if format::of_parts(&open).is_some() => open,
        (_, Some(custom), _) => vec![custom],
        (1, ..) => open,
        (0, None, 1) => closed,
        _ => vec![custom::radios(element).unwrap_or_else(|| Field::Nothing(element.clone()))],
    }
}

/// The controls in an element that names the path for them.
fn inside(element: &Element, named: &Named) -> Vec<Field> {
    let mut inside = dom::deep(element);
    let own_shadow = element.shadow_root();
    inside.extend(own_shadow.iter().flat_map(|shadow| dom::deep(&**shadow)));
    let mut fields: Vec<Field> = Vec::new();
    for inner in inside {
        let field = Field::of(&inner).filter(|_| named.target(&inner).is_none());
        fields.extend(field.filter(|field| !fields.contains(field)));
    }
    innermost(fields)
}

/// What opens a list may stand around what one types in, or around another of its sort; a `select` that the page hides and
/// what it draws in its place are one control too: the `select`, where its choices have words.
fn innermost(fields: Vec<Field>) -> Vec<Field> {
    let is_drawn = |other: &Field, opener: &Element| match other {
        Field::Select(select) if has_words(select) => {
            Drawn::of(select).is_some_and(|drawn| drawn.opens_by(opener))
        }
        _ => false,
    };
    let is_told = |field: &Field| match field {
        Field::Combobox(around) => fields
            .iter()
            .any(|other| other != field && (other.is_in(around) || is_drawn(other, around))),
        Field::Select(select) => fields.len() > 1 && !has_words(select),
        _ => false,
    };
    let kept: Vec<_> = fields
        .iter()
        .filter(|field| !is_told(field))
        .cloned()
        .collect();
    kept
}

/// Whether a choice of it can be read.
fn has_words(select: &Element) -> bool {
    select
        .text_content()
        .is_some_and(|words| !words.trim().is_empty())
}
