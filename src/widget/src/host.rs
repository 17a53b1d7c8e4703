//! The form of the page that hosts the widget: finding it, reading it, filling it, giving it back as it was.
//!
//! What is written where is worked out by [`model::fill`], which knows no page; here the page is only read and written.

mod add;
mod dom;
mod enter;
mod field;
mod find;
mod label;
mod listen;
mod lists;
mod origin;
mod record;
mod rows;
mod scan;
mod wait;
mod write;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::rc::Rc;

use model::fill::{Data, Filled, LineId, Plan, Review};
use model::lang::Lang;
use model::path::Path;
use model::protocol::{Definition, Source, SourceResult};
use web_sys::{Document, HtmlElement, HtmlFormElement};

use listen::{Act, Listener};
use record::Record;
use scan::Scan;
use write::Job;

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
    /// The only source that fills it, when the page names one.
    pub source: Option<String>,
    /// Where its value stands in the data of a source.
    pub path: Path,
    /// Its label, as the page has it.
    pub label: String,
}

/// The host form. Dropping it removes its listeners; what was filled stays.
pub struct Host {
    form: HtmlFormElement,
    document: Document,
    prepared: Option<Prepared>,
    record: Rc<RefCell<Record>>,
    /// Set while the changes in the page are ours.
    writing: Rc<Cell<bool>>,
    _listener: Listener,
}

/// The last review, with what it stands on.
struct Prepared {
    scan: Scan,
    plan: Plan,
    sources: Vec<Source>,
    results: BTreeMap<String, SourceResult>,
    mapping: BTreeMap<String, String>,
}

impl fmt::Debug for Host {
    /// Says nothing of what the form holds.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Host").finish_non_exhaustive()
    }
}

impl Host {
    /// Finds the form: the one that `form_id` names (the `for` attribute), else the one around `element`, else the only
    /// form of the page.
    ///
    /// # Errors
    /// When none of these exists.
    pub fn attach(element: &HtmlElement, form_id: Option<&str>) -> Result<Self, NoForm> {
        let document = element.owner_document().ok_or(NoForm::None)?;
        let form = find::form(&document, element, form_id)?;
        scan::warn_of_mistakes(&form);
        let record = Rc::new(RefCell::new(Record::default()));
        let writing = Rc::new(Cell::new(false));
        let (noted, own) = (Rc::clone(&record), form.clone());
        let note = move |act: Act<'_>| match act {
            Act::Edited(control) => noted.borrow_mut().edited(control),
            Act::Reset(form) if *form == **own => noted.take().forget(),
            Act::Reset(_) => {}
        };
        let listener = Listener::new(document.clone(), Rc::clone(&writing), note);
        Ok(Self {
            form,
            document,
            prepared: None,
            record,
            writing,
            _listener: listener,
        })
    }

    /// What the page maps, each path and label once, in the order of the page, blank rows included.
    pub fn paths(&self, definition: &Definition) -> Vec<Mapped> {
        let page = scan::scan(&self.form, &definition.mapping).page;
        let blank = page.lists.iter().flat_map(|list| &list.blank);
        let mut paths: Vec<Mapped> = Vec::new();
        for control in page.controls.iter().chain(blank) {
            let mapped = Mapped {
                source: control.target.source.clone(),
                path: control.target.path.clone(),
                label: control.label.clone(),
            };
            if !paths.contains(&mapped) {
                paths.push(mapped);
            }
        }
        paths
    }

    /// Works out what filling would do. The page does not change.
    pub fn prepare(
        &mut self,
        definition: &Definition,
        results: &BTreeMap<String, SourceResult>,
    ) -> Review {
        let data = Data {
            sources: &definition.sources,
            results,
        };
        let mut scan = scan::scan(&self.form, &definition.mapping);
        scan.name(&data);
        let plan = model::fill::plan(&scan.page, &data);
        let review = plan.review(&scan.page, Lang::from_tag(&definition.lang));
        self.prepared = Some(Prepared {
            scan,
            plan,
            sources: definition.sources.clone(),
            results: results.clone(),
            mapping: definition.mapping.clone(),
        });
        review
    }

    /// Adds the rows that are missing and writes every line of the last review, except those in `keep_old`.
    ///
    /// `origin` words where the data of a source come from: it is shown beside each filled control.
    /// Each review is filled once; without one, nothing is done.
    pub async fn fill(
        &mut self,
        keep_old: &BTreeSet<LineId>,
        origin: &dyn Fn(&str) -> String,
    ) -> Filled {
        let Some(prepared) = self.prepared.take() else {
            return Filled::default();
        };
        let mut job = Job::new(self, &prepared);
        job.add_rows().await;
        job.write(keep_old);
        job.finish(origin)
    }

    /// Gives the form back as it was before [`Host::fill`]. What the person changed since then stays.
    pub fn undo(&mut self) {
        self.prepared = None;
        let record = self.record.take();
        self.writing.set(true);
        record.undo();
        self.writing.set(false);
    }
}
