//! Reading the lists that the host form repeats rows for.

use std::collections::BTreeMap;

use model::fill::{Control, List, Target};
use web_sys::{Element, HtmlFormElement};

use super::dom::{self, Root};
use super::rows::{self, Adder, Row};
use super::scan::{CONTROLS, Scan, read};

/// The elements of a list.
pub(super) struct Listed {
    /// Every element that carries the list's name.
    pub(super) marks: Vec<Element>,
    pub(super) rows: Vec<Row>,
    pub(super) adder: Option<Adder>,
}

impl Scan {
    /// Reads the lists that `data-prefill-each` names, each once.
    pub(super) fn read_lists(
        &mut self,
        form: &HtmlFormElement,
        mapping: &BTreeMap<String, String>,
    ) {
        let mut marks: Vec<(String, Vec<Element>)> = Vec::new();
        for mark in dom::all(form.as_ref() as &Element, "[data-prefill-each]") {
            let name = mark.get_attribute("data-prefill-each").unwrap_or_default();
            let name = name.trim().trim_end_matches("[]").to_owned();
            match marks.iter_mut().find(|(known, _)| *known == name) {
                Some((_, same)) => same.push(mark),
                None => marks.push((name, vec![mark])),
            }
        }
        for (name, marks) in marks {
            if let Ok(target) = name.parse() {
                self.read_list(target, marks, mapping);
            }
        }
    }

    fn read_list(
        &mut self,
        target: Target,
        marks: Vec<Element>,
        mapping: &BTreeMap<String, String>,
    ) {
        let adder = Adder::of(&marks);
        let rows = rows::find(&marks, &self.fields_of(&target));
        let blank = match &adder {
            Some(Adder::Template(template)) => read_blank(&template.content(), mapping),
            _ => self.blank_of(rows.first()),
        };
        self.page.lists.push(List {
            target,
            rows: rows.iter().map(|row| row.controls.clone()).collect(),
            blank,
            can_add: adder.is_some(),
        });
        self.lists.push(Listed { marks, rows, adder });
    }

    /// The controls that stand for a field of the list's elements.
    fn fields_of<'a>(&'a self, list: &Target) -> Vec<rows::Part<'a>> {
        let pairs = self.page.controls.iter().zip(&self.fields).enumerate();
        let of_list = pairs.filter(|(_, (control, _))| list.path.covers(&control.target.path));
        of_list
            .filter_map(|(rank, (control, field))| {
                let element = (*field.elements().first()?).clone();
                Some(rows::Part {
                    rank,
                    control,
                    element,
                })
            })
            .collect()
    }

    /// The controls of the first row, emptied and without what is said of that row alone.
    fn blank_of(&self, row: Option<&Row>) -> Vec<Control> {
        let ranks = row.iter().flat_map(|row| &row.controls);
        ranks
            .filter_map(|rank| self.page.controls.get(*rank))
            .map(emptied)
            .collect()
    }
}

fn read_blank(content: &impl Root, mapping: &BTreeMap<String, String>) -> Vec<Control> {
    let (controls, _) = read(&dom::all(content, CONTROLS), mapping);
    controls.iter().map(emptied).collect()
}

fn emptied(control: &Control) -> Control {
    Control {
        held: None,
        group: None,
        ..control.clone()
    }
}
