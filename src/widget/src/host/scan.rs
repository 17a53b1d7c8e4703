//! Reading the host form: its mapped controls and what they hold, and the lists it repeats rows for.

use model::fill::{Control, Data, Kind, List, Page, Target};
use web_sys::{Element, ShadowRoot};

use super::field::Field;
use super::index::Index;
use super::lists::Listed;
use super::mapping::Mapping;
use super::outline::{self, Outline, Part};
use super::rows::Adder;
use super::{dom, format, label};

/// The form as it is now: what it is for the plan, and the elements that go with it.
#[derive(Clone, Default)]
pub(super) struct Scan {
    pub(super) page: Page,
    /// The element of each control of the page.
    pub(super) fields: Vec<Field>,
    /// What goes with each list of the page.
    pub(super) lists: Vec<Listed>,
    /// How its controls are known again.
    pub(super) index: Index,
    /// The open shadow roots in the form.
    pub(super) shadows: Vec<ShadowRoot>,
}

/// Reads the form.
pub(super) fn scan(form: &Element, mapping: &Mapping) -> Scan {
    read(Outline::of_form(form, mapping), mapping)
}

/// Reads what the controls of a form are and hold.
pub(super) fn read(outline: Outline, mapping: &Mapping) -> Scan {
    let Outline {
        parts,
        lists,
        index,
        shadows,
    } = outline;
    let controls: Vec<_> = controls(&parts, Part::kind);
    Scan {
        page: Page {
            lists: lists_of_page(&lists, &controls, mapping),
            controls,
        },
        fields: parts.into_iter().map(|part| part.field).collect(),
        lists,
        index,
        shadows,
    }
}

impl Part {
    /// What the control is, or why nobody is to write in it.
    fn kind(&self) -> Kind {
        let closed = self.field.closed();
        closed.map_or_else(|| self.field.kind(), Kind::Closed)
    }
}

fn controls(parts: &[Part], kind: impl Fn(&Part) -> Kind) -> Vec<Control> {
    let formats = format::of_all(parts);
    let parts = parts.iter().zip(formats);
    parts
        .map(|(part, format)| control(part, kind(part), format))
        .collect()
}

fn control(part: &Part, kind: Kind, format: Option<String>) -> Control {
    let (label, group) = names(part);
    Control {
        kind,
        target: part.target.clone(),
        format,
        maxlength: part.field.maxlength(),
        label,
        group,
        held: part.field.held(),
    }
}

/// The label of a control and the legend of its group.
fn names(part: &Part) -> (String, Option<String>) {
    let Some(element) = part.field.first() else {
        return (String::new(), None);
    };
    if matches!(part.field, Field::Radios(_) | Field::Options(_)) {
        let label = label::of_group(&element);
        return (label, label::outer_legend(&element));
    }
    let own = label::of(&element);
    let label = match own.is_empty() && part.element != element {
        true => label::of(&part.element),
        false => own,
    };
    (label, label::legend(&element))
}

fn lists_of_page(lists: &[Listed], all: &[Control], mapping: &Mapping) -> Vec<List> {
    let lists = lists.iter();
    lists.map(|list| list_of_page(list, all, mapping)).collect()
}

fn list_of_page(list: &Listed, all: &[Control], mapping: &Mapping) -> List {
    let first = list.rows.first();
    let (blank, inner) = match &list.adder {
        Some(Adder::Template(template)) => {
            let content = template.content();
            let parts = outline::of_template(&content, mapping);
            let blank = controls(&parts, |part| part.field.kind()).into_iter();
            let inside = outline::in_template(&content);
            (blank.map(emptied).collect(), inner_lists(&inside))
        }
        _ => {
            let ranks = first.iter().flat_map(|row| &row.controls);
            let blank = ranks.filter_map(|rank| all.get(*rank).cloned());
            let inside = first.map(|row| dom::deep(&row.element)).unwrap_or_default();
            (blank.map(emptied).collect(), inner_lists(&inside))
        }
    };
    List {
        target: list.target.clone(),
        rows: list.rows.iter().map(|row| row.controls.clone()).collect(),
        blank: once(blank),
        can_add: list.adder.is_some(),
        within: list.within,
        inner,
    }
}

/// A row to add has one row of each list inside it.
fn once(blank: Vec<Control>) -> Vec<Control> {
    let mut kept: Vec<Control> = Vec::new();
    for control in blank {
        let same =
            |other: &&Control| (&other.target, &other.format) == (&control.target, &control.format);
        let is_inner = control.target.path.to_string().matches("[]").count() > 1;
        if !is_inner || !kept.iter().any(|other| same(&other)) {
            kept.push(control);
        }
    }
    kept
}

fn inner_lists(elements: &[Element]) -> Vec<Target> {
    let names = elements
        .iter()
        .filter_map(|element| dom::attribute(element, "data-prefill-each"));
    names
        .filter_map(|name| super::lists::target(&name))
        .collect()
}

/// A control of a row to add: empty, and without what is said of the first row alone.
fn emptied(control: Control) -> Control {
    Control {
        held: None,
        group: None,
        ..control
    }
}

impl Scan {
    /// Reads again, in a page that has not changed, what changes unheard: what its controls hold, and whether they are
    /// shown, which a style may let hang on a box.
    pub(super) fn refresh(&mut self, mapping: &Mapping) {
        for (control, field) in self.page.controls.iter_mut().zip(&self.fields) {
            control.held = field.held();
            control.kind = match (field.closed(), &control.kind) {
                (Some(reason), _) => Kind::Closed(reason),
                (None, kind) if field.is_html() && !matches!(kind, Kind::Closed(_)) => continue,
                (None, _) => field.kind(),
            };
        }
        self.page.lists = lists_of_page(&self.lists, &self.page.controls, mapping);
    }

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

/// Tells the people who make the page, where they look, which of its paths are none.
pub(super) fn warn_of_mistakes(form: &Element) {
    for element in dom::deep(form) {
        for attribute in ["data-prefill", "data-prefill-each"] {
            let text = element.get_attribute(attribute);
            let error = text.and_then(|text| text.parse::<Target>().err());
            if let Some(error) = error {
                web_sys::console::warn_2(
                    &["pre-remplir: ", attribute].concat().into(),
                    &error.to_string().into(),
                );
            }
        }
    }
}
