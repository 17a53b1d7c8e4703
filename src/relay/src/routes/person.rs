//! Who the relay knows the person in the page to be.

use std::sync::Arc;
use std::time::SystemTime;

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Request as HttpRequest, State};
use http::HeaderMap;
use model::lang::Lang;
use model::protocol::{Person, PersonQuestion, PersonStatus};
use secrecy::ExposeSecret;

use super::PageLang;
use super::forms::{form_for, origin, read};
use crate::app::App;
use crate::config::Form;
use crate::notice::notice_for;
use crate::prefill;
use crate::problem::{Reason, Refusal};
use crate::ticket::{Holder, Ticket};

/// `POST /v1/forms/{form}/person`.
pub(crate) async fn person(
    State(app): State<Arc<App>>,
    form: Result<Path<String>, PathRejection>,
    PageLang(lang): PageLang,
    headers: HeaderMap,
    request: HttpRequest,
) -> Result<Json<Person>, Refusal> {
    let form = form_for(&app, form, &headers).map_err(|reason| reason.in_lang(lang))?;
    let question: PersonQuestion = read(request, lang).await?;
    let now = SystemTime::now();
    let visit = app.visits.check(&question.visit, &form.id, now);
    let visit = visit.map_err(|invalid| prefill::visit_refused(invalid).in_lang(lang))?;
    let page = origin(&headers);
    let word = match question.ticket {
        Some(word) => word,
        None => match app.france_connect.logins.found(
            visit.id,
            &form.id,
            page,
            question.proof.as_deref(),
        ) {
            None => return Ok(Json(Person::of(PersonStatus::Waiting))),
            Some(Ok(word)) => word.expose_secret().to_owned(),
            Some(Err(why)) => {
                let problem = Reason::Login(why).in_lang(lang).problem();
                return Ok(Json(Person {
                    problem: Some(problem),
                    ..Person::of(PersonStatus::Refused)
                }));
            }
        },
    };
    let ticket = app.tickets.look(&word, &form.id, page, now);
    let ticket = ticket.map_err(|invalid| Reason::Ticket(invalid).in_lang(lang))?;
    Ok(Json(known(&app, &form, &ticket, word, visit.lang, now)))
}

/// What the page may know of whom a ticket stands for: what the person themself has just said, or can.
fn known(
    app: &App,
    form: &Form,
    ticket: &Ticket,
    word: String,
    lang: Lang,
    now: SystemTime,
) -> Person {
    let identite = match &ticket.holder {
        Holder::FranceConnect(person) => Some(person.identite.clone()),
        Holder::Account | Holder::Agent(_) => {
            let own = ticket.subjects.iter();
            let mut own = own.filter(|subject| subject.about.is_none());
            own.find_map(|subject| subject.identite.clone())
        }
    };
    let items = form.sources.iter().filter_map(|used| {
        let source = app.catalogue.get(&used.id)?;
        let items = prefill::offered(form, used, source, ticket);
        (!items.is_empty()).then(|| (used.id.clone(), items))
    });
    let is_agent = matches!(ticket.holder, Holder::Agent(_));
    let left = ticket.until.duration_since(now).unwrap_or_default();
    Person {
        assurance: Some(ticket.holder.assurance().as_str().to_owned()),
        ticket: Some(word),
        identite,
        items: items.collect(),
        notice: is_agent.then(|| notice_for(Some(ticket), form, &app.catalogue, lang)),
        expires_in: Some(left.as_secs()),
        ..Person::of(PersonStatus::Identified)
    }
}
