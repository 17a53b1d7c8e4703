//! What to ask: for each source, the form's items that the person agreed to, about a subject that it can be asked about.

use model::path::Path;
use model::protocol::Request;
use model::subject::Subject;

use crate::app::App;
use crate::assurance::Assurance;
use crate::calendar;
use crate::catalogue::Source;
use crate::config::{Form, FormSource};
use crate::problem::Reason;
use crate::upstream::Ask;

/// A source to ask, with everything that was checked about it.
pub(super) struct Task {
    pub(super) used: FormSource,
    pub(super) mode: String,
    pub(super) agreed: Vec<Path>,
    pub(super) assurance: Assurance,
    pub(super) ask: Ask,
    /// Whether the request names a period itself.
    pub(super) has_options: bool,
}

/// Every source to ask.
pub(super) fn tasks(app: &App, form: &Form, request: &Request) -> Result<Vec<Task>, Reason> {
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
            Err(Reason::Inputs(found)) => errors.extend(found),
            Err(reason) => return Err(reason),
        }
    }
    // Sources that share a subject find the same mistakes in it.
    let mut told = Vec::with_capacity(errors.len());
    errors.retain(|error| {
        !told.contains(error) && {
            told.push(error.clone());
            true
        }
    });
    match (errors.is_empty(), tasks.is_empty()) {
        (false, _) => Err(Reason::Inputs(errors)),
        (true, true) => Err(Reason::NothingAgreed),
        (true, false) => Ok(tasks),
    }
}

/// What is both asked by the form and agreed to: the narrower path of each pair. An agreement is about every row of a list.
fn agreed(used: &FormSource, source: &Source, request: &Request) -> Vec<Path> {
    let mut both = Vec::new();
    let agreed = request.consent.items.get(&used.id).into_iter().flatten();
    for path in agreed.filter(|path| !path.names_a_row()) {
        for item in &used.items {
            let narrower = if item.covers(path) { path } else { item };
            let meet = item.covers(path) || path.covers(item);
            let gives = source.fields_under(narrower).next().is_some();
            if meet && gives && !both.contains(narrower) {
                both.push(narrower.clone());
            }
        }
    }
    both
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
    let options = options(source, request)?;
    let has_options = !options.is_empty();
    let parameters = mode
        .parameters(&answers)
        .into_iter()
        .chain(options)
        .collect();
    Ok(Task {
        used: used.clone(),
        mode: subject.mode.clone(),
        agreed,
        assurance,
        ask: Ask {
            api: mode.api,
            path: mode.path.clone(),
            values: mode.values(&answers),
            parameters,
        },
        has_options,
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
