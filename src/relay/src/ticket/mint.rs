//! What a host's server orders, checked as a whole before a ticket is made of it.

use std::sync::Arc;
use std::time::SystemTime;

use model::FieldError;
use model::subject::{Subject, field_of};
use serde::Deserialize;

use super::{Agent, Holder, LIFETIME, Reference, Ticket};
use crate::app::App;
use crate::assurance::Assurance;
use crate::calendar;
use crate::config::Form;
use crate::problem::Reason;

/// Why a server gets no ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotMinted {
    /// No key, or one that no organisation has.
    Key,
    /// The request comes from a page.
    InPage,
    /// The form does not stand at this origin.
    Origin,
    /// A reference of a case or an agent that may be a person's name or address.
    Reference,
    /// The form has no such role.
    Role,
    /// An agent asks for no case.
    Case,
}

/// The body of `POST /v1/tickets`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Order {
    /// The form's id.
    form: String,
    /// The origin of the page that will present the ticket.
    origin: String,
    /// How the host calls the case.
    case: Option<String>,
    /// The verified identity, when one way of asking serves every source.
    subject: Option<Subject>,
    /// The same, when the sources need several.
    #[serde(default)]
    subjects: Vec<Subject>,
    /// The agent at the counter, when it is not the person themself.
    agent: Option<AgentOrder>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AgentOrder {
    id: String,
    role: String,
}

/// The ticket that the holder of `key` may have for this order.
///
/// # Errors
/// The first thing that is wrong with it; every input of the identity at once.
pub(crate) fn ticket(
    app: &App,
    key: &str,
    order: Order,
    now: SystemTime,
) -> Result<Ticket, Reason> {
    let form = form(app, key, &order.form)?;
    if !form.origins.contains(&order.origin) {
        return Err(Reason::Mint(NotMinted::Origin));
    }
    let holder = match order.agent {
        Some(agent) => Holder::Agent(self::agent(&form, agent)?),
        None => Holder::Account,
    };
    let subjects: Vec<_> = order.subject.into_iter().chain(order.subjects).collect();
    if subjects.is_empty() && matches!(holder, Holder::Account) {
        return Err(Reason::NoSubject);
    }
    if order.case.is_none() && matches!(holder, Holder::Agent(_)) {
        return Err(Reason::Mint(NotMinted::Case));
    }
    for subject in &subjects {
        check(app, &form, subject)?;
    }
    Ok(Ticket {
        form: form.id.clone(),
        origin: order.origin,
        until: now + LIFETIME,
        case: order.case.map(reference).transpose()?,
        subjects,
        holder,
    })
}

/// The form, of an organisation that has this key.
fn form(app: &App, key: &str, id: &str) -> Result<Arc<Form>, Reason> {
    let form = app.config.form(id);
    let form = form.filter(|form| form.organisation.has_ticket_key(key));
    form.cloned().ok_or(Reason::UnknownForm)
}

fn agent(form: &Form, order: AgentOrder) -> Result<Agent, Reason> {
    match form.roles.contains_key(&order.role) {
        true => Ok(Agent {
            id: reference(order.id)?,
            role: order.role,
        }),
        false => Err(Reason::Mint(NotMinted::Role)),
    }
}

fn reference(text: String) -> Result<Reference, Reason> {
    Reference::try_from(text).map_err(|_| Reason::Mint(NotMinted::Reference))
}

/// A subject that no source of the form can be asked about is a mistake of the host's: it is told now, not to the person.
fn check(app: &App, form: &Form, subject: &Subject) -> Result<(), Reason> {
    let modes = form.sources.iter().filter_map(|used| {
        let offered = used.modes.contains(&subject.mode);
        let source = app.catalogue.get(&used.id).filter(|_| offered)?;
        let mode = source.modes.get(&subject.mode)?;
        let is_about = mode.about() == subject.about.as_deref();
        let is_given = Assurance::of_mode(&subject.mode) == Assurance::Declared;
        (is_about && is_given).then_some(mode)
    });
    let mut errors: Vec<FieldError> = Vec::new();
    let mut is_served = false;
    for mode in modes {
        is_served = true;
        let found = subject.parse(&mode.needs(), calendar::today()).err();
        for error in found.into_iter().flatten() {
            let field = field_of(subject.about.as_deref(), &error.field);
            let named = FieldError { field, ..error };
            if !errors.contains(&named) {
                errors.push(named);
            }
        }
    }
    match (is_served, errors.is_empty()) {
        (false, _) => Err(Reason::NoSubject),
        (true, true) => Ok(()),
        (true, false) => Err(Reason::Inputs(errors)),
    }
}
