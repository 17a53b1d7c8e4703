//! Whose each row of a page is, and so where the value of each control stands.

use super::entry::entry;
use super::rows::share;
use super::{Data, List, Page, Shared, Target};

/// Where each control of a page stands in the data.
pub(super) struct Places {
    /// For each control, the innermost row that it is in: the ranks of the list and of the row.
    rows: Vec<Option<(usize, usize)>>,
    /// For each list, the row of another list that it stands in.
    within: Vec<Option<(usize, usize)>>,
    /// Whose the rows of each list are.
    pub(super) lists: Vec<Shared>,
}

impl Places {
    /// Shares the elements of every list among its rows, the outer lists first.
    pub(super) fn share(page: &Page, data: &Data<'_>) -> Self {
        let mut places = Self {
            rows: innermost(page),
            within: page.lists.iter().map(|list| list.within).collect(),
            lists: Vec::new(),
        };
        for (rank, list) in page.lists.iter().enumerate() {
            let shared = places.share_list(page, rank, list, data);
            places.lists.push(shared);
        }
        places
    }

    fn share_list(&self, page: &Page, rank: usize, list: &List, data: &Data<'_>) -> Shared {
        let Some(target) = self.in_row(&list.target, list.within) else {
            return Shared {
                of_rows: vec![None; list.rows.len()],
                ..Shared::default()
            };
        };
        let own = |row: usize, controls: &Vec<usize>| {
            let place = Some((rank, row));
            let own = controls
                .iter()
                .filter(|control| self.rows.get(**control) == Some(&place));
            own.filter_map(|control| page.controls.get(*control))
                .collect::<Vec<_>>()
        };
        let rows = list.rows.iter().enumerate();
        let rows: Vec<_> = rows.map(|(row, controls)| own(row, controls)).collect();
        let length = data.length(&target).unwrap_or(0);
        let share = share(&rows, length, &|control, element| {
            let place = control.target.within(&target).at_row(element);
            entry(control, &data.read(&place).ok()?.1).ok()
        });
        Shared {
            target: Some(target),
            of_rows: share.of_rows,
            left: share.left,
        }
    }

    /// Where the value of a control stands; `None` in a row of nobody.
    pub(super) fn target(&self, control: usize, target: &Target) -> Option<Target> {
        self.in_row(target, self.rows.get(control).copied().flatten())
    }

    /// A target in a row, and so in the rows around it.
    fn in_row(&self, target: &Target, row: Option<(usize, usize)>) -> Option<Target> {
        let Some((list, row)) = row else {
            return Some(target.clone());
        };
        let around = self.in_row(target, self.within.get(list).copied().flatten())?;
        let element = self.lists.get(list)?.of_rows.get(row).copied().flatten()?;
        Some(around.at_row(element))
    }
}

/// The innermost row of each control: the lists come in order, the outer ones first.
fn innermost(page: &Page) -> Vec<Option<(usize, usize)>> {
    let mut places = vec![None; page.controls.len()];
    for (rank, list) in page.lists.iter().enumerate() {
        for (row, controls) in list.rows.iter().enumerate() {
            for control in controls {
                if let Some(place) = places.get_mut(*control) {
                    *place = Some((rank, row));
                }
            }
        }
    }
    places
}
