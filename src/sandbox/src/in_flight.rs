//! Refuses a call identical to one that is not answered yet.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};

use crate::{key::Key, operations::Operation};

/// What makes two calls identical: token, operation, parameters that count.
type Identity = (String, &'static str, Key);

/// The calls under way.
#[derive(Clone, Default)]
pub(crate) struct InFlight(Arc<Mutex<HashSet<Identity>>>);

/// Held as long as a call is under way; dropping it, even because the caller left, lets an identical one in.
#[must_use = "the call counts as answered as soon as this is dropped"]
pub(crate) struct Guard {
    calls: InFlight,
    identity: Identity,
}

impl InFlight {
    /// Enters a call; `None` when an identical one is under way.
    pub(crate) fn enter(&self, token: &str, operation: &Operation, key: Key) -> Option<Guard> {
        let identity = (token.to_owned(), operation.id, key);
        let mut calls = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        calls.insert(identity.clone()).then(|| Guard {
            calls: self.clone(),
            identity,
        })
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        let mut calls = self.calls.0.lock().unwrap_or_else(PoisonError::into_inner);
        calls.remove(&self.identity);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operations;

    fn quotient() -> &'static Operation {
        operations::all().next().unwrap()
    }

    #[test]
    fn a_twin_is_refused_until_the_first_is_answered() {
        let calls = InFlight::default();
        let first = calls.enter("a", quotient(), Key::default());
        assert!(first.is_some());
        assert!(calls.enter("a", quotient(), Key::default()).is_none());
        drop(first);
        assert!(calls.enter("a", quotient(), Key::default()).is_some());
    }

    #[test]
    fn another_token_operation_or_parameter_is_no_twin() {
        let calls = InFlight::default();
        let mut other = Key::default();
        other.set("annee", "2026");
        let _first = calls.enter("a", quotient(), Key::default());
        assert!(calls.enter("b", quotient(), Key::default()).is_some());
        assert!(
            calls
                .enter("a", operations::all().nth(1).unwrap(), Key::default())
                .is_some()
        );
        assert!(calls.enter("a", quotient(), other).is_some());
    }
}
