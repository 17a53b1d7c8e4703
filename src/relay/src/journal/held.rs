//! What the journal holds about one receipt, and the withdrawal of its agreement.

use model::protocol::{Notice, Status};

use super::record::{Call, Consent, Record, Told, VERSION, Withdrawal};
use super::store::parse;
use super::{Fault, Journal, export};
use crate::calendar;
use crate::error::Error;

/// All that the journal holds about one agreement.
pub(crate) struct Held {
    /// The agreement.
    pub(crate) consent: Consent,
    /// The text that the person read.
    pub(crate) notice: Notice,
    /// The calls made under it, in the order of their ends.
    pub(crate) calls: Vec<Call>,
    /// That it was taken back.
    pub(crate) withdrawal: Option<Withdrawal>,
    texts: Vec<String>,
}

impl Held {
    /// From the texts of the records of one receipt; `None` when the agreement is not among them.
    fn of(texts: Vec<String>) -> Option<Self> {
        let mut consent = None;
        let (mut calls, mut withdrawal) = (Vec::new(), None);
        for record in texts.iter().filter_map(|text| parse(text)) {
            match record {
                Record::Consent(found) => consent = Some(*found),
                Record::Call(call) => calls.push(call),
                Record::Withdrawal(found) => withdrawal = Some(found),
                Record::Told(_) | Record::Purge(_) => {}
            }
        }
        let consent = consent?;
        Some(Self {
            notice: Notice {
                hash: consent.notice.clone(),
                text: String::new(),
            },
            consent,
            calls,
            withdrawal,
            texts,
        })
    }

    /// The calls under the agreement are left out, of the records too: what came is not for everyone who holds the receipt.
    pub(crate) fn without_calls(mut self) -> Self {
        self.calls.clear();
        self.texts
            .retain(|text| !matches!(parse(text), Some(Record::Call(_))));
        self
    }

    /// What came of a source, when it has answered.
    pub(crate) fn outcome(&self, source: &str) -> Option<Status> {
        let call = self.calls.iter().rfind(|call| call.source == source)?;
        Some(call.outcome)
    }

    /// The records as JSON-LD, as `journal export` gives them.
    ///
    /// # Errors
    /// As any export; there is no reason for one in memory.
    pub(crate) fn json_ld(&self) -> Result<Vec<u8>, Error> {
        export::document(&self.texts, self.notice.clone())
    }
}

impl Journal {
    /// All that is held about this receipt; `None` when there is no such agreement, or no longer.
    pub(crate) async fn held(&self, receipt: &str) -> Result<Option<Held>, Fault> {
        let texts = self.store.find(receipt.to_owned()).await?;
        let Some(mut held) = Held::of(texts) else {
            return Ok(None);
        };
        if let Some(notice) = self.store.notice(held.notice.hash.clone()).await? {
            held.notice = notice;
        }
        Ok(Some(held))
    }

    /// The withdrawal of this receipt's agreement, if it was taken back.
    pub(crate) async fn withdrawal(&self, receipt: &str) -> Result<Option<Withdrawal>, Fault> {
        let texts = self.store.find(receipt.to_owned()).await?;
        Ok(Held::of(texts).and_then(|held| held.withdrawal))
    }

    /// Takes an agreement back, once: who does it again gets the first withdrawal. When this returns, it is on disk.
    /// `None` when there is no such agreement.
    pub(crate) async fn withdraw(&self, receipt: &str) -> Result<Option<Withdrawal>, Fault> {
        let Some(held) = Held::of(self.store.find(receipt.to_owned()).await?) else {
            return Ok(None);
        };
        if held.withdrawal.is_some() {
            return Ok(held.withdrawal);
        }
        let Consent {
            receipt,
            expires,
            form,
            ..
        } = held.consent;
        let withdrawal = Withdrawal {
            version: VERSION,
            receipt: receipt.clone(),
            at: calendar::now(),
            expires,
            form,
        };
        self.add(Record::Withdrawal(withdrawal), None).await?;
        // Of two at the same moment, one is written.
        self.withdrawal(&receipt).await
    }

    /// The withdrawals that no server was told of, oldest first.
    pub(crate) async fn untold(&self) -> Result<Vec<Withdrawal>, Fault> {
        let texts = self.store.untold().await?;
        let withdrawal = |text: &String| match parse(text)? {
            Record::Withdrawal(withdrawal) => Some(withdrawal),
            _ => None,
        };
        Ok(texts.iter().filter_map(withdrawal).collect())
    }

    /// Writes down that the form's server was told of a withdrawal.
    pub(crate) async fn told(&self, withdrawal: &Withdrawal) -> Result<(), Fault> {
        let told = Told {
            version: VERSION,
            receipt: withdrawal.receipt.clone(),
            at: calendar::now(),
            expires: withdrawal.expires.clone(),
        };
        self.add(Record::Told(told), None).await
    }
}
