//! What to answer about a source: what was agreed of its payload, or why there is nothing.

use jiff::Timestamp;
use model::lang::Lang;
use model::path::Path;
use model::protocol::{Alternative, Period, Problem, SourceResult, Status};
use model::subject::field_of;
use serde_json::{Value, json};

use super::tasks::Task;
use crate::calendar::{self, Month, Renewal};
use crate::catalogue::{Catalogue, Mode, Source};
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
    let Some(asked) = Asked::of(catalogue, task, lang) else {
        return SourceResult::failed(Status::Unavailable);
    };
    match asked.delivery(outcome) {
        Some(Delivery { status, data }) => SourceResult {
            status,
            provider: Some(provider(asked.source, &data)),
            obtained_at: Some(calendar::rfc3339(at)),
            period: period(asked.source, &data),
            data: Some(data),
            proof: outcome.proof.clone(),
            problem: None,
        },
        None => asked.refused(outcome),
    }
}

/// What was asked, and how.
struct Asked<'a> {
    source: &'a Source,
    mode: &'a Mode,
    task: &'a Task,
    lang: Lang,
}

impl<'a> Asked<'a> {
    fn of(catalogue: &'a Catalogue, task: &'a Task, lang: Lang) -> Option<Self> {
        let source = catalogue.get(&task.used.id)?;
        let mode = source.modes.get(&task.mode)?;
        Some(Self {
            source,
            mode,
            task,
            lang,
        })
    }

    /// What may be delivered; `None` when nothing came, or nothing that can be used.
    fn delivery(&self, outcome: &Outcome) -> Option<Delivery> {
        let payload = outcome.result.as_ref().ok()?;
        let today = calendar::today();
        let data = self
            .source
            .read(self.mode, payload, &self.task.answers, today);
        let (authorised, agreed) = (&self.task.used.items, &self.task.agreed);
        let delivery = deliver(self.source, data, authorised, agreed, today).ok()?;
        delivery.status.has_data().then_some(delivery)
    }

    /// A failure, or a payload that cannot be used, as the catalogue explains it.
    fn refused(&self, outcome: &Outcome) -> SourceResult {
        let failure = outcome.result.as_ref().err();
        let http = if failure.is_some() { outcome.http } else { 0 };
        let code = failure.and_then(|failure| failure.code.as_deref());
        let meaning = self.mode.errors.meaning(http, code);
        if meaning.operator {
            tracing::error!(
                source = self.source.id,
                status = http,
                code,
                "the API refuses this relay: check the token and its rights"
            );
        }
        let retry_after = failure
            .and_then(|failure| failure.retry_after)
            .map(|wait| wait.as_secs().max(1));
        let mut problem = meaning.problem(self.lang, retry_after);
        for invalid in &mut problem.fields {
            invalid.field = field_of(self.task.about.as_deref(), &invalid.field);
        }
        if meaning.status == Status::NotFound {
            problem = self.perhaps_too_early(problem);
        }
        SourceResult {
            problem: Some(problem),
            ..SourceResult::failed(meaning.status)
        }
    }

    /// In the first days of a month, figures may be missing because the new ones are not there yet.
    fn perhaps_too_early(&self, problem: Problem) -> Problem {
        let awaited = self.source.monthly && !self.task.has_options;
        match calendar::renewal(calendar::today()).filter(|_| awaited) {
            Some(renewal) => self.too_early(problem, renewal),
            None => problem,
        }
    }

    /// When to come back, and last month's figures where the form takes them and this way of asking can.
    fn too_early(&self, problem: Problem, renewal: Renewal) -> Problem {
        let Month { annee, mois } = renewal.last_month;
        let takes_a_month = ["annee", "mois"]
            .iter()
            .all(|name| self.mode.options.contains_key(*name));
        let alternative = (self.task.used.last_month && takes_a_month).then(|| Alternative {
            label: texts::use_last_month(mois, self.lang),
            options: [(
                self.source.id.clone(),
                json!({ "annee": annee, "mois": mois }),
            )]
            .into(),
        });
        let Renewal { until, mois, .. } = renewal;
        let next_step = texts::not_yet(&problem.next_step, until, mois, self.lang);
        Problem {
            next_step,
            alternative,
            ..problem
        }
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
    use model::subject::Answers;

    /// A task about the source of this id, which stands last month's figures.
    fn task(id: &str, mode: &str, about: Option<&str>) -> Task {
        Task {
            used: FormSource {
                id: id.to_owned(),
                modes: Vec::new(),
                items: Vec::new(),
                last_month: true,
                proof: false,
            },
            mode: mode.to_owned(),
            about: about.map(str::to_owned),
            agreed: Vec::new(),
            assurance: Assurance::Declared,
            ask: Ask {
                api: Api::Particulier,
                path: String::new(),
                values: Vec::new(),
                parameters: Vec::new(),
                proof: false,
                bearer: None,
                agent: None,
            },
            answers: Answers::default(),
            has_options: false,
        }
    }

    #[test]
    fn an_input_that_the_source_refuses_is_named_with_whose_it_is() {
        let failure = Failure {
            code: Some("00410".to_owned()),
            ..Failure::default()
        };
        let outcome = Outcome {
            http: 422,
            request_id: None,
            result: Err(failure),
            proof: None,
        };
        let catalogue = Catalogue::load().unwrap();
        let task = task("eleve_scolarise", "identite", Some("eleve"));
        let at = Timestamp::UNIX_EPOCH;
        let problem = result(&catalogue, &task, &outcome, Lang::Fr, at).problem;
        assert_eq!(problem.unwrap().fields[0].field, "eleve.etablissement");
    }

    #[test]
    fn last_month_is_offered_where_a_month_can_be_asked_for() {
        let catalogue = Catalogue::load().unwrap();
        let renewal = || Renewal {
            until: 6,
            mois: 12,
            last_month: Month {
                annee: 2026,
                mois: 11,
            },
        };
        let offered = |mode: &str| {
            let task = task("quotient_familial", mode, None);
            let asked = Asked::of(&catalogue, &task, Lang::Fr).unwrap();
            asked.too_early(Problem::default(), renewal()).alternative
        };
        let month = json!({ "annee": 2026, "mois": 11 });
        assert_eq!(
            offered("identite").unwrap().options["quotient_familial"],
            month
        );
        assert_eq!(offered("allocataire"), None);
    }
}
