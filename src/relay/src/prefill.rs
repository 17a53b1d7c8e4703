//! One prefill, in order: visit, agreement, subject, disclosure, turns, durable record, calls, delivery.
//! No record, no call.

mod results;
mod tasks;

use std::sync::Arc;
use std::time::SystemTime;

use jiff::Timestamp;
use model::lang::Lang;
use model::path::Path;
use model::protocol::{Notice, Receipt, Request, SourceResult};
use tokio::sync::mpsc;
use ulid::Ulid;

use crate::app::App;
use crate::assurance::Assurance;
use crate::calendar;
use crate::config::Form;
use crate::journal::{Agreement, Call, Items};
use crate::notice::notice;
use crate::pace::Turn;
use crate::problem::{Reason, Refusal};
use crate::visit::Invalid;
use tasks::Task;

/// A prefill that was recorded: its receipt, and its results as they arrive.
pub(crate) struct Prefill {
    pub(crate) receipt: Receipt,
    pub(crate) results: mpsc::Receiver<(String, SourceResult)>,
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
    let agreement = agreement(&form, notice, lang, &tasks);
    let id = agreement.id;
    if let Err(error) = app.journal.agree(agreement).await {
        tracing::error!(%error, form = form.id, "agreement not recorded, nothing asked");
        return Err(Reason::Journal.in_lang(lang));
    }
    let results = ask_all(&app, &form, id, lang, tasks, turns);
    Ok(Prefill {
        receipt: Receipt { id: id.to_string() },
        results,
    })
}

fn visit_refused(invalid: Invalid) -> Reason {
    match invalid {
        Invalid::Forged => Reason::Visit,
        Invalid::Expired => Reason::VisitExpired,
    }
}

fn agreement(form: &Form, notice: Notice, lang: Lang, tasks: &[Task]) -> Agreement {
    let texts = |paths: &[Path]| paths.iter().map(Path::to_string).collect::<Vec<_>>();
    let offered: Items = form
        .sources
        .iter()
        .map(|used| (used.id.clone(), texts(&used.items)))
        .collect();
    let agreed: Items = tasks
        .iter()
        .map(|task| (task.used.id.clone(), texts(&task.agreed)))
        .collect();
    let assurance = tasks
        .first()
        .map_or(Assurance::Declared, |task| task.assurance);
    Agreement {
        id: Ulid::generate(),
        at: calendar::now(),
        form: form.id.clone(),
        siret: form.organisation.siret.as_str().to_owned(),
        purpose: form.purpose.fr.clone(),
        legal_basis: form.legal_basis.clone(),
        notice,
        lang: lang.tag(),
        assurance: assurance.as_str(),
        offered,
        agreed,
    }
}

/// Asks every source at once; each result is there as soon as it arrives.
///
/// A person who leaves does not interrupt a call that is under way: the API would refuse the next one like it.
fn ask_all(
    app: &Arc<App>,
    form: &Arc<Form>,
    agreement: Ulid,
    lang: Lang,
    tasks: Vec<Task>,
    turns: Vec<Turn>,
) -> mpsc::Receiver<(String, SourceResult)> {
    let (send, results) = mpsc::channel(tasks.len().max(1));
    for (task, turn) in tasks.into_iter().zip(turns) {
        let (app, form, send) = (app.clone(), form.clone(), send.clone());
        tokio::spawn(async move {
            let result = ask_one(&app, &form, agreement, lang, &task, turn).await;
            // Nobody listens any more when the person has left.
            send.send((task.used.id.clone(), result)).await.ok();
        });
    }
    results
}

async fn ask_one(
    app: &App,
    form: &Form,
    agreement: Ulid,
    lang: Lang,
    task: &Task,
    turn: Turn,
) -> SourceResult {
    let outcome = app.upstream.ask(&form.organisation, &task.ask, turn).await;
    let at = Timestamp::now();
    let result = results::result(&app.catalogue, task, &outcome, lang, at);
    let call = Call {
        agreement,
        at: calendar::rfc3339(at),
        source: task.used.id.clone(),
        path: task.ask.path.clone(),
        status: outcome.http,
        outcome: result.status,
        request_id: outcome.request_id.clone(),
    };
    if let Err(error) = app.journal.trace(call).await {
        tracing::error!(%error, source = task.used.id, "the trace of a call was not written");
    }
    result
}
