//! What was asked, for tests to look at. In memory only.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Mutex, PoisonError},
};

use jiff::Timestamp;

/// How many calls are remembered: enough for any test, bounded for a sandbox left running.
pub(crate) const REMEMBERED: usize = 10_000;

/// One call received. No `Debug`, so that its parameters cannot reach a log by accident.
#[derive(Clone, PartialEq, Eq)]
pub struct Call {
    /// When it came in.
    pub at: Timestamp,
    /// The operation's path, without its query; what an address holds stays in braces.
    pub path: String,
    /// The position, in [`Options::tokens`](crate::Options::tokens), of the token used; `None` for any other.
    pub token: Option<usize>,
    /// The person whose FranceConnect token was used, by the name that [the page](crate#franceconnect) has for them; `None` for a call
    /// with the API's own token.
    pub person: Option<String>,
    /// The agent named by [`Options::agent_header`](crate::Options::agent_header), as the caller wrote it.
    pub agent: Option<String>,
    /// The status answered.
    pub status: u16,
    /// The `X-Request-ID` answered.
    pub request_id: String,
    /// The parameters as received, those of the query with their brackets.
    pub parameters: BTreeMap<String, Vec<String>>,
}

/// The calls received, oldest first; the oldest go when there are too many.
#[derive(Default)]
pub(crate) struct Calls(Mutex<VecDeque<Call>>);

impl Calls {
    pub(crate) fn record(&self, call: Call) {
        let mut calls = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if calls.len() == REMEMBERED {
            calls.pop_front();
        }
        calls.push_back(call);
    }

    pub(crate) fn all(&self) -> Vec<Call> {
        let calls = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        calls.iter().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(status: u16) -> Call {
        Call {
            at: Timestamp::UNIX_EPOCH,
            path: "/".to_owned(),
            token: None,
            person: None,
            agent: None,
            status,
            request_id: String::new(),
            parameters: BTreeMap::new(),
        }
    }

    #[test]
    fn the_oldest_goes_when_one_too_many_comes() {
        let calls = Calls::default();
        calls.record(call(0));
        (1..REMEMBERED).for_each(|_| calls.record(call(1)));
        assert_eq!((calls.all().len(), calls.all()[0].status), (REMEMBERED, 0));
        calls.record(call(2));
        assert_eq!((calls.all().len(), calls.all()[0].status), (REMEMBERED, 1));
        assert_eq!(calls.all()[REMEMBERED - 1].status, 2);
    }
}
