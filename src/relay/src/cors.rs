//! Which pages may read the relay's answers: those of the exact origins that the forms list, and no others.

use std::collections::BTreeMap;
use std::time::Duration;

use http::request::Parts;
use http::{HeaderValue, Method, header};
use tower_http::cors::{AllowOrigin, CorsLayer};

use crate::config::Config;

/// How long a browser may remember what is allowed.
const REMEMBERED: Duration = Duration::from_secs(10 * 60);

/// A form's routes answer that form's origins; everything else answers the origins of any form.
pub(crate) fn layer(config: &Config) -> CorsLayer {
    let by_form: BTreeMap<String, Vec<String>> = config
        .forms
        .iter()
        .map(|form| (form.id.clone(), form.origins.clone()))
        .collect();
    let allowed = move |origin: &HeaderValue, request: &Parts| {
        let is_listed = |origins: &Vec<String>| {
            origins
                .iter()
                .any(|listed| listed.as_bytes() == origin.as_bytes())
        };
        // A page whose form is unknown may read that it is.
        match form_of(request.uri.path()).and_then(|form| by_form.get(form)) {
            Some(origins) => is_listed(origins),
            None => by_form.values().any(is_listed),
        }
    };
    CorsLayer::new()
        .allow_origin(AllowOrigin::predicate(allowed))
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([header::CONTENT_TYPE])
        .expose_headers([header::RETRY_AFTER])
        .max_age(REMEMBERED)
}

/// The form that a path is about.
fn form_of(path: &str) -> Option<&str> {
    path.strip_prefix("/v1/forms/")?.split('/').next()
}
