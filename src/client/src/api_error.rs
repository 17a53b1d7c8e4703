//! The errors in a body: read leniently, shown sparingly.

use std::fmt;

use serde_json::{Map, Value};

/// A text error longer than this is a web page, not a sentence.
const LONGEST_PLAIN_TEXT: usize = 500;

/// One error of the body, every part as given and possibly missing.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct ApiError {
    /// Five digits (`PPSSS`: provider, then meaning); in version 2, a word such as `not_found`.
    pub code: Option<String>,
    /// A short title.
    pub title: Option<String>,
    /// A sentence; it may repeat a parameter.
    pub detail: Option<String>,
    /// What the error is about: `{"parameter": …}` or `{"header": …}`.
    pub source: Option<Value>,
    /// Whatever else the API adds, such as `provider` and `retry_in`.
    pub meta: Map<String, Value>,
}

impl ApiError {
    /// Reads the errors of a body; none, however odd, is refused.
    pub(crate) fn read_all(body: &[u8]) -> Vec<Self> {
        match serde_json::from_slice::<Value>(body) {
            Ok(Value::Object(body)) => match body.get("errors") {
                Some(Value::Array(errors)) => errors.iter().map(Self::from_json).collect(),
                _ if body.contains_key("error") => vec![Self::from_v2(&body)],
                _ => Vec::new(),
            },
            Ok(_) => Vec::new(),
            Err(_) => plain_text(body).map(Self::from_text).into_iter().collect(),
        }
    }

    /// The code, when it is one that can be shown: five digits say nothing about a person.
    pub(crate) fn public_code(&self) -> Option<&str> {
        let is_public =
            |code: &&str| code.len() == 5 && code.bytes().all(|byte| byte.is_ascii_digit());
        self.code.as_deref().filter(is_public)
    }

    /// `meta.provider`.
    pub fn provider(&self) -> Option<&str> {
        self.meta.get("provider")?.as_str()
    }

    /// `meta.retry_in`, in seconds, as given.
    pub fn retry_in(&self) -> Option<u64> {
        self.meta.get("retry_in")?.as_u64()
    }

    /// The parameter that `source` names, when it names one.
    pub fn parameter(&self) -> Option<&str> {
        self.source.as_ref()?.get("parameter")?.as_str()
    }

    fn from_json(error: &Value) -> Self {
        let text = |key: &str| error.get(key).and_then(Value::as_str).map(str::to_owned);
        match error {
            Value::String(detail) => Self::from_text(detail),
            _ => Self {
                code: text("code"),
                title: text("title"),
                detail: text("detail"),
                source: error
                    .get("source")
                    .filter(|source| !source.is_null())
                    .cloned(),
                meta: error
                    .get("meta")
                    .and_then(Value::as_object)
                    .cloned()
                    .unwrap_or_default(),
            },
        }
    }

    /// Version 2's own shape: `error` is a word, `reason` short, `message` for people.
    fn from_v2(body: &Map<String, Value>) -> Self {
        let text = |key: &str| body.get(key).and_then(Value::as_str).map(str::to_owned);
        Self {
            code: text("error"),
            title: text("reason"),
            detail: text("message"),
            ..Self::default()
        }
    }

    fn from_text(text: &str) -> Self {
        Self {
            detail: Some(text.to_owned()),
            ..Self::default()
        }
    }
}

fn plain_text(body: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(body).ok()?.trim();
    let is_sentence =
        !text.is_empty() && text.len() <= LONGEST_PLAIN_TEXT && !text.starts_with(['<', '{', '[']);
    is_sentence.then_some(text)
}

impl fmt::Debug for ApiError {
    /// Shows the code alone, when it is five digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError")
            .field("code", &self.public_code())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Vec<ApiError> {
        ApiError::read_all(body.as_bytes())
    }

    /// Code, title and detail of the only error.
    fn words(body: &str) -> [Option<String>; 3] {
        let [error] = read(body).try_into().unwrap();
        [error.code, error.title, error.detail]
    }

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn null_parts_are_as_absent_ones() {
        let with_nulls = read(r#"{"errors":[{"code":"00201","source":null,"meta":null}]}"#);
        let without = read(r#"{"errors":[{"code":"00201"}]}"#);
        assert_eq!(with_nulls, without);
        assert_eq!(
            (
                &without[0].source,
                without[0].provider(),
                without[0].parameter()
            ),
            (&None, None, None)
        );
    }

    #[test]
    fn the_older_shapes_are_read() {
        let v2 = r#"{"error":"not_found","reason":"R","message":"M"}"#;
        assert_eq!(words(v2), [some("not_found"), some("R"), some("M")]);
        assert_eq!(
            words(r#"{"errors":["slow down"]}"#),
            [None, None, some("slow down")]
        );
        assert_eq!(
            words("Gone for good.\n"),
            [None, None, some("Gone for good.")]
        );
    }

    #[test]
    fn no_body_is_too_odd() {
        for body in [
            "",
            " ",
            "null",
            "[]",
            "{}",
            r#"{"errors":{}}"#,
            "<html>",
            "{broken",
        ] {
            assert_eq!(read(body), [], "{body}");
        }
        assert_eq!(
            read(r#"{"errors":[7,{"code":7,"meta":[]}]}"#),
            [ApiError::default(), ApiError::default()]
        );
        assert_eq!(ApiError::read_all(&[0xff, 0xfe]), []);
    }

    #[test]
    fn a_text_is_a_sentence_up_to_its_longest() {
        let long = "x".repeat(LONGEST_PLAIN_TEXT + 1);
        assert_eq!(read(&long), []);
        assert_eq!(words(&long[1..])[2].as_deref(), Some(&long[1..]));
    }

    #[test]
    fn only_five_digits_can_be_shown() {
        let error = |code: &str| ApiError {
            code: some(code),
            ..ApiError::default()
        };
        assert_eq!(error("35003").public_code(), Some("35003"));
        for code in ["", "3500", "350031", "3500A", "LEFEBVRE", "٣٥٠٠٣"] {
            assert_eq!(error(code).public_code(), None, "{code}");
        }
    }
}
