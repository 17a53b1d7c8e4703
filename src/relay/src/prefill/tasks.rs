//! What to ask: for each source, the form's items that the person agreed to, about a subject that it can be asked about.

use model::FieldError;
use model::path::Path;
use model::protocol::Request;
use model::subject::{Answers, Subject, field_of};

use crate::app::App;
use crate::assurance::Assurance;
use crate::calendar;
use crate::catalogue::{Catalogue, Mode, Source};
use crate::config::{Disclosure, Form, FormSource};
use crate::problem::Reason;
use crate::upstream::Ask;

/// A source to ask, with everything that was checked about it.
pub(super) struct Task {
    pub(super) used: FormSource,
    pub(super) mode: String,
    /// Whom the subject says it is about.
    pub(super) about: Option<String>,
    pub(super) agreed: Vec<Path>,
    pub(super) assurance: Assurance,
    /// The checked inputs that the call is made of.
    pub(super) answers: Answers,
    pub(super) ask: Ask,
    /// Whether the request names a period itself.
    pub(super) has_options: bool,
}

/// Every source to ask.
pub(super) fn tasks(app: &App, form: &Form, request: &Request) -> Result<Vec<Task>, Reason> {
    if !knows_whom(&app.catalogue, form, request) {
        return Err(Reason::About);
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

/// Whether each `about` in the request is that of a way of asking that the form offers.
fn knows_whom(catalogue: &Catalogue, form: &Form, request: &Request) -> bool {
    let offers = |subject: &Subject| {
        let mut sources = form
            .sources
            .iter()
            .filter(|used| used.modes.contains(&subject.mode));
        sources.any(|used| {
            let mode = catalogue
                .get(&used.id)
                .and_then(|source| source.modes.get(&subject.mode));
            mode.is_some_and(|mode| mode.about() == subject.about.as_deref())
        })
    };
    let mut named = request.subjects().filter(|subject| subject.about.is_some());
    named.all(offers)
}

/// Whom to ask a source about: the first subject made for it, else the first that does not say whom it is about.
fn subject_for<'a>(
    used: &FormSource,
    source: &'a Source,
    request: &'a Request,
) -> Option<(&'a Subject, &'a Mode)> {
    let offered = || {
        let subjects = request
            .subjects()
            .filter(|subject| used.modes.contains(&subject.mode));
        subjects.filter_map(|subject| Some((subject, source.modes.get(&subject.mode)?)))
    };
    offered()
        .find(|(subject, mode)| subject.about.as_deref() == mode.about())
        .or_else(|| offered().find(|(subject, _)| subject.about.is_none()))
}

/// The errors under the names that tell whose inputs they are.
fn of_subject(errors: Vec<FieldError>, subject: &Subject) -> Vec<FieldError> {
    let named = |error: FieldError| FieldError {
        field: field_of(subject.about.as_deref(), &error.field),
        ..error
    };
    errors.into_iter().map(named).collect()
}

fn task(
    form: &Form,
    used: &FormSource,
    source: &Source,
    agreed: Vec<Path>,
    request: &Request,
) -> Result<Task, Reason> {
    let (subject, mode) = subject_for(used, source, request).ok_or(Reason::NoSubject)?;
    let assurance = Assurance::of_mode(&subject.mode);
    if assurance == Assurance::Declared && form.disclosure == Disclosure::Closed {
        return Err(Reason::Undisclosed);
    }
    // The State's proof shows all that the form may ask for: it is for those who refused none of it.
    let whole = used.items.iter().all(|item| agreed.contains(item));
    let answers = subject
        .parse(&mode.needs(), calendar::today())
        .map_err(|errors| Reason::Inputs(of_subject(errors, subject)))?;
    let options = options(&source.id, mode, request)?;
    let has_options = !options.is_empty();
    let parameters = mode
        .parameters(&answers)
        .into_iter()
        .chain(options)
        .collect();
    Ok(Task {
        used: used.clone(),
        mode: subject.mode.clone(),
        about: subject.about.clone(),
        agreed,
        assurance,
        ask: Ask {
            api: mode.api,
            path: mode.path.clone(),
            values: mode.values(&answers),
            parameters,
            proof: used.proof && mode.proves && whole,
        },
        answers,
        has_options,
    })
}

/// The source's own parameters: whole numbers under the names that the catalogue gives for this way of asking.
fn options(source: &str, mode: &Mode, request: &Request) -> Result<Vec<(String, String)>, Reason> {
    let given = request
        .options
        .get(source)
        .into_iter()
        .flatten()
        .filter(|(_, value)| !value.is_null());
    given
        .map(|(name, value)| {
            let parameter = mode.options.get(name).ok_or(Reason::Option)?;
            let number = value.as_u64().ok_or(Reason::Option)?;
            Ok((parameter.clone(), number.to_string()))
        })
        .collect()
}
