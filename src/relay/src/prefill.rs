//! One prefill, in order: visit, agreement, subject, disclosure, turns, durable record, calls, delivery.
//! No record, no call.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::SystemTime;

use jiff::Timestamp;
use model::lang::Lang;
use model::path::Path;
use model::protocol::{Answer, Period, Receipt, Request, SourceResult, Status};
use model::subject::Subject;
use serde_json::Value;
use tokio::task::JoinSet;
use ulid::Ulid;

use crate::app::App;
use crate::assurance::Assurance;
use crate::calendar;
use crate::catalogue::Source;
use crate::config::{Form, FormSource};
use crate::deliver::{Delivery, deliver};
use crate::journal::{Agreement, Call, Items};
use crate::notice::notice;
use crate::pace::Turn;
use crate::problem::{Reason, Refusal};
use crate::upstream::{Ask, Outcome};
use crate::visit::Invalid;

/// A source to ask, with everything that was checked about it.
struct Task {
    source_id: String,
    authorised: Vec<Path>,
    agreed: Vec<Path>,
    assurance: Assurance,
    ask: Ask,
}

/// Answers a prefill of `form`.
pub(crate) async fn prefill(
    app: Arc<App>,
    form: Arc<Form>,
    request: Request,
) -> Result<Answer, Refusal> {
    let visit = app
        .visits
        .check(&request.visit, &form.id, SystemTime::now());
    let lang = visit.as_ref().map(|visit| visit.lang).unwrap_or_default();
    visit.map_err(|invalid| visit_refused(invalid).in_lang(lang))?;
    let tasks = tasks(&app, &form, &request, lang).map_err(|reason| reason.in_lang(lang))?;
    let turns = app.upstream.admit(&form.organisation, tasks.len());
    let turns = turns.map_err(|full| Reason::Busy(full.seconds()).in_lang(lang))?;
    let agreement = agreement(&app, &form, lang, &tasks);
    let id = agreement.id;
    if let Err(error) = app.journal.agree(agreement).await {
        tracing::error!(%error, form = form.id, "agreement not recorded, nothing asked");
        return Err(Reason::Journal.in_lang(lang));
    }
    // A person who leaves does not interrupt a call that is under way: the API would refuse the next one like it.
    let asking = tokio::spawn(ask_all(app, form, id, lang, tasks, turns));
    let results = asking.await.map_err(|_| Reason::Internal.in_lang(lang))?;
    Ok(Answer {
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

/// What to ask of each source: the form's items that the person agreed to, with a subject that may be asked about.
fn tasks(app: &App, form: &Form, request: &Request, lang: Lang) -> Result<Vec<Task>, Reason> {
    if notice(form, &app.catalogue, lang).hash != request.consent.notice {
        return Err(Reason::NoticeChanged);
    }
    let mut tasks = Vec::new();
    let mut errors = Vec::new();
    for used in &form.sources {
        let Some(source) = app.catalogue.get(&used.id) else {
            continue;
        };
        let agreed = agreed(used, source, request);
        if agreed.is_empty() {
            continue;
        }
        match task(form, used, source, agreed, request) {
            Ok(task) => tasks.push(task),
            Err(Reason::Inputs(found)) => errors.extend(
                found
                    .into_iter()
                    .filter(|error| !errors.contains(error))
                    .collect::<Vec<_>>(),
            ),
            Err(reason) => return Err(reason),
        }
    }
    match (errors.is_empty(), tasks.is_empty()) {
        (false, _) => Err(Reason::Inputs(errors)),
        (true, true) => Err(Reason::NothingAgreed),
        (true, false) => Ok(tasks),
    }
}

/// The agreed paths of a source that bring at least one field this form may ask for.
fn agreed(used: &FormSource, source: &Source, request: &Request) -> Vec<Path> {
    let agreed = request
        .consent
        .items
        .get(&used.id)
        .cloned()
        .unwrap_or_default();
    let authorised = |path: &Path| {
        source
            .fields_under(path)
            .any(|field| used.items.iter().any(|item| item.covers(&field.path)))
    };
    agreed.into_iter().filter(authorised).collect()
}

fn task(
    form: &Form,
    used: &FormSource,
    source: &Source,
    agreed: Vec<Path>,
    request: &Request,
) -> Result<Task, Reason> {
    let offered = |subject: &&Subject| used.modes.contains(&subject.mode);
    let subject = request.subjects().find(offered).ok_or(Reason::NoSubject)?;
    let mode = source.modes.get(&subject.mode).ok_or(Reason::NoSubject)?;
    let assurance = Assurance::of_mode(&subject.mode);
    if assurance == Assurance::Declared && !form.disclosure.shows_declared() {
        return Err(Reason::Undisclosed);
    }
    let answers = subject
        .parse(&mode.needs(), calendar::today())
        .map_err(Reason::Inputs)?;
    let mut parameters: Vec<_> = mode.parameters(&answers).collect();
    parameters.extend(options(source, request)?);
    let ask = Ask {
        path: mode.path.clone(),
        parameters,
    };
    Ok(Task {
        source_id: used.id.clone(),
        authorised: used.items.clone(),
        agreed,
        assurance,
        ask,
    })
}

/// The source's own parameters: whole numbers under the names that the catalogue gives.
fn options(source: &Source, request: &Request) -> Result<Vec<(String, String)>, Reason> {
    let given = request
        .options
        .get(&source.id)
        .into_iter()
        .flatten()
        .filter(|(_, value)| !value.is_null());
    given
        .map(|(name, value)| {
            let parameter = source.options.get(name).ok_or(Reason::Option)?;
            let number = value.as_u64().ok_or(Reason::Option)?;
            Ok((parameter.clone(), number.to_string()))
        })
        .collect()
}

fn agreement(app: &App, form: &Form, lang: Lang, tasks: &[Task]) -> Agreement {
    let texts = |paths: &[Path]| paths.iter().map(Path::to_string).collect::<Vec<_>>();
    let offered: Items = form
        .sources
        .iter()
        .map(|used| (used.id.clone(), texts(&used.items)))
        .collect();
    let agreed: Items = tasks
        .iter()
        .map(|task| (task.source_id.clone(), texts(&task.agreed)))
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
        notice: notice(form, &app.catalogue, lang),
        lang: lang.tag(),
        assurance: assurance.as_str(),
        offered,
        agreed,
    }
}

async fn ask_all(
    app: Arc<App>,
    form: Arc<Form>,
    agreement: Ulid,
    lang: Lang,
    tasks: Vec<Task>,
    turns: Vec<Turn>,
) -> BTreeMap<String, SourceResult> {
    let mut asking = JoinSet::new();
    for (task, turn) in tasks.into_iter().zip(turns) {
        asking.spawn(ask_one(
            app.clone(),
            form.clone(),
            agreement,
            lang,
            task,
            turn,
        ));
    }
    asking.join_all().await.into_iter().collect()
}

async fn ask_one(
    app: Arc<App>,
    form: Arc<Form>,
    agreement: Ulid,
    lang: Lang,
    task: Task,
    turn: Turn,
) -> (String, SourceResult) {
    let path = task.ask.path.clone();
    let outcome = app
        .upstream
        .ask(&form.organisation, Ask { ..task.ask }, turn)
        .await;
    let at = Timestamp::now();
    let source_id = task.source_id;
    let result = match app.catalogue.get(&source_id) {
        Some(source) => result(source, &outcome, &task.authorised, &task.agreed, lang, at),
        None => SourceResult::failed(Status::Unavailable),
    };
    let call = Call {
        agreement,
        at: calendar::rfc3339(at),
        source: source_id.clone(),
        path,
        status: outcome.http,
        outcome: result.status,
        request_id: outcome.request_id.clone(),
    };
    if let Err(error) = app.journal.trace(call).await {
        tracing::error!(%error, source = source_id, "the trace of a call was not written");
    }
    (source_id, result)
}

fn result(
    source: &Source,
    outcome: &Outcome,
    authorised: &[Path],
    agreed: &[Path],
    lang: Lang,
    at: Timestamp,
) -> SourceResult {
    let delivered = match &outcome.result {
        Ok(payload) => deliver(source, payload.clone(), authorised, agreed)
            .ok()
            .filter(|d| d.status.has_data()),
        Err(_) => None,
    };
    match delivered {
        Some(Delivery { status, data }) => SourceResult {
            status,
            provider: Some(provider(source, &data)),
            obtained_at: Some(calendar::rfc3339(at)),
            period: period(source, &data),
            data: Some(data),
            problem: None,
        },
        None => refused(source, outcome, lang),
    }
}

/// A failure, or a payload that cannot be used, as the catalogue explains it.
fn refused(source: &Source, outcome: &Outcome, lang: Lang) -> SourceResult {
    let failure = outcome.result.as_ref().err();
    let http = if failure.is_some() { outcome.http } else { 0 };
    let code = failure.and_then(|failure| failure.code.as_deref());
    let meaning = source.errors.meaning(http, code);
    if meaning.operator {
        tracing::error!(
            source = source.id,
            status = http,
            code,
            "the API refuses this relay: check the token and its rights"
        );
    }
    let retry_after = failure
        .and_then(|failure| failure.retry_after)
        .map(|wait| wait.as_secs().max(1));
    SourceResult {
        problem: Some(meaning.problem(lang, retry_after)),
        ..SourceResult::failed(meaning.status)
    }
}

fn provider(source: &Source, data: &Value) -> String {
    let told = source
        .answered_by
        .as_ref()
        .and_then(|path| path.find(data)?.as_str());
    told.unwrap_or(&source.provider).to_owned()
}

fn period(source: &Source, data: &Value) -> Option<Period> {
    let period = source.period.as_ref()?;
    let number = |path: &Path| path.find(data)?.as_u64();
    Some(Period {
        annee: number(&period.annee)?.try_into().ok()?,
        mois: number(&period.mois).and_then(|mois| mois.try_into().ok()),
    })
}
