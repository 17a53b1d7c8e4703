//! What a request may be refused for, as a problem (RFC 9457) in the person's language.

use axum::extract::rejection::JsonRejection;
use axum::response::{IntoResponse, Response};
use http::{HeaderName, HeaderValue, StatusCode, header};
use model::FieldError;
use model::lang::Lang;
use model::protocol::{InvalidField, Problem};

use crate::france_connect::NotKnown;
use crate::texts::{self, Words};
use crate::ticket::{Invalid, NotMinted};
use crate::verify::Refused;

/// The media type of a problem.
const PROBLEM_JSON: &str = "application/problem+json";

/// After how many seconds a fault of the relay's own disk may be over.
const AFTER_A_FAULT: u64 = 30;

/// The stable identifier of a kind of problem.
pub(crate) fn kind(name: &str) -> String {
    format!("urn:pre-remplir:problem:{name}")
}

/// Why a request is refused. The language is the page's.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) lang: Lang,
    pub(crate) reason: Reason,
}

/// The reasons of a refusal; each says the status it answers with.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// 404: no such route.
    UnknownRoute,
    /// 405: the route does not take this method.
    Method,
    /// 404: no form has this id.
    UnknownForm,
    /// 404: no agreement has this receipt, or no longer.
    UnknownReceipt,
    /// 503: the withdrawal could not be recorded.
    Withdrawal,
    /// 404: the relay has no directory of schools.
    NoDirectory,
    /// 403: the page's origin is not one of the form's.
    Origin,
    /// 400: the body is not the JSON document of this route.
    Body,
    /// 413: the body is larger than any honest one.
    TooLarge,
    /// 415: the body does not say that it is JSON.
    MediaType,
    /// 403: the visit was not given out by this relay for this form.
    Visit,
    /// 403: the visit is too old.
    VisitExpired,
    /// 409: the person agreed to another text than today's.
    NoticeChanged,
    /// 422: nothing was agreed to.
    NothingAgreed,
    /// 422: an agreed source has no subject that it can be asked by.
    NoSubject,
    /// 422: a subject about someone whom the form asks nothing about.
    About,
    /// 422: an option that the source does not have, or no whole number.
    Option,
    /// 422: inputs that cannot be accepted.
    Inputs(Vec<FieldError>),
    /// 403: a typed identity on a form that shows nothing for one.
    Undisclosed,
    /// 403: a ticket that does not say who the person is.
    Ticket(Invalid),
    /// 401, 403 or 422: a ticket that a server may not have.
    Mint(NotMinted),
    /// What is wrong with the order of a ticket, said to who writes the server that sends it.
    Order(Box<Reason>),
    /// 403 or 503: FranceConnect did not say who the person is.
    Login(NotKnown),
    /// 503: the calls that may be made are taken for the seconds given.
    Busy(u64),
    /// 503: the agreement could not be recorded; nothing was asked.
    Journal,
    /// 503: the widget has not been built.
    NotBuilt,
    /// 503: the relay is stopping or not ready.
    NotReady,
    /// 404: the relay was given no keys, and signs nothing.
    NoKeys,
    /// 422: an attestation that proves nothing.
    Attestation(Refused),
}

impl Reason {
    /// The refusal, in `lang`.
    pub(crate) fn in_lang(self, lang: Lang) -> Refusal {
        Refusal { lang, reason: self }
    }

    /// Why a body could not be read as the JSON document of its route.
    pub(crate) fn of_body(rejection: &JsonRejection) -> Self {
        match rejection {
            JsonRejection::MissingJsonContentType(_) => Self::MediaType,
            other if other.status() == StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            _ => Self::Body,
        }
    }

    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::UnknownRoute
            | Self::UnknownForm
            | Self::UnknownReceipt
            | Self::NoDirectory
            | Self::NoKeys => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Origin
            | Self::Visit
            | Self::VisitExpired
            | Self::Undisclosed
            | Self::Ticket(_)
            | Self::Mint(NotMinted::InPage)
            | Self::Login(
                NotKnown::Page | NotKnown::Foreign | NotKnown::Cancelled | NotKnown::Homonym,
            ) => StatusCode::FORBIDDEN,
            Self::Mint(NotMinted::Key) => StatusCode::UNAUTHORIZED,
            Self::Order(why) => why.status(),
            Self::Body => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::MediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::NoticeChanged => StatusCode::CONFLICT,
            Self::NothingAgreed
            | Self::NoSubject
            | Self::About
            | Self::Option
            | Self::Mint(
                NotMinted::Origin | NotMinted::Reference | NotMinted::Role | NotMinted::Case,
            )
            | Self::Attestation(_)
            | Self::Inputs(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Busy(_)
            | Self::Journal
            | Self::Withdrawal
            | Self::Login(NotKnown::Unavailable)
            | Self::NotBuilt
            | Self::NotReady => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    fn retry_after(&self) -> Option<u64> {
        match self {
            Self::Busy(seconds) => Some(*seconds),
            Self::Order(why) => why.retry_after(),
            Self::Journal | Self::Withdrawal | Self::NotReady => Some(AFTER_A_FAULT),
            _ => None,
        }
    }
}

impl Refusal {
    pub(crate) fn problem(&self) -> Problem {
        let Words {
            name,
            title,
            detail,
            next_step,
        } = texts::refusal(&self.reason, self.lang);
        let fields: Vec<_> = self
            .inputs()
            .iter()
            .map(|error| self.invalid(error))
            .collect();
        Problem {
            kind: kind(name),
            title: title.to_owned(),
            status: Some(self.reason.status().as_u16()),
            detail: detail.to_owned(),
            next_step: match self.reason {
                Reason::Order(_) => told(next_step, &fields),
                _ => next_step.to_owned(),
            },
            fields,
            retry_after: self.reason.retry_after(),
            alternative: None,
        }
    }

    fn inputs(&self) -> &[FieldError] {
        let reason = match &self.reason {
            Reason::Order(why) => why,
            own => own,
        };
        match reason {
            Reason::Inputs(errors) => errors,
            _ => &[],
        }
    }

    fn invalid(&self, error: &FieldError) -> InvalidField {
        InvalidField {
            field: error.field.clone(),
            detail: model::texts::sentence(error, self.lang),
        }
    }
}

/// What to do, with the inputs it is about: a server's log holds one line.
fn told(next_step: &str, fields: &[InvalidField]) -> String {
    let named = fields
        .iter()
        .map(|one| format!(" {}: {}", one.field, one.detail));
    std::iter::once(next_step.to_owned()).chain(named).collect()
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let body = axum::Json(self.problem());
        let mut response = (self.reason.status(), body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
        headers.insert(
            header::CONTENT_LANGUAGE,
            HeaderValue::from_static(self.lang.tag()),
        );
        if let Some(seconds) = self.reason.retry_after() {
            headers.insert(
                HeaderName::from_static("retry-after"),
                HeaderValue::from(seconds),
            );
        }
        response
    }
}
