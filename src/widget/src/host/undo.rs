//! Giving the form back as it was.

use super::Host;
use super::combobox::Combobox;
use super::field::{Field, State};
use super::focus::Place;
use super::mapping::Mapping;
use super::outline::Outline;
use super::pace::Pace;
use super::record::{Added, Record, Written};
use super::remove::remove;

/// One undoing under way.
pub(super) struct Undo<'a> {
    pub(super) host: &'a Host,
    pub(super) mapping: &'a Mapping,
}

impl Undo<'_> {
    /// Undoes all that was done, last change first, but for what the person changed since.
    pub(super) async fn run(&self, mut record: Record) {
        let place = Place::now(&self.host.document);
        let mut pace = Pace::new();
        record.unmark_all();
        for written in record
            .written
            .iter()
            .rev()
            .filter(|written| !written.edited)
        {
            if let Some(field) = self.field(written) {
                self.restore(&field, &written.before).await;
            }
            pace.rest().await;
        }
        for added in record.added.iter().rev().filter(|added| !added.edited) {
            self.remove(added);
            pace.rest().await;
        }
        place.give_back();
    }

    /// The control that was written, in another element perhaps.
    fn field(&self, written: &Written) -> Option<Field> {
        if written.field.is_connected() {
            return Some(written.field.clone());
        }
        let now = self.outline();
        let rank = now.index.rank(&written.field, &written.key)?;
        now.parts.get(rank).map(|part| part.field.clone())
    }

    async fn restore(&self, field: &Field, before: &State) {
        match (field, before) {
            (Field::Combobox(element), State::Text(text)) => {
                let combobox = Combobox {
                    element,
                    writing: &self.host.writing,
                };
                if text.is_empty() {
                    return combobox.clear();
                }
                let pick = |choices: &[model::fill::Choice]| {
                    choices.iter().position(|choice| choice.label == *text)
                };
                combobox.choose(text, &pick).await;
            }
            _ => self.host.writing.during(|| {
                field.write(before);
                if field.state() != *before {
                    field.write_by_page(before);
                }
            }),
        }
    }

    fn remove(&self, added: &Added) {
        let in_its_place = || {
            let now = self.outline();
            let row = now.list(&added.list)?.rows.get(added.rank)?;
            Some(row.element.clone())
        };
        let row = match added.element.is_connected() {
            true => Some(added.element.clone()),
            false => in_its_place(),
        };
        if let Some(row) = row {
            self.host.writing.during(|| remove(&row, added.made));
        }
    }

    fn outline(&self) -> Outline {
        Outline::of_form(&self.host.form(), self.mapping)
    }
}
