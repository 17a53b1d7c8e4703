//! One prefill, in order: visit, agreement, subject, disclosure, turns, durable record, calls, delivery.
//! No record, no call; no trace, no delivery.

mod gate;
mod results;
mod sealed;
mod tasks;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::SystemTime;

use jiff::Timestamp;
use model::lang::Lang;
use model::path::Path;
use model::protocol::{Notice, Receipt, Request, SourceResult};
use tokio::sync::mpsc;
use tokio::time::Instant;
use ulid::Ulid;

use crate::app::App;
use crate::assurance::Assurance;
use crate::attest::Attester;
use crate::calendar;
use crate::config::{Form, FormSource};
use crate::journal::{self, Call, Consent, Controller, Items};
use crate::notice::notice;
use crate::pace::Turn;
use crate::problem::{Reason, Refusal};
use crate::upstream::Outcome;
use crate::visit::Invalid;
use gate::Gate;
use sealed::Sealing;
use tasks::Task;

/// A prefill that was recorded: its receipt, and its results as they arrive.
pub(crate) struct Prefill {
    pub(crate) receipt: Receipt,
    pub(crate) results: mpsc::Receiver<(String, SourceResult)>,
    /// What every result passes once more before it leaves.
    pub(crate) gate: Gate,
    attester: Option<Attester>,
    sealing: Option<Sealing>,
}

impl Prefill {
    /// The signed statement of these results, where the relay has keys.
    pub(crate) fn attest(&self, results: &BTreeMap<String, SourceResult>) -> Option<String> {
        let attester = self.attester.as_ref()?;
        Some(attester.attest(results, Timestamp::now()))
    }
}

/// Answers a prefill of `form`.
pub(crate) async fn prefill(
    app: Arc<App>,
    form: Arc<Form>,
    request: Request,
) -> Result<Prefill, Refusal> {
    let visit = app
        .visits
        .check(&request.visit, &form.id, SystemTime::now());
    let lang = visit.as_ref().map(|visit| visit.lang).unwrap_or_default();
    visit.map_err(|invalid| visit_refused(invalid).in_lang(lang))?;
    let notice = notice(&form, &app.catalogue, lang);
    if notice.hash != request.consent.notice {
        return Err(Reason::NoticeChanged.in_lang(lang));
    }
    let tasks = tasks::tasks(&app, &form, &request).map_err(|reason| reason.in_lang(lang))?;
    let turns = app.upstream.admit(&form.organisation, tasks.len());
    let turns = turns.map_err(|full| Reason::Busy(full.seconds()).in_lang(lang))?;
    let consent = consent(&app, &form, &request, &notice, lang, &tasks);
    let receipt = Receipt {
        id: consent.receipt.clone(),
    };
    if let Err(error) = app.journal.agree(consent, notice).await {
        tracing::error!(%error, form = form.id, "agreement not recorded, nothing asked");
        return Err(Reason::Journal.in_lang(lang));
    }
    let leaves = Instant::now() + app.config.sealed_after;
    let attester = attester(&app, &form, &receipt, &tasks);
    let gate = Gate {
        app,
        receipt: receipt.id.clone(),
        lang,
    };
    let results = ask_all(&gate, &form, tasks, turns);
    Ok(Prefill {
        receipt,
        results,
        gate,
        sealing: attester
            .as_ref()
            .and_then(|attester| Sealing::of(attester, leaves)),
        attester,
    })
}

fn attester(app: &App, form: &Arc<Form>, receipt: &Receipt, tasks: &[Task]) -> Option<Attester> {
    let assurances = tasks
        .iter()
        .map(|task| (task.used.id.clone(), task.assurance));
    Some(Attester {
        keys: app.keys.as_ref()?.ring(),
        issuer: app.config.public_url.clone(),
        lifetime: app.config.signing.lifetime,
        form: form.clone(),
        receipt: receipt.id.clone(),
        assurances: assurances.collect(),
    })
}

fn visit_refused(invalid: Invalid) -> Reason {
    match invalid {
        Invalid::Forged => Reason::Visit,
        Invalid::Expired => Reason::VisitExpired,
    }
}

/// The record of the agreement, without anything about the person.
fn consent(
    app: &App,
    form: &Form,
    request: &Request,
    notice: &Notice,
    lang: Lang,
    tasks: &[Task],
) -> Consent {
    let texts = |paths: &[Path]| paths.iter().map(Path::to_string).collect::<Vec<_>>();
    let offered = form
        .sources
        .iter()
        .map(|used| (used.id.clone(), texts(&used.items)));
    let agreed = tasks
        .iter()
        .map(|task| (task.used.id.clone(), texts(&task.agreed)));
    let now = Timestamp::now();
    let organisation = &form.organisation;
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
        assurance: tasks
            .first()
            .map_or(Assurance::Declared, |task| task.assurance)
            .as_str()
            .to_owned(),
        shown: form.disclosure.shows_declared(),
        offered: offered.collect(),
        agreed: agreed.collect(),
        refused: refused(form, tasks),
        providers: providers(app, tasks),
        gesture: request.consent.gesture.clone(),
        software: app.software.clone(),
    }
}

/// The items of the form of which nothing was agreed to.
fn refused(form: &Form, tasks: &[Task]) -> Items {
    let agreed = |source: &str, item: &Path| {
        let mut paths = tasks
            .iter()
            .filter(|task| task.used.id == source)
            .flat_map(|task| &task.agreed);
        paths.any(|path| item.covers(path) || path.covers(item))
    };
    let of = |used: &FormSource| {
        let items = used.items.iter().filter(|item| !agreed(&used.id, item));
        (
            used.id.clone(),
            items.map(Path::to_string).collect::<Vec<_>>(),
        )
    };
    form.sources
        .iter()
        .map(of)
        .filter(|(_, items)| !items.is_empty())
        .collect()
}

fn providers(app: &App, tasks: &[Task]) -> BTreeMap<String, String> {
    let of = |task: &Task| {
        let source = app.catalogue.get(&task.used.id)?;
        Some((task.used.id.clone(), source.provider.clone()))
    };
    tasks.iter().filter_map(of).collect()
}

/// Asks every source at once; each result is there as soon as it arrives.
///
/// A person who leaves does not interrupt a call that is under way: the API would refuse the next one like it.
fn ask_all(
    gate: &Gate,
    form: &Arc<Form>,
    tasks: Vec<Task>,
    turns: Vec<Turn>,
) -> mpsc::Receiver<(String, SourceResult)> {
    let (send, results) = mpsc::channel(tasks.len().max(1));
    for (task, turn) in tasks.into_iter().zip(turns) {
        let (gate, form, send) = (gate.clone(), form.clone(), send.clone());
        tokio::spawn(async move {
            let result = ask_one(&gate, &form, &task, turn).await;
            // Nobody listens any more when the person has left.
            send.send((task.used.id.clone(), result)).await.ok();
        });
    }
    results
}

async fn ask_one(gate: &Gate, form: &Form, task: &Task, turn: Turn) -> SourceResult {
    let Gate { app, receipt, lang } = gate;
    let outcome = app.upstream.ask(&form.organisation, &task.ask, turn).await;
    let at = Timestamp::now();
    let result = results::result(&app.catalogue, task, &outcome, *lang, at);
    let result = gate.pass(result).await;
    let call = Call {
        version: journal::VERSION,
        receipt: receipt.clone(),
        at: calendar::rfc3339(at),
        expires: journal::expiry(at, journal::trace_retention()),
        form: form.id.clone(),
        siret: form.organisation.siret.as_str().to_owned(),
        source: task.used.id.clone(),
        path: task.ask.path.clone(),
        status: outcome.http,
        outcome: result.status,
        request_id: outcome.request_id.clone(),
    };
    if let Err(error) = app.journal.trace(call).await {
        tracing::error!(%error, source = task.used.id, "the trace of a call was not written, nothing is delivered");
        return results::result(&app.catalogue, task, &Outcome::none(0), *lang, at);
    }
    result
}
