//! Carrying a plan out: rows are added, controls written, and the page looked at again, until there is nothing to do.
//!
//! Forms change as they are filled: a box that is checked shows a section, a country brings its regions, a new row its
//! own lists. So the plan is made anew at each round; of the one that was reviewed, only what the person saw and chose
//! is kept.

use model::fill::{Control, Entry, Filled, Gap, List, Plan, Reason, Spot, Target, Write, plan};

use super::Host;
use super::combobox::{Chosen, Combobox};
use super::drawn::Drawn;
use super::field::Field;
use super::focus::Place;
use super::index::Key;
use super::orders::Orders;
use super::outline::Outline;
use super::pace::Pace;
use super::patience::Patience;
use super::prepared::Prepared;
use super::ranks::Ranks;
use super::scan::{self, Scan};
use super::task::{Task, gap};
use super::watch::Watch;
use crate::timing::timed;

/// How many times the page is looked at, at most: a form that never comes to rest is left as it is.
const ROUNDS: usize = 20;

/// One filling under way.
pub(super) struct Job<'a> {
    pub(super) host: &'a Host,
    pub(super) prepared: &'a Prepared,
    pub(super) orders: &'a Orders,
    /// The form as it was last looked at.
    pub(super) scan: Scan,
    /// Whether it is still so.
    watch: Option<Watch>,
    pub(super) plan: Plan,
    pub(super) tasks: Vec<Task>,
    /// The rank of each task, by the element of its control.
    ranks: Ranks,
    /// The elements of lists that have had a row, by the place of the list.
    pub(super) placed: Vec<(String, usize)>,
    pub(super) gaps: Vec<Gap>,
    pub(super) pace: Pace,
}

impl<'a> Job<'a> {
    /// `watch` has watched the form since it was reviewed.
    pub(super) fn new(
        host: &'a Host,
        prepared: &'a Prepared,
        orders: &'a Orders,
        watch: Option<Watch>,
    ) -> Self {
        Self {
            host,
            prepared,
            orders,
            scan: prepared.scan.clone(),
            watch,
            plan: Plan::default(),
            tasks: Vec::new(),
            ranks: Ranks::default(),
            placed: Vec::new(),
            gaps: Vec::new(),
            pace: Pace::new(),
        }
    }

    /// Fills the form, as far as it lets itself be filled; `words` says where the data of a source come from.
    pub(super) async fn run(mut self, words: &dyn Fn(&str) -> String) -> Filled {
        let place = Place::now(&self.host.document);
        let patience = Patience::new();
        self.look().await;
        for _ in 0..ROUNDS {
            if self.add_rows().await {
                self.look().await;
            }
            let goes_on = self.write().await || {
                let waiting = patience.wait(&self);
                self.pace.leave(waiting).await
            };
            if !goes_on {
                break;
            }
            self.look().await;
        }
        place.give_back();
        self.finish(words).await
    }

    /// Looks at the form, once the page has had time to draw what was written, and plans what is to be written in it.
    async fn look(&mut self) {
        self.pace.stop().await;
        match self
            .watch
            .as_ref()
            .is_some_and(|watch| !watch.has_changed())
        {
            true => self.scan.refresh(&self.prepared.mapping),
            false => self.read().await,
        }
        self.pace.rest().await;
        let data = self.prepared.data();
        self.scan.name(&data);
        self.plan = timed("pre-remplir-plan", || plan(&self.scan.page, &data));
        self.pace.rest().await;
    }

    /// Reads all of the form.
    async fn read(&mut self) {
        let mapping = &self.prepared.mapping;
        let form = self.host.form();
        let outline = Outline::of_form(&form, mapping);
        self.watch = Watch::new(&form, &outline.shadows);
        self.pace.rest().await;
        self.scan = scan::read(outline, mapping);
    }

    /// Writes what is due, in the order of the page; whether anything was.
    async fn write(&mut self) -> bool {
        let mut wrote = false;
        for write in std::mem::take(&mut self.plan.writes) {
            let task = self.due(write).and_then(|task| self.in_place(task));
            if let Some(task) = task {
                self.carry_out(task).await;
                self.pace.rest().await;
                wrote = true;
            }
        }
        wrote
    }

    /// What is to be done for one control.
    fn due(&mut self, write: Write) -> Option<Task> {
        let Spot::There(rank) = write.spot else {
            return None;
        };
        let control = self.scan.page.controls.get(rank)?.clone();
        let field = self.scan.fields.get(rank)?.clone();
        let key = self.scan.index.key(rank)?.clone();
        match self.known(&field, &key) {
            Some(known) => {
                let is_theirs = self.host.is_edited(&field);
                known.again(field, control).filter(|_| !is_theirs)
            }
            None => self.first(field, key, control, write),
        }
    }

    /// What is to be done for a control that was not written yet.
    fn first(&mut self, field: Field, key: Key, control: Control, write: Write) -> Option<Task> {
        self.check_review(&field, &key, &control, &write)?;
        let changed = self.orders.change(&control, &write);
        let by_page = changed.is_some();
        match changed.unwrap_or(Ok(Some(write.clone()))) {
            Ok(write) => Some(Task::new(field, key, control, write?, by_page)),
            Err(reason) => {
                self.gap_once(gap(&control, &write, reason));
                None
            }
        }
    }

    /// What a person saw in the review is written unless they keep what is there, or changed it since; what they did not
    /// see is written where nothing is.
    fn check_review(
        &mut self,
        field: &Field,
        key: &Key,
        control: &Control,
        write: &Write,
    ) -> Option<()> {
        let held = |control: &Control| control.held.as_ref().map(|held| control.raw(held));
        match self.prepared.line(field, key) {
            Some((id, _)) if self.orders.keeps(id) => None,
            Some((_, reviewed)) if held(reviewed) != held(control) => {
                self.gap_once(gap(control, write, Reason::Changed));
                None
            }
            Some(_) => Some(()),
            None => control.held.is_none().then_some(()),
        }
    }

    pub(super) fn gap_once(&mut self, gap: Gap) {
        let same = |known: &Gap| known.path == gap.path && known.label == gap.label;
        if !self.gaps.iter().any(same) {
            self.gaps.push(gap);
        }
    }

    /// The task of a control that was written, in this very element or in one that is gone.
    fn known(&self, field: &Field, key: &Key) -> Option<&Task> {
        let element = field.first()?;
        let by_key = |task: &&Task| task.key == *key && !task.field.is_connected();
        match self.ranks.get(&element) {
            Some(rank) => self.tasks.get(rank),
            None => self.tasks.iter().find(by_key),
        }
    }

    /// Writes one control.
    async fn carry_out(&mut self, task: Task) {
        let before = task.field.state();
        let chosen = match (&task.field, &task.write.new) {
            (Field::Combobox(element), Entry::Text(text)) => {
                let writing = &self.host.writing;
                let combobox = Combobox { element, writing };
                let pick = |choices: &_| task.write.pick(task.control.format.as_deref(), choices);
                self.pace.leave(combobox.choose(text, &pick)).await
            }
            (Field::Select(select), Entry::Choice(rank)) if let Some(drawn) = Drawn::of(select) => {
                let rank = i32::try_from(*rank).unwrap_or(-1);
                match self
                    .pace
                    .leave(drawn.choose(rank, &self.host.writing))
                    .await
                {
                    true => Chosen::Choice,
                    false => Chosen::None,
                }
            }
            _ => {
                self.host.writing.during(|| task.enter());
                Chosen::Typed
            }
        };
        match chosen {
            Chosen::None => self.gap_once(gap(&task.control, &task.write, Reason::NoChoice)),
            // The page may draw it later: what it shows now does not tell whether it changed.
            Chosen::Choice | Chosen::Typed => self.host.record.borrow_mut().wrote(&task, before),
        }
        self.keep(task);
    }

    /// The task in the control as it is now, when what was just written had the page put another in its place; `None`
    /// while it is not there.
    fn in_place(&self, task: Task) -> Option<Task> {
        if task.field.is_connected() {
            return Some(task);
        }
        let now = self.outline();
        let rank = now.index.rank(&task.field, &task.key)?;
        Some(task.moved_to(now.parts.get(rank)?.field.clone()))
    }

    fn keep(&mut self, task: Task) {
        let same = |known: &Task| known.key == task.key;
        let known = self.tasks.iter().position(same).filter(|_| task.is_again());
        let rank = known.unwrap_or(self.tasks.len());
        if let Some(element) = task.field.first() {
            self.ranks.set(&element, rank);
        }
        match self.tasks.get_mut(rank) {
            Some(known) => *known = task,
            None => self.tasks.push(task),
        }
    }

    /// Says that elements of a list have no row.
    pub(super) fn no_row(&mut self, list: &Target, elements: &[usize]) {
        let data = self.prepared.data();
        let gaps = elements
            .iter()
            .map(|element| List::no_row(list, *element, &data));
        self.gaps.extend(gaps);
    }
}
