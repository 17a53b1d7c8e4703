//! A sealed prefill: everything that could tell a hit from a miss is done before the answer leaves, and it leaves at its hour.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::protocol::{Answer, SourceResult, Status};
use tokio::time::{Instant, sleep_until, timeout_at};

use super::Prefill;
use crate::assurance::Assurance;
use crate::attest::Attester;
use crate::config::Disclosure;
use crate::problem::Reason;
use crate::seal::{self, MARGIN, SIZE, SealKey};

/// What a sealed answer needs.
pub(super) struct Sealing {
    pub(super) key: SealKey,
    /// When the answer leaves, whatever came.
    pub(super) leaves: Instant,
}

impl Sealing {
    /// What the form of this attester seals with; `None` when the page gets values. A person who is known for one source
    /// alone is known for none: what is shown must not tell what is not.
    pub(super) fn of(attester: &Attester, leaves: Instant) -> Option<Self> {
        let form = &attester.form;
        let typed = attester.identity() == Assurance::Declared;
        let sealed = form.disclosure == Disclosure::Sealed && typed;
        let key = form.organisation.seal_key.clone().filter(|_| sealed)?;
        Some(Self { key, leaves })
    }
}

impl Prefill {
    /// Whether the page may not see what comes.
    pub(crate) fn is_sealed(&self) -> bool {
        self.sealing.is_some()
    }

    /// The sealed answer, at its hour.
    ///
    /// # Errors
    /// [`Reason::NotReady`] when it cannot be sealed; whether there is something to seal does not matter to it.
    pub(crate) async fn sealed(mut self) -> Result<Answer, Reason> {
        let (Some(sealing), Some(attester)) = (self.sealing.take(), self.attester.take()) else {
            return Err(Reason::NotReady);
        };
        let mut results = unanswered(&attester);
        let closes = sealing.leaves - MARGIN;
        while let Ok(Some((source, result))) = timeout_at(closes, self.results.recv()).await {
            results.insert(source, result);
        }
        // A journal that is slow just then would tell a hit from a miss: without its word nothing is delivered.
        let passed = timeout_at(
            sealing.leaves - MARGIN / 2,
            self.gate.pass_all(&mut results),
        )
        .await;
        if passed.is_err() {
            results = unanswered(&attester);
        }
        let plaintext = plaintext(&attester, &results);
        let told = |source: &String| (source.clone(), SourceResult::failed(Status::Sealed));
        let told = results.keys().map(told).collect();
        sleep_until(sealing.leaves).await;
        let sealed = sealing.key.seal(plaintext).map_err(|_| Reason::NotReady)?;
        Ok(Answer {
            receipt: self.receipt,
            results: told,
            attestation: None,
            sealed: Some(sealed),
        })
    }
}

/// What stands for a source that has not answered when the envelope is closed.
fn unanswered(attester: &Attester) -> BTreeMap<String, SourceResult> {
    let asked = attester.assurances.keys().cloned();
    asked
        .map(|source| (source, SourceResult::failed(Status::Unavailable)))
        .collect()
}

/// The signed statement of these results, filled up; without their values if they are more than any honest answer holds.
fn plaintext(attester: &Attester, results: &BTreeMap<String, SourceResult>) -> [u8; SIZE] {
    let now = Timestamp::now();
    seal::padded(&attester.attest(results, now)).unwrap_or_else(|| {
        tracing::error!(
            form = attester.form.id,
            "an answer is too long to be sealed: its values were left out"
        );
        let empty = attester.attest(&unanswered(attester), now);
        seal::padded(&empty).unwrap_or([b' '; SIZE])
    })
}
