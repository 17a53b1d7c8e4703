//! How answers are written: bodies, media types and headers.

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use serde_json::{Value, json};

use crate::{case::Case, operations::Operation, rules::Violation, texts::Text, throttle::Quota};

/// What the API's middleware answers: 401, 403, 429.
pub(crate) const JSON: &str = "application/json; charset=utf-8";
/// What an operation itself answers.
pub(crate) const JSON_API: &str = "application/vnd.api+json; charset=utf-8";

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
pub(crate) fn refusal(status: u16, text: Text) -> Response {
    let source = if status == 429 {
        Value::Null
    } else {
        json!({ "parameter": "token" })
    };
    errors(
        status,
        JSON,
        vec![error(text.code, text, source, json!({}))],
    )
}

/// An error of the operation that no parameter is to blame for.
pub(crate) fn problem(status: u16, text: Text) -> Response {
    errors(
        status,
        JSON_API,
        vec![error(text.code, text, Value::Null, json!({}))],
    )
}

/// A failure of the operation's provider; `text` holds the end of the code.
pub(crate) fn provider_failure(status: u16, operation: &Operation, text: Text) -> Response {
    let code = format!("{}{}", operation.prefix, text.code);
    let meta = json!({ "provider": operation.provider });
    errors(
        status,
        JSON_API,
        vec![error(&code, text, Value::Null, meta)],
    )
}

/// Everything wrong in the parameters, at once.
pub(crate) fn violations(violations: &[Violation]) -> Response {
    let one = |violation: &Violation| {
        let source = violation
            .parameter
            .map_or(Value::Null, |name| json!({ "parameter": name }));
        error(violation.text.code, violation.text, source, json!({}))
    };
    errors(422, JSON_API, violations.iter().map(one).collect())
}

/// What a case file says.
pub(crate) fn case(case: &Case, operation: &Operation) -> Response {
    let mut response = with_body(case.status, JSON_API, case.payload.clone());
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

fn error(code: &str, text: Text, source: Value, meta: Value) -> Value {
    json!({ "code": code, "title": text.title, "detail": text.detail, "source": source, "meta": meta })
}

fn errors(status: u16, media: &'static str, errors: Vec<Value>) -> Response {
    with_body(status, media, json!({ "errors": errors }).to_string())
}
