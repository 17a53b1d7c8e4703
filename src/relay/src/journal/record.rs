//! What the journal writes down, field by field: no name, no value, no hash of either, no address of a person.
//!
//! Each record is one JSON document. Its text is made once, with sorted keys and no space (RFC 8785), and kept as it is:
//! that text is what is hashed, exported and, when its time is over, erased.

use std::collections::BTreeMap;

use jiff::{Span, Timestamp, ToSpan};
use model::protocol::{Gesture, Status};
use serde::{Deserialize, Serialize};

use crate::calendar;

/// How the records are made; it changes when a field changes its meaning.
pub(crate) const VERSION: u8 = 1;

/// How long an access trace is kept: what API Particulier asks of those who call it.
pub(crate) fn trace_retention() -> Span {
    36.months()
}

/// Items by source, as they are written down.
pub(crate) type Items = BTreeMap<String, Vec<String>>;

/// A record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Record {
    /// What a person agreed to, written before any call is made under it.
    Consent(Box<Consent>),
    /// A call made under an agreement, and how it ended: the access trace.
    Call(Call),
    /// That a person took an agreement back: nothing is delivered under it from then on.
    Withdrawal(Withdrawal),
    /// That the form's server was told of it.
    Told(Told),
    /// Records whose time was over, erased together.
    Purge(Purge),
}

/// What a person agreed to, and how it was put to them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Consent {
    /// How the record is made: [`VERSION`].
    pub(crate) version: u8,
    /// The receipt that the person was given, a ULID. Nothing else leads from a person to the record.
    pub(crate) receipt: String,
    /// When, in UTC (RFC 3339).
    pub(crate) at: String,
    /// Until when this record is kept.
    pub(crate) expires: String,
    /// The form.
    pub(crate) form: String,
    /// The administration that receives the data.
    pub(crate) controller: Controller,
    /// What the data are for.
    pub(crate) purpose: String,
    /// The text of law that the exchange stands on: informing and agreeing are not always the legal basis.
    pub(crate) legal_basis: String,
    /// How long the administration keeps the data.
    pub(crate) retention: String,
    /// The hash of the exact text that was shown; the text itself is kept once, beside the records.
    pub(crate) notice: String,
    /// The language of that text.
    pub(crate) lang: String,
    /// How surely the person was known.
    pub(crate) assurance: String,
    /// The agent who asked, as the administration calls them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) agent: Option<String>,
    /// The case, as the host's server calls it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) case: Option<String>,
    /// Whether what came was shown in the page, or travelled sealed.
    #[serde(default)]
    pub(crate) shown: bool,
    /// The items that the form asks for, by source.
    pub(crate) offered: Items,
    /// The items that the person agreed to, by source.
    pub(crate) agreed: Items,
    /// The items that the person refused, by source.
    pub(crate) refused: Items,
    /// Who holds the data of each agreed source.
    pub(crate) providers: BTreeMap<String, String>,
    /// How the person agreed, when the page says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) gesture: Option<Gesture>,
    /// What put the question.
    pub(crate) software: Software,
}

/// The administration that receives the data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Controller {
    /// Its SIRET.
    pub(crate) siret: String,
    /// Its name.
    pub(crate) name: String,
    /// How to reach its data-protection officer.
    pub(crate) dpo: String,
}

/// The versions of what put the question to the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Software {
    /// The relay's version.
    pub(crate) relay: String,
    /// The hash of the list of the widget's files, each with its own hash; absent when the relay has no widget.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) widget: Option<String>,
    /// The hash of the catalogue's files.
    pub(crate) catalogue: String,
}

/// A call made under an agreement, and how it ended. It can outlive the record of the agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Call {
    /// How the record is made: [`VERSION`].
    pub(crate) version: u8,
    /// The receipt of the agreement.
    pub(crate) receipt: String,
    /// When it ended, in UTC (RFC 3339).
    pub(crate) at: String,
    /// Until when this record is kept.
    pub(crate) expires: String,
    /// The form.
    pub(crate) form: String,
    /// The SIRET of the administration that receives the data.
    pub(crate) siret: String,
    /// The source.
    pub(crate) source: String,
    /// The path upstream; a value in it stays a name in braces.
    pub(crate) path: String,
    /// The HTTP status; 0 when no answer came.
    pub(crate) status: u16,
    /// What came of it.
    pub(crate) outcome: Status,
    /// The API's own name of the call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) request_id: Option<String>,
    /// The agent who asked, as the administration calls them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) agent: Option<String>,
}

/// That a person took an agreement back. It is kept as long as the agreement, and erased with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Withdrawal {
    /// How the record is made: [`VERSION`].
    pub(crate) version: u8,
    /// The receipt of the agreement.
    pub(crate) receipt: String,
    /// When, in UTC (RFC 3339).
    pub(crate) at: String,
    /// Until when this record is kept.
    pub(crate) expires: String,
    /// The form.
    pub(crate) form: String,
}

/// That the form's server was told of a withdrawal, and said so. It is kept as long as the withdrawal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Told {
    /// How the record is made: [`VERSION`].
    pub(crate) version: u8,
    /// The receipt of the agreement.
    pub(crate) receipt: String,
    /// When, in UTC (RFC 3339).
    pub(crate) at: String,
    /// Until when this record is kept.
    pub(crate) expires: String,
}

/// Which records were erased. What is erased without such a record is tampering.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Purge {
    /// How the record is made: [`VERSION`].
    pub(crate) version: u8,
    /// When, in UTC (RFC 3339).
    pub(crate) at: String,
    /// The numbers of the erased records, as ranges from the first to the last of each.
    pub(crate) erased: Vec<(i64, i64)>,
}

impl Purge {
    /// The erasing of the records of these numbers, in increasing order.
    pub(super) fn of(numbers: &[i64], at: String) -> Self {
        let mut erased: Vec<(i64, i64)> = Vec::new();
        for number in numbers {
            match erased.last_mut() {
                Some((_, last)) if last.checked_add(1) == Some(*number) => *last = *number,
                _ => erased.push((*number, *number)),
            }
        }
        Self {
            version: VERSION,
            at,
            erased,
        }
    }
}

impl Record {
    /// The text that is hashed and kept.
    pub(super) fn text(&self) -> String {
        #[expect(
            clippy::expect_used,
            reason = "texts, numbers and lists always serialise"
        )]
        let mut value = serde_json::to_value(self).expect("a record as JSON");
        // Another crate of the program may ask serde_json to keep the order in which keys come.
        value.sort_all_objects();
        value.to_string()
    }

    /// The receipt it belongs to.
    pub(super) fn receipt(&self) -> Option<&str> {
        match self {
            Self::Consent(consent) => Some(&consent.receipt),
            Self::Call(call) => Some(&call.receipt),
            Self::Withdrawal(withdrawal) => Some(&withdrawal.receipt),
            Self::Told(told) => Some(&told.receipt),
            Self::Purge(_) => None,
        }
    }

    /// Whether it may stand after `others`, the records of the same receipt: an agreement is taken back once, and told of once.
    pub(super) fn may_follow(&self, others: &[Self]) -> bool {
        let has = |kind: fn(&Self) -> bool| others.iter().any(kind);
        let is_consent = |record: &Self| matches!(record, Self::Consent(_));
        let is_withdrawal = |record: &Self| matches!(record, Self::Withdrawal(_));
        match self {
            Self::Withdrawal(_) => has(is_consent) && !has(is_withdrawal),
            Self::Told(_) => has(is_withdrawal) && !has(|record| matches!(record, Self::Told(_))),
            Self::Consent(_) | Self::Call(_) | Self::Purge(_) => true,
        }
    }

    /// Whether what comes before it decides if it is written.
    pub(super) fn has_condition(&self) -> bool {
        matches!(self, Self::Withdrawal(_) | Self::Told(_))
    }
}

/// The end of `retention`, counted from `at`, in UTC (RFC 3339).
pub(crate) fn expiry(at: Timestamp, retention: Span) -> String {
    let start = at.to_zoned(jiff::tz::TimeZone::UTC);
    // What lies beyond the end of the calendar ends there.
    let end = start
        .checked_add(retention)
        .map_or(Timestamp::MAX, |end| end.timestamp());
    calendar::rfc3339(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_has_sorted_keys_and_no_space() {
        let purge = Record::Purge(Purge::of(&[1, 2, 3, 7], "2026-11-22T10:00:00Z".to_owned()));
        assert_eq!(
            purge.text(),
            r#"{"at":"2026-11-22T10:00:00Z","erased":[[1,3],[7,7]],"kind":"purge","version":1}"#
        );
    }

    #[test]
    fn a_trace_is_kept_36_months_and_leap_days_do_not_matter() {
        let at: Timestamp = "2024-02-29T12:00:00Z".parse().unwrap();
        assert_eq!(expiry(at, trace_retention()), "2027-02-28T12:00:00Z");
        assert_eq!(
            expiry(Timestamp::MAX, trace_retention()),
            calendar::rfc3339(Timestamp::MAX)
        );
    }
}
