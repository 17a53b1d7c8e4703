//! The form of the page that hosts the widget: finding it, reading it, filling it, giving it back as it was.
//!
//! What is written where is worked out by [`model::fill`], which knows no page; here the page is only read and written.

use std::collections::{BTreeMap, BTreeSet};

use model::fill::{Filled, LineId, Review};
use model::path::Path;
use model::protocol::{Definition, SourceResult};
use web_sys::{HtmlElement, HtmlFormElement};

/// Why there is no form to fill. The remedy is in the page: `for="id-of-the-form"` on the element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoForm {
    /// The `for` attribute names no form of the page.
    Unknown,
    /// The page has no form.
    None,
    /// The page has several forms, and the element is in none and names none.
    Several,
}

/// A control of the host form and the path that fills it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapped {
    /// Where its value stands in the data of a source.
    pub path: Path,
    /// Its label, as the page has it.
    pub label: String,
}

/// The host form. Dropping it removes its listeners; what was filled stays.
pub struct Host {
    form: HtmlFormElement,
}

impl Host {
    /// Finds the form: the one that `form_id` names (the `for` attribute), else the one around `element`, else the only
    /// form of the page.
    ///
    /// # Errors
    /// When none of these exists.
    pub fn attach(element: &HtmlElement, form_id: Option<&str>) -> Result<Self, NoForm> {
        let _ = (element, form_id);
        Err(NoForm::None)
    }

    /// What the page maps, each path and label once, in the order of the page.
    pub fn paths(&self, definition: &Definition) -> Vec<Mapped> {
        let _ = (&self.form, definition);
        Vec::new()
    }

    /// Works out what filling would do. The page does not change.
    pub fn prepare(
        &mut self,
        definition: &Definition,
        results: &BTreeMap<String, SourceResult>,
    ) -> Review {
        let _ = (definition, results);
        Review::default()
    }

    /// Adds the rows that are missing and writes every line of the last review, except those in `keep_old`.
    ///
    /// `origin` words where the data of a source come from: it is shown beside each filled control.
    pub async fn fill(
        &mut self,
        keep_old: &BTreeSet<LineId>,
        origin: &dyn Fn(&str) -> String,
    ) -> Filled {
        let _ = (keep_old, origin);
        Filled::default()
    }

    /// Gives the form back as it was before [`Host::fill`]. What the person changed since then stays.
    pub fn undo(&mut self) {}
}
