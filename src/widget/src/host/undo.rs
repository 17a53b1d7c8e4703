//! Giving the form back as it was.

use std::borrow::Borrow;

use model::fill::Gap;
use web_sys::Element;

use super::Host;
use super::combobox::Combobox;
use super::drawn::Drawn;
use super::field::{Field, State};
use super::focus::Place;
use super::mapping::Mapping;
use super::outline::Outline;
use super::pace::Pace;
use super::record::{Added, Record, Written};
use super::remove::{Made, button, can_leave, cross, press};
use super::wait;

/// How long a row has to leave after its button was pressed, in milliseconds.
const LEAVE: f64 = 500.0;
/// How long the form must not change for its rows to be there again, in milliseconds.
const CALM: u32 = 50;

/// One undoing under way.
pub(super) struct Undo<'a> {
    pub(super) host: &'a Host,
    pub(super) mapping: Mapping,
}

impl Undo<'_> {
    /// Undoes all that was done, last change first, but for what the person changed since; what stayed all the same.
    ///
    /// What stands in a row that is about to leave leaves with it: a page that hears late of a field that was emptied
    /// would put the row back.
    pub(super) async fn run(&self, mut record: Record) -> Vec<Gap> {
        let place = Place::now(&self.host.document);
        let mut pace = Pace::new();
        record.unmark_all();
        let ours: Vec<_> = record
            .written
            .iter()
            .rev()
            .filter(|written| !written.edited)
            .collect();
        let mut now = self.outline();
        let mut gaps: Vec<_> = ours
            .iter()
            .filter(|written| is_out_of_reach(written, &now))
            .map(|written| written.gap.clone())
            .collect();
        let (leaving, staying): (Vec<_>, Vec<_>) = ours
            .iter()
            .partition(|written| leaves(written, &record.added, &now));
        for written in staying {
            self.give_back(written, &mut now).await;
            pace.rest().await;
        }
        for added in record.added.iter().rev().filter(|added| !added.edited) {
            pace.leave(self.remove(added)).await;
        }
        now = self.outline();
        let left_there = leaving
            .into_iter()
            .filter(|written| field(written, &now).is_some());
        for written in left_there.collect::<Vec<_>>() {
            self.give_back(written, &mut now).await;
            pace.rest().await;
        }
        // The page draws what was written before it is looked at.
        pace.stop().await;
        self.press_crosses(&ours);
        pace.stop().await;
        now = self.outline();
        let stayed = ours.iter().filter(|written| stayed(written, &now));
        gaps.extend(stayed.map(|written| written.gap.clone()));
        place.give_back();
        gaps
    }

    /// Gives one control back what it held. `now` is the form as it was last looked at; it is looked at again when the control
    /// is not there any more.
    async fn give_back(&self, written: &Written, now: &mut Outline) {
        let is_stale = |field: &Field| !field.is_connected();
        if field(written, now).as_ref().is_none_or(is_stale) {
            *now = self.outline();
        }
        if let Some(field) = field(written, now) {
            self.restore(&field, &written.before).await;
        }
    }

    async fn restore(&self, field: &Field, before: &State) {
        let writing = &self.host.writing;
        match (field, before) {
            (Field::Combobox(element), State::Text(text)) => {
                let combobox = Combobox { element, writing };
                if text.is_empty() {
                    return combobox.clear().await;
                }
                let pick = |choices: &[model::fill::Choice]| {
                    choices.iter().position(|choice| choice.label == *text)
                };
                combobox.choose(text, &pick).await;
            }
            (Field::Select(select), State::Rank(rank)) if let Some(drawn) = Drawn::of(select) => {
                drawn.choose(*rank, writing).await;
            }
            _ => writing.during(|| {
                field.write(before);
                if field.state() != *before {
                    field.write_by_page(before);
                }
            }),
        }
    }

    /// Empties by their own crosses the inputs whose page still draws one: a calendar may keep its date when its text goes.
    fn press_crosses(&self, ours: &[&Written]) {
        let fields = ours.iter().map(|written| &written.field);
        let emptied =
            fields.filter(|field| matches!(field, Field::Input(_)) && field.held().is_none());
        for cross in emptied.filter_map(|field| cross(&field.first()?)) {
            self.host.writing.during(|| press(&cross));
        }
    }

    /// Takes a row away: by its own button, and then waits until it has left; else only what we made leaves.
    async fn remove(&self, added: &Added) {
        let Some(row) = row(added, || self.outline()) else {
            return;
        };
        match button(&row) {
            Some(button) => self.ask_to_leave(added, &button).await,
            None if added.made == Made::ByUs => self.host.writing.during(|| row.remove()),
            None => {}
        }
    }

    async fn ask_to_leave(&self, added: &Added, button: &Element) {
        let count = || {
            self.outline()
                .list(&added.list)
                .map_or(0, |list| list.rows.len())
        };
        let before = count();
        self.host.writing.during(|| press(button));
        let form = self.host.form();
        let has_left = || (count() < before).then_some(());
        wait::until(&form, LEAVE, has_left).await;
        // A page that draws all rows anew has none for a moment.
        wait::changes(&[form.into()], CALM, LEAVE).await;
    }

    fn outline(&self) -> Outline {
        Outline::of_form(&self.host.form(), &self.mapping)
    }
}

/// Whether the control stands in a row that was added and that will be taken away.
fn leaves(written: &Written, added: &[Added], now: &Outline) -> bool {
    let Some(field) = field(written, now) else {
        return false;
    };
    let mut rows = added.iter().filter(|added| !added.edited);
    rows.any(|added| {
        let row = row(added, || now);
        row.is_some_and(|row| field.is_in(&row) && can_leave(&row, added.made))
    })
}

/// Whether the page has taken the control away since it was written, on another of its screens perhaps, and so may
/// still send what was written. The row of a list that is still there was taken away for good.
fn is_out_of_reach(written: &Written, now: &Outline) -> bool {
    let mut lists = now.lists.iter();
    field(written, now).is_none() && !lists.any(|list| list.target.path.covers(&written.gap.path))
}

/// Whether the control holds what was written all the same.
fn stayed(written: &Written, now: &Outline) -> bool {
    let field = field(written, now);
    field.is_some_and(|field| field.state() != written.before && written.is_held_by(&field))
}

/// The control that was written, in another element of the form perhaps.
fn field(written: &Written, now: &Outline) -> Option<Field> {
    if written.field.is_connected() {
        return Some(written.field.clone());
    }
    let rank = now.index.rank(&written.field, &written.key)?;
    now.parts.get(rank).map(|part| part.field.clone())
}

/// The row that was added, in another element of the form perhaps.
fn row<Form: Borrow<Outline>>(added: &Added, now: impl FnOnce() -> Form) -> Option<Element> {
    if added.element.is_connected() {
        return Some(added.element.clone());
    }
    let now = now();
    let row = now.borrow().list(&added.list)?.rows.get(added.rank)?;
    Some(row.element.clone())
}
