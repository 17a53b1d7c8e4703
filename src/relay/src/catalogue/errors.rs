//! What an upstream error means for the person, by code, by a code's last digits, then by HTTP status.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::lang::{Lang, Text};
use model::protocol::{InvalidField, Problem, Status};

use super::file::{ErrorFile, ErrorsFile};
use crate::error::Error;

/// The status that stands for every other one in `common.toml`.
const ANY_STATUS: u16 = 0;

/// What an error means: how the asking ended, and what to tell the person.
#[derive(Debug)]
pub(crate) struct Meaning {
    pub(crate) status: Status,
    pub(crate) operator: bool,
    title: Text,
    detail: Text,
    next_step: Text,
    fields: Vec<String>,
    retry_after: Option<u64>,
}

impl Meaning {
    fn of(error: &ErrorFile) -> Self {
        Self {
            status: error.status,
            operator: error.operator,
            title: error.title.clone(),
            detail: error.detail.clone(),
            next_step: error.next_step.clone(),
            fields: error.fields.clone(),
            retry_after: error.retry_after,
        }
    }

    /// The problem to show, in `lang`; a wait that the API gave goes before the catalogue's.
    pub(crate) fn problem(&self, lang: Lang, retry_after: Option<u64>) -> Problem {
        let detail = self.next_step.get(lang);
        let invalid = |field: &String| InvalidField {
            field: field.clone(),
            detail: detail.to_owned(),
        };
        Problem {
            kind: crate::problem::kind(kind(self.status)),
            title: self.title.get(lang).to_owned(),
            status: None,
            detail: self.detail.get(lang).to_owned(),
            next_step: self.next_step.get(lang).to_owned(),
            fields: self.fields.iter().map(invalid).collect(),
            retry_after: retry_after.or(self.retry_after),
            alternative: None,
        }
    }
}

fn kind(status: Status) -> &'static str {
    match status {
        Status::NotFound => "not-found",
        Status::NotRecognised => "not-recognised",
        Status::Ambiguous => "ambiguous",
        Status::Invalid => "refused-by-source",
        Status::Busy => "busy",
        Status::Withdrawn => "withdrawn",
        Status::Filled | Status::Partial | Status::Unavailable | Status::Sealed => "unavailable",
    }
}

/// The meanings of one way of asking a source, over those that all sources share.
#[derive(Clone, Debug, Default)]
pub(crate) struct Errors {
    by_code: BTreeMap<String, Arc<Meaning>>,
    by_subcode: BTreeMap<String, Arc<Meaning>>,
    by_http: BTreeMap<u16, Arc<Meaning>>,
}

impl Errors {
    /// Reads the shared file; it must say what any other status means.
    pub(super) fn parse(name: &str, text: &str) -> Result<Self, Error> {
        let file: ErrorsFile =
            toml::from_str(text).map_err(|error| Error::catalogue(name, error.message()))?;
        if file.error.iter().any(|error| !error.modes.0.is_empty()) {
            return Err(Error::catalogue(name, "`modes` are those of one source"));
        }
        let errors = Self::default().with(&file.error);
        if errors.by_http.contains_key(&ANY_STATUS) {
            return Ok(errors);
        }
        Err(Error::catalogue(
            name,
            "no error has `http = [0]`, the meaning of everything else",
        ))
    }

    /// These meanings, with those of a source before them, the last ones first.
    pub(super) fn with<'a>(mut self, own: impl IntoIterator<Item = &'a ErrorFile>) -> Self {
        for error in own {
            let meaning = Arc::new(Meaning::of(error));
            let codes = error.codes.iter().cloned();
            self.by_code
                .extend(codes.map(|code| (code, meaning.clone())));
            let subcodes = error.subcodes.iter().cloned();
            self.by_subcode
                .extend(subcodes.map(|code| (code, meaning.clone())));
            let http = error.http.iter().copied();
            self.by_http
                .extend(http.map(|status| (status, meaning.clone())));
        }
        self
    }

    /// The meaning of an error of `http` status (0: no answer came) and, when the answer had one, `code`.
    pub(crate) fn meaning(&self, http: u16, code: Option<&str>) -> &Meaning {
        let by_code = code.and_then(|code| {
            let subcode = code.get(code.len().saturating_sub(3)..)?;
            let provider_answered = code.len() == 5 && !code.starts_with("00");
            let by_subcode = || self.by_subcode.get(subcode).filter(|_| provider_answered);
            self.by_code.get(code).or_else(by_subcode)
        });
        let found = by_code
            .or_else(|| self.by_http.get(&http))
            .or_else(|| self.by_http.get(&ANY_STATUS));
        #[expect(
            clippy::expect_used,
            reason = "`parse` refuses a shared file without this meaning"
        )]
        found.expect("the meaning of everything else")
    }
}
