//! How answers are written: bodies, media types and headers.

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::Response,
};

use crate::{
    api::{Api, Problem},
    case::Case,
    operations::Operation,
    rules::Violation,
    texts::Text,
    throttle::Quota,
};

/// What the API's middleware answers: 401, 403, 429; and everything on v2.
pub(crate) const JSON: &str = "application/json; charset=utf-8";
/// What a v3 operation itself answers.
pub(crate) const JSON_API: &str = "application/vnd.api+json; charset=utf-8";
/// What API Impôt particulier answers.
const IMPOT: &str = "application/prs.dgfip.part.situations.ir.assiettes.v1+json";
const DERNIERE: &str = "application/prs.dgfip.part.derniere.situations.ir.assiettes.v1+json";
/// What is meant for a person who looks.
pub(crate) const TEXT: &str = "text/plain; charset=utf-8";

/// An answer with a body.
pub(crate) fn with_body(status: u16, media: &'static str, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() =
        StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    response
}

/// A refusal of the middleware, before the operation: the token, its scopes, the rate.
pub(crate) fn refusal(api: Api, status: u16, text: Text) -> Response {
    let parameter = (status != 429).then_some("token");
    let problem = Problem {
        parameter,
        ..Problem::new(status, text)
    };
    problems(api, JSON, &[problem])
}

/// An error of the operation that no parameter is to blame for.
pub(crate) fn problem(api: Api, status: u16, text: Text) -> Response {
    problems(api, error_media(api), &[Problem::new(status, text)])
}

/// A failure of the operation's provider; `text` holds the end of the code.
pub(crate) fn provider_failure(status: u16, operation: &Operation, text: Text) -> Response {
    let code = format!("{}{}", operation.provider.prefix, text.code);
    let provider = Some(operation.provider.name);
    let problem = Problem {
        code,
        provider,
        ..Problem::new(status, text)
    };
    problems(operation.api, error_media(operation.api), &[problem])
}

/// What is wrong in the parameters.
pub(crate) fn violations(api: Api, violations: &[Violation]) -> Response {
    let told = violations.iter().map(|violation| Problem {
        parameter: violation.parameter,
        ..Problem::new(422, violation.text)
    });
    problems(api, error_media(api), &told.collect::<Vec<_>>())
}

/// What a case file says, `payload` being its body once hidden fields are out.
pub(crate) fn case(case: &Case, operation: &Operation, payload: String) -> Response {
    let body = if case.status == 204 {
        String::new()
    } else {
        payload
    };
    let mut response = with_body(case.status, media(operation, case.status), body);
    if let Some(seconds) = case.retry_after() {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, seconds.into());
    }
    if operation.cached && case.status == 200 {
        // Never from a cache here; an answer that is not cached has an empty expiry, present all the same.
        response
            .headers_mut()
            .insert("x-response-cached", HeaderValue::from_static("false"));
        response
            .headers_mut()
            .insert("x-cache-expires-in", HeaderValue::from_static(""));
    }
    response
}

/// The media type of an operation's answers.
pub(crate) fn media(operation: &Operation, status: u16) -> &'static str {
    match (operation.api, status) {
        (Api::Impot, 200) if operation.path.contains("/dernieresituation/") => DERNIERE,
        (Api::Impot, 200) => IMPOT,
        (api, _) => error_media(api),
    }
}

/// Writes the three headers of a counted call, and `Retry-After` on a call too many.
pub(crate) fn write_quota(response: &mut Response, limit: u32, quota: Quota) {
    let headers = response.headers_mut();
    headers.insert("ratelimit-limit", limit.into());
    headers.insert("ratelimit-remaining", quota.remaining.into());
    headers.insert("ratelimit-reset", quota.reset.into());
    if !quota.allowed {
        // The window lasts one second: what is left of it rounds up to one.
        headers.insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
    }
}

fn error_media(api: Api) -> &'static str {
    match api {
        Api::V3 => JSON_API,
        Api::V2 | Api::Impot => JSON,
    }
}

fn problems(api: Api, media: &'static str, told: &[Problem]) -> Response {
    let status = told.first().map_or(500, |problem| problem.status);
    with_body(api.status(status), media, api.body(told).to_string())
}
