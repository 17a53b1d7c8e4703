//! What to answer about a source: what was agreed of its payload, or why there is nothing.

use jiff::Timestamp;
use model::lang::Lang;
use model::path::Path;
use model::protocol::{Alternative, Period, Problem, SourceResult, Status};
use model::subject::field_of;
use serde_json::{Value, json};

use super::tasks::Task;
use crate::calendar::{self, Month};
use crate::catalogue::{Catalogue, Source};
use crate::deliver::{Delivery, deliver};
use crate::texts;
use crate::upstream::Outcome;

/// What came of a task.
pub(super) fn result(
    catalogue: &Catalogue,
    task: &Task,
    outcome: &Outcome,
    lang: Lang,
    at: Timestamp,
) -> SourceResult {
    let Some(source) = catalogue.get(&task.used.id) else {
        return SourceResult::failed(Status::Unavailable);
    };
    match delivery(source, task, outcome) {
        Some(Delivery { status, data }) => SourceResult {
            status,
            provider: Some(provider(source, &data)),
            obtained_at: Some(calendar::rfc3339(at)),
            period: period(source, &data),
            data: Some(data),
            problem: None,
        },
        None => refused(source, task, outcome, lang),
    }
}

/// What may be delivered; `None` when nothing came, or nothing that can be used.
fn delivery(source: &Source, task: &Task, outcome: &Outcome) -> Option<Delivery> {
    let payload = outcome.result.as_ref().ok()?;
    let today = calendar::today();
    let data = source.read(source.modes.get(&task.mode)?, payload, today);
    let delivery = deliver(source, data, &task.used.items, &task.agreed, today).ok()?;
    delivery.status.has_data().then_some(delivery)
}

/// A failure, or a payload that cannot be used, as the catalogue explains it.
fn refused(source: &Source, task: &Task, outcome: &Outcome, lang: Lang) -> SourceResult {
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
    let mut problem = meaning.problem(lang, retry_after);
    for invalid in &mut problem.fields {
        invalid.field = field_of(task.about.as_deref(), &invalid.field);
    }
    let renewal = calendar::renewal(calendar::today());
    if let Some(renewal) = renewal.filter(|_| source.monthly && !task.has_options)
        && meaning.status == Status::NotFound
    {
        problem = too_early(problem, source, task, renewal, lang);
    }
    SourceResult {
        problem: Some(problem),
        ..SourceResult::failed(meaning.status)
    }
}

/// In the first days of a month, figures may be missing because the new ones are not there yet.
fn too_early(
    problem: Problem,
    source: &Source,
    task: &Task,
    renewal: calendar::Renewal,
    lang: Lang,
) -> Problem {
    let Month { annee, mois } = renewal.last_month;
    let alternative = task.used.last_month.then(|| Alternative {
        label: texts::use_last_month(mois, lang),
        options: [(source.id.clone(), json!({ "annee": annee, "mois": mois }))].into(),
    });
    let next_step = texts::not_yet(&problem.next_step, renewal.until, renewal.mois, lang);
    Problem {
        next_step,
        alternative,
        ..problem
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assurance::Assurance;
    use crate::catalogue::Api;
    use crate::config::FormSource;
    use crate::upstream::{Ask, Failure};

    #[test]
    fn an_input_that_the_source_refuses_is_named_with_whose_it_is() {
        let used = FormSource {
            id: "eleve_scolarise".to_owned(),
            modes: Vec::new(),
            postponed: Vec::new(),
            items: Vec::new(),
            last_month: false,
        };
        let task = Task {
            used,
            mode: "identite".to_owned(),
            about: Some("eleve".to_owned()),
            agreed: Vec::new(),
            assurance: Assurance::Declared,
            ask: Ask {
                api: Api::Particulier,
                path: String::new(),
                values: Vec::new(),
                parameters: Vec::new(),
            },
            has_options: false,
        };
        let failure = Failure {
            code: Some("00410".to_owned()),
            ..Failure::default()
        };
        let outcome = Outcome {
            http: 422,
            request_id: None,
            result: Err(failure),
        };
        let catalogue = Catalogue::load().unwrap();
        let at = Timestamp::UNIX_EPOCH;
        let problem = result(&catalogue, &task, &outcome, Lang::Fr, at).problem;
        assert_eq!(problem.unwrap().fields[0].field, "eleve.etablissement");
    }
}
