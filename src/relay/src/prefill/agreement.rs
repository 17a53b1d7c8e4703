//! What is written down of an agreement before anything is asked: nothing about the person.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::lang::Lang;
use model::path::Path;
use model::protocol::{Notice, Request};
use ulid::Ulid;

use super::tasks::{Task, allowed, least};
use crate::app::App;
use crate::assurance::Assurance;
use crate::calendar;
use crate::config::{Form, FormSource};
use crate::journal::{self, Consent, Controller, Items};
use crate::ticket::{Holder, Ticket};

/// What was agreed to, by whom as far as they are known.
pub(super) struct Agreement<'a> {
    pub(super) app: &'a App,
    pub(super) form: &'a Form,
    pub(super) request: &'a Request,
    pub(super) ticket: Option<&'a Ticket>,
    pub(super) tasks: &'a [Task],
}

impl Agreement<'_> {
    /// The record.
    pub(super) fn record(&self, notice: &Notice, lang: Lang) -> Consent {
        let (app, form, tasks) = (self.app, self.form, self.tasks);
        let offered = self.offered();
        let names = |(used, items): &(&FormSource, Vec<Path>)| (used.id.clone(), texts(items));
        let agreed = tasks
            .iter()
            .map(|task| (task.used.id.clone(), texts(&task.agreed)));
        let now = Timestamp::now();
        let organisation = &form.organisation;
        let assurance = least(tasks);
        Consent {
            version: journal::VERSION,
            receipt: Ulid::generate().to_string(),
            at: calendar::rfc3339(now),
            expires: journal::expiry(now, app.config.journal.retention),
            form: form.id.clone(),
            controller: Controller {
                siret: organisation.siret.as_str().to_owned(),
                name: organisation.name.clone(),
                dpo: organisation.dpo.clone(),
            },
            purpose: form.purpose.fr.clone(),
            legal_basis: form.legal_basis.clone(),
            retention: form.retention.clone(),
            notice: notice.hash.clone(),
            lang: lang.tag().to_owned(),
            assurance: assurance.as_str().to_owned(),
            shown: assurance != Assurance::Declared || form.disclosure.shows_declared(),
            agent: self.agent(),
            case: self
                .ticket
                .and_then(|ticket| Some(ticket.case.as_ref()?.to_string())),
            offered: offered.iter().map(names).collect(),
            agreed: agreed.collect(),
            refused: self.refused(&offered),
            providers: self.providers(),
            gesture: self.request.consent.gesture.clone(),
            software: app.software.clone(),
        }
    }

    fn agent(&self) -> Option<String> {
        match &self.ticket?.holder {
            Holder::Agent(agent) => Some(agent.id.to_string()),
            _ => None,
        }
    }

    /// What the page had to agree to: the form's items, but for who may ask for less of them.
    fn offered(&self) -> Vec<(&FormSource, Vec<Path>)> {
        let sources = self.form.sources.iter();
        let offered = sources.map(|used| (used, allowed(self.form, used, self.ticket)));
        offered.filter(|(_, items)| !items.is_empty()).collect()
    }

    /// The items of which nothing was agreed to.
    fn refused(&self, offered: &[(&FormSource, Vec<Path>)]) -> Items {
        let refused = offered.iter().map(|(used, items)| {
            let items = items.iter();
            let items = items.filter(|item| !self.is_agreed(used, item));
            (
                used.id.clone(),
                items.map(Path::to_string).collect::<Vec<_>>(),
            )
        });
        refused.filter(|(_, items)| !items.is_empty()).collect()
    }

    fn is_agreed(&self, used: &FormSource, item: &Path) -> bool {
        let tasks = self.tasks.iter().filter(|task| task.used.id == used.id);
        let mut paths = tasks.flat_map(|task| &task.agreed);
        paths.any(|path| item.covers(path) || path.covers(item))
    }

    fn providers(&self) -> BTreeMap<String, String> {
        let of = |task: &Task| {
            let source = self.app.catalogue.get(&task.used.id)?;
            Some((task.used.id.clone(), source.provider.clone()))
        };
        self.tasks.iter().filter_map(of).collect()
    }
}

fn texts(paths: &[Path]) -> Vec<String> {
    paths.iter().map(Path::to_string).collect()
}
