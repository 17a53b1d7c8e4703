//! Adding the rows that a list lacks, by the page's own means.

use model::fill::Target;
use web_sys::{Element, HtmlTemplateElement};

use super::job::Job;
use super::lists::{Listed, Place};
use super::outline::Outline;
use super::record::Added;
use super::remove::Made;
use super::rows::{self, Adder, Row};
use super::{dom, wait};

/// How long the page has to show a row after its button was pressed, in milliseconds.
const ROW_LIMIT: f64 = 2000.0;

impl Job<'_> {
    /// Adds the rows that the plan asks for; whether any came. Where the page gives none, the elements left are gaps.
    pub(super) async fn add_rows(&mut self) -> bool {
        let mut added = false;
        for list in 0..self.plan.lists.len() {
            let Some((target, wanted)) = self.wanted(list) else {
                continue;
            };
            let Some(listed) = self.scan.lists.get(list) else {
                continue;
            };
            let (place, count) = (listed.place(), wanted.len());
            let rows = match &listed.adder {
                // Until a row comes, the form is as it was just looked at.
                Some(Adder::Template(template)) if !added => {
                    let (template, before) = (template.clone(), listed.rows.len());
                    self.copy_rows(&place, &template, before, count).await
                }
                _ => self.add_rows_to(&place, count).await,
            };
            self.no_row(&target, wanted.get(rows..).unwrap_or_default());
            added |= rows > 0;
        }
        added
    }

    /// Adds rows to one list; how many came.
    async fn add_rows_to(&mut self, place: &Place, count: usize) -> usize {
        if count == 0 {
            return 0;
        }
        let outline = self.outline();
        let Some(listed) = outline.list(place) else {
            return 0;
        };
        match listed.adder.clone() {
            Some(Adder::Template(template)) => {
                let rows = listed.rows.len();
                self.copy_rows(place, &template, rows, count).await
            }
            Some(Adder::Button(_)) => self.press_rows(place, outline, count).await,
            None => 0,
        }
    }

    /// Has the page add each row by its own button.
    async fn press_rows(&mut self, place: &Place, mut outline: Outline, count: usize) -> usize {
        for added in 0..count {
            outline = match self.press_row(place, &outline).await {
                Some(now) => now,
                None => return added,
            };
            self.pace.rest().await;
        }
        count
    }

    /// Copies a template for each row: what was made by us is known without looking for it.
    async fn copy_rows(
        &mut self,
        place: &Place,
        template: &HtmlTemplateElement,
        before: usize,
        count: usize,
    ) -> usize {
        for added in 0..count {
            let rank = before + added;
            let copied = self.host.writing.during(|| rows::copy(template, rank));
            let Some(row) = copied else {
                return added;
            };
            let row = Added::new(place.clone(), rank, row, Made::ByUs);
            self.host.record.borrow_mut().added(row);
            self.pace.rest().await;
        }
        count
    }

    /// The elements of a list that need a row and have had none yet: those that have one now are noted.
    fn wanted(&mut self, list: usize) -> Option<(Target, Vec<usize>)> {
        let shared = self.plan.lists.get(list)?;
        let target = shared.target.clone()?;
        let place = target.to_string();
        let mut placed: Vec<_> = shared.of_rows.iter().flatten().copied().collect();
        let is_placed = |element: &usize| self.placed.contains(&(place.clone(), *element));
        let wanted = shared.left.iter().filter(|element| !is_placed(element));
        let wanted: Vec<_> = wanted.copied().collect();
        // An element is asked a row for once: a page that loses its rows would get them without end.
        placed.extend(&wanted);
        placed.retain(|element| !is_placed(element));
        let placed = placed.into_iter().map(|element| (place.clone(), element));
        self.placed.extend(placed.collect::<Vec<_>>());
        Some((target, wanted))
    }

    /// Has the page add one row, by its button as it is now; the form with that row.
    async fn press_row(&mut self, place: &Place, before: &Outline) -> Option<Outline> {
        let listed = before.list(place)?;
        let Some(Adder::Button(button)) = &listed.adder else {
            return None;
        };
        self.host.writing.during(|| button.click());
        let form = self.host.form();
        let came = wait::until(&form, ROW_LIMIT, || {
            let now = self.outline();
            let rows = &now.list(place)?.rows;
            let more = rows.len() > listed.rows.len();
            let rank = rows.iter().rposition(|row| is_new(row, before, &now));
            let rank = rank.filter(|_| more)?;
            let element = whole(rows.get(rank)?, listed, &now);
            Some((now, rank, element))
        });
        let (now, rank, element) = came.await?;
        let added = Added::new(place.clone(), rank, element, Made::ByPage);
        self.host.record.borrow_mut().added(added);
        Some(now)
    }

    pub(super) fn outline(&self) -> Outline {
        Outline::of_form(&self.host.form(), &self.prepared.mapping)
    }
}

/// Whether none of the row's controls was there before.
fn is_new(row: &Row, before: &Outline, now: &Outline) -> bool {
    let mut parts = row.controls.iter().filter_map(|rank| now.parts.get(*rank));
    !parts.any(|part| before.parts.iter().any(|known| known.field == part.field))
}

/// What was added for a row: the row, or the part of it that is new when the page had its holder already.
fn whole(row: &Row, before: &Listed, now: &Outline) -> Element {
    if !before.marks.contains(&row.element) {
        return row.element.clone();
    }
    let first = row.controls.first().and_then(|rank| now.parts.get(*rank));
    let is_in = |child: &Element| first.is_some_and(|part| part.field.is_in(child));
    let children = dom::all(&row.element, ":scope > *");
    let part = children.into_iter().find(is_in);
    part.unwrap_or_else(|| row.element.clone())
}
