//! What to ask: for each source, the form's items that the person agreed to, about a subject that it can be asked about.

use model::FieldError;
use model::path::Path;
use model::protocol::Request;
use model::subject::{Answers, Subject, field_of};
use secrecy::SecretString;

use crate::app::App;
use crate::assurance::Assurance;
use crate::calendar;
use crate::catalogue::{Catalogue, Mode, Source};
use crate::config::{Disclosure, Form, FormSource};
use crate::france_connect;
use crate::problem::Reason;
use crate::ticket::{Holder, Reference, Ticket};
use crate::upstream::Ask;

/// The way of asking that stands for what a ticket holds.
const TICKET: &str = "ticket";

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

/// Every source to ask, for the holder of a ticket where there is one.
pub(super) fn tasks(
    app: &App,
    form: &Form,
    request: &Request,
    ticket: Option<&Ticket>,
) -> Result<Vec<Task>, Reason> {
    let known = Known::of(request, ticket);
    if !knows_whom(&app.catalogue, form, &known) || known.is_typed_over() {
        return Err(Reason::About);
    }
    let mut tasks = Vec::new();
    let mut errors = Vec::new();
    for used in &form.sources {
        let Some(source) = app.catalogue.get(&used.id) else {
            continue;
        };
        let agreed = agreed(&allowed(form, used, ticket), source, &used.id, request);
        if agreed.is_empty() {
            continue;
        }
        match task(form, used, source, agreed, &known) {
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
fn agreed(items: &[Path], source: &Source, id: &str, request: &Request) -> Vec<Path> {
    let mut both = Vec::new();
    let agreed = request.consent.items.get(id).into_iter().flatten();
    for path in agreed.filter(|path| !path.names_a_row()) {
        for item in items {
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

/// The items of a source that may be asked for: those of the form; for an agent, those of their role.
pub(super) fn allowed(form: &Form, used: &FormSource, ticket: Option<&Ticket>) -> Vec<Path> {
    match ticket.map(|ticket| &ticket.holder) {
        Some(Holder::Agent(agent)) => {
            let items = form.items_of_role(&agent.role, &used.id);
            items.cloned().unwrap_or_default()
        }
        _ => used.items.clone(),
    }
}

/// The items of a source that the holder of a ticket may ask for.
pub(crate) fn offered(
    form: &Form,
    used: &FormSource,
    source: &Source,
    ticket: &Ticket,
) -> Vec<Path> {
    let is_given = |subject: &Subject| {
        let mode = source.modes.get(&subject.mode);
        let mode = mode.filter(|_| used.modes.contains(&subject.mode));
        mode.is_some_and(|mode| mode.about() == subject.about.as_deref())
    };
    let is_askable = match &ticket.holder {
        Holder::FranceConnect(_) => used.modes.iter().any(|mode| mode == france_connect::MODE),
        Holder::Account => ticket.subjects.iter().any(is_given),
        Holder::Agent(_) => used.modes.iter().any(|mode| {
            source.modes.contains_key(mode) && Assurance::of_mode(mode) == Assurance::Declared
        }),
    };
    match is_askable {
        true => allowed(form, used, Some(ticket)),
        false => Vec::new(),
    }
}

/// How surely the person is known for the least sure of these.
pub(super) fn least(tasks: &[Task]) -> Assurance {
    let mut assurances = tasks.iter().map(|task| task.assurance);
    let typed = assurances.clone().find(|one| *one == Assurance::Declared);
    typed.or(assurances.next()).unwrap_or(Assurance::Declared)
}

/// Who the person is known to be, and about whom they ask.
struct Known<'a> {
    request: &'a Request,
    ticket: Option<&'a Ticket>,
    subjects: Vec<&'a Subject>,
}

impl<'a> Known<'a> {
    /// The subjects that a host's server gave with the ticket stand in the place of `{"mode": "ticket"}`.
    fn of(request: &'a Request, ticket: Option<&'a Ticket>) -> Self {
        let given = ticket.map(|ticket| &ticket.subjects).into_iter().flatten();
        let typed = request.subjects().filter(|subject| subject.mode != TICKET);
        Self {
            request,
            ticket,
            subjects: given.chain(typed).collect(),
        }
    }

    /// Whether something is typed of what the ticket holds: it would be asked about someone else than who typed it believes.
    fn is_typed_over(&self) -> bool {
        let given = self
            .ticket
            .map(|ticket| &ticket.subjects)
            .into_iter()
            .flatten();
        let same =
            |one: &Subject, other: &Subject| one.mode == other.mode && one.about == other.about;
        let mut typed = self.request.subjects();
        typed.any(|typed| given.clone().any(|given| same(typed, given)))
    }

    /// How surely the person whom a subject is about is known.
    fn assurance(&self, subject: &Subject) -> Result<Assurance, Reason> {
        let by_mode = Assurance::of_mode(&subject.mode);
        match self.ticket.map(|ticket| (ticket, &ticket.holder)) {
            Some((_, Holder::FranceConnect(_))) => Ok(by_mode),
            _ if by_mode == Assurance::FranceConnect => Err(Reason::NoSubject),
            Some((_, Holder::Agent(_))) => Ok(Assurance::Agent),
            Some((ticket, Holder::Account)) => {
                let is_given = ticket
                    .subjects
                    .iter()
                    .any(|given| std::ptr::eq(given, subject));
                Ok(if is_given {
                    Assurance::HostAccount
                } else {
                    by_mode
                })
            }
            None => Ok(by_mode),
        }
    }
}

/// Whether each `about` in the request is that of a way of asking that the form offers.
fn knows_whom(catalogue: &Catalogue, form: &Form, known: &Known<'_>) -> bool {
    let offers = |subject: &&Subject| {
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
    let named = known.subjects.iter();
    let mut named = named.filter(|subject| subject.about.is_some());
    named.all(offers)
}

/// Whom to ask a source about: the first subject made for it, else the first that does not say whom it is about.
fn subject_for<'a>(
    used: &FormSource,
    source: &'a Source,
    known: &Known<'a>,
) -> Option<(&'a Subject, &'a Mode)> {
    let offered = || {
        let subjects = known.subjects.iter().copied();
        let subjects = subjects.filter(|subject| used.modes.contains(&subject.mode));
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
    known: &Known<'_>,
) -> Result<Task, Reason> {
    let (subject, mode) = subject_for(used, source, known).ok_or(Reason::NoSubject)?;
    let assurance = known.assurance(subject)?;
    // Beside a ticket nothing is sealed: whether it was spent would tell what the envelope hides.
    let is_hidden = match form.disclosure {
        Disclosure::Closed => true,
        Disclosure::Sealed => known.ticket.is_some(),
        Disclosure::Sandbox | Disclosure::Declared(_) => false,
    };
    if assurance == Assurance::Declared && is_hidden {
        return Err(Reason::Undisclosed);
    }
    // The State's proof shows all that the form may ask for: it is for those who refused none of it.
    let whole = used.items.iter().all(|item| agreed.contains(item));
    let answers = subject
        .parse(&mode.needs(), calendar::today())
        .map_err(|errors| Reason::Inputs(of_subject(errors, subject)))?;
    let options = options(&source.id, mode, known.request)?;
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
            bearer: bearer(known, assurance),
            agent: agent(known),
        },
        answers,
        has_options,
    })
}

/// What the API is asked with in the place of the relay's own token.
fn bearer(known: &Known<'_>, assurance: Assurance) -> Option<SecretString> {
    match &known.ticket?.holder {
        Holder::FranceConnect(person) if assurance == Assurance::FranceConnect => {
            Some(person.access_token.clone())
        }
        _ => None,
    }
}

fn agent(known: &Known<'_>) -> Option<Reference> {
    match &known.ticket?.holder {
        Holder::Agent(agent) => Some(agent.id.clone()),
        _ => None,
    }
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
