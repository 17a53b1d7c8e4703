//! One prefill, in order: visit, agreement, subject, disclosure, turns, durable record, calls, delivery.
//! No record, no call; no trace, no delivery.

mod agreement;
mod gate;
mod results;
mod sealed;
mod tasks;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::SystemTime;

use jiff::Timestamp;
use model::lang::Lang;
use model::protocol::{Notice, Receipt, Request, SourceResult};
use tokio::sync::mpsc;
use tokio::time::Instant;

use crate::app::App;
use crate::attest::Attester;
use crate::calendar;
use crate::catalogue::Catalogue;
use crate::config::Form;
use crate::journal::{self, Call};
use crate::notice::{notice, notice_for};
use crate::pace::Turn;
use crate::problem::{Reason, Refusal};
use crate::ticket::{Reference, Taken, Ticket};
use crate::upstream::Outcome;
use crate::visit::Invalid;
use agreement::Agreement;
use gate::Gate;
use sealed::Sealing;
use tasks::Task;
pub(crate) use tasks::offered;

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

/// Answers a prefill of `form`, asked from a page of this origin.
pub(crate) async fn prefill(
    app: Arc<App>,
    form: Arc<Form>,
    origin: Option<&str>,
    request: Request,
) -> Result<Prefill, Refusal> {
    let visit = app
        .visits
        .check(&request.visit, &form.id, SystemTime::now());
    let lang = visit.as_ref().map(|visit| visit.lang).unwrap_or_default();
    visit.map_err(|invalid| visit_refused(invalid).in_lang(lang))?;
    let taken = taken(&app, &form, origin, &request).map_err(|reason| reason.in_lang(lang))?;
    let ticket = taken.as_ref().map(|taken| &*taken.ticket);
    let notice = read(ticket, &form, &app.catalogue, &request, lang);
    let notice = notice.ok_or_else(|| Reason::NoticeChanged.in_lang(lang))?;
    let tasks = tasks::tasks(&app, &form, &request, ticket);
    let tasks = tasks.map_err(|reason| reason.in_lang(lang))?;
    let turns = app.upstream.admit(&form.organisation, tasks.len());
    let turns = turns.map_err(|full| Reason::Busy(full.seconds()).in_lang(lang))?;
    let agreement = Agreement {
        app: &app,
        form: &form,
        request: &request,
        ticket,
        tasks: &tasks,
    };
    let consent = agreement.record(&notice, lang);
    let receipt = Receipt {
        id: consent.receipt.clone(),
    };
    if let Err(error) = app.journal.agree(consent, notice).await {
        tracing::error!(%error, form = form.id, "agreement not recorded, nothing asked");
        return Err(Reason::Journal.in_lang(lang));
    }
    let leaves = Instant::now() + app.config.sealed_after;
    let attester = attester(&app, &form, &receipt, &tasks, ticket);
    let gate = Gate {
        app,
        receipt: receipt.id.clone(),
        lang,
    };
    let results = ask_all(&gate, &form, tasks, turns, taken);
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

/// The text that was agreed to: the one for the holder of the ticket, or the form's, which says all of it and more.
fn read(
    ticket: Option<&Ticket>,
    form: &Form,
    catalogue: &Catalogue,
    request: &Request,
    lang: Lang,
) -> Option<Notice> {
    let own = notice_for(ticket, form, catalogue, lang);
    let whole = || notice(form, catalogue, lang);
    let is_it = |notice: &Notice| notice.hash == request.consent.notice;
    Some(own)
        .filter(is_it)
        .or_else(|| Some(whole()).filter(is_it))
}

/// The ticket of the request, which nobody else can use meanwhile.
fn taken(
    app: &App,
    form: &Form,
    origin: Option<&str>,
    request: &Request,
) -> Result<Option<Arc<Taken>>, Reason> {
    let Some(word) = &request.ticket else {
        return Ok(None);
    };
    let taken = app.tickets.take(word, &form.id, origin, SystemTime::now());
    taken.map(Some).map_err(Reason::Ticket)
}

fn attester(
    app: &App,
    form: &Arc<Form>,
    receipt: &Receipt,
    tasks: &[Task],
    ticket: Option<&Ticket>,
) -> Option<Attester> {
    let assurances = tasks
        .iter()
        .map(|task| (task.used.id.clone(), task.assurance));
    Some(Attester {
        keys: app.keys.as_ref()?.ring(),
        issuer: app.config.public_url.clone(),
        lifetime: app.config.signing.lifetime,
        form: form.clone(),
        receipt: receipt.id.clone(),
        case: ticket.and_then(|ticket| Some(ticket.case.as_ref()?.to_string())),
        assurances: assurances.collect(),
    })
}

/// Why a visit is refused.
pub(crate) fn visit_refused(invalid: Invalid) -> Reason {
    match invalid {
        Invalid::Forged => Reason::Visit,
        Invalid::Expired => Reason::VisitExpired,
    }
}

/// Asks every source at once; each result is there as soon as it arrives.
///
/// A person who leaves does not interrupt a call that is under way: the API would refuse the next one like it.
fn ask_all(
    gate: &Gate,
    form: &Arc<Form>,
    tasks: Vec<Task>,
    turns: Vec<Turn>,
    taken: Option<Arc<Taken>>,
) -> mpsc::Receiver<(String, SourceResult)> {
    let (send, results) = mpsc::channel(tasks.len().max(1));
    for (task, turn) in tasks.into_iter().zip(turns) {
        let (gate, form, send) = (gate.clone(), form.clone(), send.clone());
        let taken = taken.clone();
        tokio::spawn(async move {
            if let Some(taken) = &taken {
                taken.ask();
            }
            let result = ask_one(&gate, &form, &task, turn).await;
            if let Some(taken) = taken.filter(|_| result.status.has_data()) {
                taken.deliver();
            }
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
        agent: task.ask.agent.as_ref().map(Reference::to_string),
    };
    if let Err(error) = app.journal.trace(call).await {
        tracing::error!(%error, source = task.used.id, "the trace of a call was not written, nothing is delivered");
        return results::result(&app.catalogue, task, &Outcome::none(0), *lang, at);
    }
    result
}
