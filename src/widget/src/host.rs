//! The form of the page that hosts the widget: finding it, reading it, filling it, giving it back as it was.
//!
//! What is written where is worked out by [`model::fill`], which knows no page; here the page is only read and written.
//! In reading order: `find`, `outline` (what is mapped), `field` (one control), `scan` (what the plan stands on), `watch`
//! (whether it is so still), `job` (the filling), `record` and `undo`.

mod add;
mod carry;
mod combobox;
mod custom;
mod dom;
mod drawn;
mod enter;
mod examine;
mod field;
mod find;
mod finish;
mod focus;
mod format;
mod index;
mod job;
mod label;
mod listen;
mod lists;
mod lock;
mod mapping;
mod orders;
mod origin;
mod outline;
mod pace;
mod patience;
mod prepared;
mod ranks;
mod read;
mod record;
mod remove;
mod rows;
mod scan;
mod sections;
mod task;
mod tell;
mod unchoose;
mod undo;
mod visible;
mod wait;
mod watch;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;

use model::doctor::Finding;
use model::fill::{Filled, Gap, Kind, Review};
use model::lang::Lang;
use model::path::Path;
use model::protocol::Definition;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Document, Element, HtmlElement};

use field::Field;
use job::Job;
use listen::{Act, Listener, Writing};
use mapping::Mapping;
use prepared::Prepared;
use record::Record;
use undo::Undo;
use watch::Watch;

use crate::timing::timed;

pub(crate) use custom::as_text;
pub use orders::{Orders, Planned};
pub use prepared::Came;

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

/// What happened to a form that was filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// The control that this value filled holds another one: it does not come from a source any more.
    Edited(Path),
    /// The page emptied the form.
    Reset,
}

/// The host form. Dropping it removes its listeners; what was filled stays.
pub struct Host {
    element: HtmlElement,
    form_id: Option<String>,
    form: RefCell<Element>,
    document: Document,
    page: Rc<BTreeMap<String, String>>,
    prepared: Option<Prepared>,
    /// The mapping of the last filling.
    filled_by: Option<Mapping>,
    record: Rc<RefCell<Record>>,
    writing: Writing,
    _listener: Listener,
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
    /// `page` is the page's own mapping of selectors to paths; `told` hears what happens to the form once it is filled.
    ///
    /// # Errors
    /// When none of these exists.
    pub fn attach(
        element: &HtmlElement,
        form_id: Option<&str>,
        page: BTreeMap<String, String>,
        told: impl Fn(Told) + 'static,
    ) -> Result<Self, NoForm> {
        let document = element.owner_document().ok_or(NoForm::None)?;
        let form = find::form(&document, element, form_id)?;
        scan::warn_of_mistakes(&form);
        let record = Rc::new(RefCell::new(Record::default()));
        let writing = Writing::default();
        let (noted, own) = (Rc::clone(&record), form.clone());
        let told: Rc<dyn Fn(Told)> = Rc::new(told);
        let note = move |act: Act<'_>| note(&noted, &own, &told, act);
        let listener = Listener::new(document.clone(), &writing, note);
        Ok(Self {
            element: element.clone(),
            form_id: form_id.map(str::to_owned),
            form: RefCell::new(form),
            document,
            page: Rc::new(page),
            prepared: None,
            filled_by: None,
            record,
            writing,
            _listener: listener,
        })
    }

    /// The form as the page has it now: a page that redraws itself may have put another one in its place.
    fn form(&self) -> Element {
        let mut form = self.form.borrow_mut();
        if !form.is_connected() {
            let now = find::form(&self.document, &self.element, self.form_id.as_deref());
            *form = now.unwrap_or_else(|_| form.clone());
        }
        form.clone()
    }

    /// What the page maps and lets be filled, each path and label once, in the order of the page, blank rows included.
    pub fn paths(&self, definition: &Rc<Definition>) -> Vec<Mapped> {
        let page = scan::scan(&self.form(), &self.mapping(definition)).page;
        let blank = page.lists.iter().flat_map(|list| &list.blank);
        let controls = page.controls.iter().chain(blank);
        let mut paths: Vec<Mapped> = Vec::new();
        for control in controls.filter(|control| !matches!(control.kind, Kind::Closed(_))) {
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

    fn mapping(&self, definition: &Rc<Definition>) -> Mapping {
        Mapping {
            page: Rc::clone(&self.page),
            definition: Some(Rc::clone(definition)),
        }
    }

    /// What a webmaster wants to know of the form: see [`model::doctor`].
    pub fn examine(&self, definition: &Rc<Definition>) -> Vec<Finding> {
        let form = examine::examine(&self.form(), &self.mapping(definition));
        model::doctor::examine(&form, &definition.sources)
    }

    /// Works out what filling would do with what came. The page does not change.
    pub fn prepare(&mut self, came: Came) -> Review {
        let mapping = self.mapping(&came.definition);
        let data = came.data();
        let form = self.form();
        let mut scan = scan::scan(&form, &mapping);
        let watch = Watch::new(&form, &scan.shadows);
        scan.name(&data);
        let plan = timed("pre-remplir-plan", || model::fill::plan(&scan.page, &data));
        let review = plan.review(&scan.page, Lang::from_tag(&came.definition.lang));
        self.prepared = Some(Prepared {
            lines: prepared::lines(&scan.page, &plan),
            scan,
            watch,
            plan,
            came,
            mapping,
        });
        review
    }

    /// What the last review is about to write, with these orders.
    pub fn planned(&self, orders: &Orders) -> Vec<Planned> {
        let prepared = self.prepared.as_ref();
        prepared
            .map(|prepared| prepared.planned(orders))
            .unwrap_or_default()
    }

    /// Adds the rows that are missing and writes every line of the last review, but for what `orders` says.
    ///
    /// `origin` words where the data of a source come from: it is shown beside each filled control.
    /// Each review is filled once; without one, nothing is done.
    pub async fn fill(&mut self, orders: &Orders, origin: &dyn Fn(&str) -> String) -> Filled {
        let Some(mut prepared) = self.prepared.take() else {
            return Filled::default();
        };
        self.filled_by = Some(prepared.mapping.clone());
        let watch = prepared.watch.take();
        Job::new(self, &prepared, orders, watch).run(origin).await
    }

    /// Gives the form back as it was before [`Host::fill`]. What the person changed since then stays. What is returned
    /// stayed too, because the page knows no way back.
    pub async fn undo(&mut self) -> Vec<Gap> {
        self.prepared = None;
        let record = self.record.take();
        let Some(mapping) = self.filled_by.take() else {
            return Vec::new();
        };
        let host = &*self;
        Undo { host, mapping }.run(record).await
    }

    /// Whether the person changed the control since it was written.
    fn is_edited(&self, field: &Field) -> bool {
        self.record.borrow().is_edited(field)
    }

    /// Gives one control back what it held before it was written. A choice that was pressed is taken back when all is
    /// undone.
    fn take_back(&self, field: &Field) {
        if matches!(field, Field::Combobox(_)) {
            return;
        }
        let before = self.record.borrow_mut().forget(field);
        if let Some(before) = before.filter(|before| *before != field.state()) {
            self.writing.during(|| field.write(&before));
        }
    }
}

/// Notes what the person or the page did to the form.
fn note(record: &Rc<RefCell<Record>>, form: &Element, told: &Rc<dyn Fn(Told)>, act: Act<'_>) {
    match act {
        Act::Edited(control, by_person) => {
            let edited = record.borrow_mut().edited(control, by_person);
            if let Some(path) = edited {
                told(Told::Edited(path));
            }
        }
        Act::Reset(reset, event) if reset == form && !record.borrow().is_empty() => {
            let (record, told, event) = (Rc::clone(record), Rc::clone(told), event.clone());
            // The page has not said yet whether it prevents it.
            spawn_local(async move {
                if !event.default_prevented() {
                    record.take().unmark_all();
                    told(Told::Reset);
                }
            });
        }
        Act::Reset(..) => {}
        Act::Pressed(target, event) => record.borrow().guard(target, event),
    }
}
