//! The three interfaces served: each has its header for the token, its statuses and its error bodies.

use serde_json::{Value, json};

use crate::texts::Text;

/// Which interface an operation belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Api {
    /// API Particulier, `/api/v2/…`: `X-Api-Key`, bodies without envelope.
    V2,
    /// API Particulier, `/v3/…` and later: `Authorization: Bearer`, bodies under `data`.
    V3,
    /// API Impôt particulier: OAuth2 client credentials.
    Impot,
}

/// One error, before an interface writes it.
pub(crate) struct Problem {
    /// The v3 status: the others are worked out from it.
    pub(crate) status: u16,
    pub(crate) text: Text,
    /// The whole code, prefix included.
    pub(crate) code: String,
    /// The parameter that is named, which v3 alone does.
    pub(crate) parameter: Option<&'static str>,
    /// The provider that failed.
    pub(crate) provider: Option<&'static str>,
}

impl Problem {
    /// An error of the platform.
    pub(crate) fn new(status: u16, text: Text) -> Self {
        Self {
            status,
            text,
            code: text.code.to_owned(),
            parameter: None,
            provider: None,
        }
    }
}

impl Api {
    /// The status that stands for a v3 one.
    ///
    /// Source: on v2 a bad parameter is a 400, a missing scope a 401 and any failure of a provider but a timeout a 503.
    pub(crate) fn status(self, v3: u16) -> u16 {
        match (self, v3) {
            (Self::V2 | Self::Impot, 422) => 400,
            (Self::V2, 403) => 401,
            (Self::V2, 502) => 503,
            _ => v3,
        }
    }

    /// The body that tells these errors; v3 alone tells them all.
    pub(crate) fn body(self, problems: &[Problem]) -> Value {
        match self {
            Self::V3 => json!({ "errors": problems.iter().map(v3).collect::<Vec<_>>() }),
            Self::V2 => problems.first().map_or(Value::Null, v2),
            Self::Impot => problems.first().map_or(Value::Null, impot),
        }
    }
}

fn v3(problem: &Problem) -> Value {
    let source = problem.parameter.map(|name| json!({ "parameter": name }));
    let meta = problem
        .provider
        .map_or_else(|| json!({}), |name| json!({ "provider": name }));
    let Text { title, detail, .. } = problem.text;
    json!({ "code": problem.code, "title": title, "detail": detail, "source": source, "meta": meta })
}

/// Source: refusals of the rate have a shape of their own.
fn v2(problem: &Problem) -> Value {
    let detail = problem.text.detail;
    let slug = match problem.status {
        429 => return json!({ "errors": [detail] }),
        400 | 422 => "bad_request",
        401 | 403 => "access_denied",
        404 => "not_found",
        409 => "conflict",
        502 | 503 => "data_provider_error",
        504 => "timeout_error",
        _ => "error",
    };
    json!({ "error": slug, "reason": detail, "message": detail })
}

/// The specification publishes the codes of the application and no body: this one is ours.
fn impot(problem: &Problem) -> Value {
    json!({ "codeapp": problem.code, "message": problem.text.detail })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts;

    #[test]
    fn each_interface_has_its_statuses() {
        let told = |api: Api| [422, 403, 502, 504, 404].map(|status| api.status(status));
        assert_eq!(told(Api::V3), [422, 403, 502, 504, 404]);
        assert_eq!(told(Api::V2), [400, 401, 503, 504, 404]);
        assert_eq!(told(Api::Impot), [400, 403, 502, 504, 404]);
    }

    #[test]
    fn v2_tells_the_first_error_and_v3_all_of_them() {
        let problems = [Problem::new(422, texts::INE), Problem::new(422, texts::SEX)];
        assert_eq!(Api::V2.body(&problems)["error"], "bad_request");
        assert_eq!(Api::V2.body(&problems)["message"], texts::INE.detail);
        assert_eq!(
            Api::V3.body(&problems)["errors"].as_array().map(Vec::len),
            Some(2)
        );
        assert_eq!(
            Api::V2.body(&[Problem::new(429, texts::TOO_MANY)])["errors"][0],
            texts::TOO_MANY.detail
        );
    }
}
