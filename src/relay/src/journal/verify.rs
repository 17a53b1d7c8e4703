//! The offline check of a whole journal: every leaf, every link, every notice, every erasing, and the signed head.

use std::collections::{BTreeMap, BTreeSet};

use super::chain::{self, ORIGIN, Row};
use super::record::Record;
use super::seal::{Head, PublicKey};
use super::store::Piece;
use crate::notice;

/// Something that is wrong with a journal.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Finding {
    /// The text or the salt is not what was written.
    #[error("record {0} was changed")]
    Changed(i64),
    /// A row before this one is gone, or rows were exchanged.
    #[error("record {0} does not follow the one before it: records were removed, added or moved")]
    Broken(i64),
    /// Its text and salt are gone, and no purge says so.
    #[error("record {0} was erased, and no purge says so")]
    Erased(i64),
    /// It stands beside the chain.
    #[error("record {0} is not in the chain: something else than the relay wrote it")]
    Stray(i64),
    /// A purge says that it was erased.
    #[error("record {0} was erased by a purge and is there again")]
    Restored(i64),
    /// Nothing says what was shown.
    #[error("record {0} is about a notice whose text is missing or was changed")]
    NoNotice(i64),
    /// It takes back what nothing says was agreed to, or tells of what was not taken back, or says so twice.
    #[error(
        "record {0} is about an agreement or a withdrawal that is not written before it, or is there twice"
    )]
    Unfounded(i64),
    /// A text that is not what its hash says.
    #[error("a notice was changed: {0}")]
    Notice(String),
    /// No head, or not one of this key.
    #[error("the head is missing, was changed, or is not signed by this key")]
    Head,
    /// The head counts other records than there are.
    #[error(
        "the head counts {signed} records and {found} are there: records were cut off or added at the end"
    )]
    Size {
        /// How many records the head counts.
        signed: i64,
        /// How many there are.
        found: i64,
    },
    /// The head's last link is another one.
    #[error("the last link is not the head's: the journal was written again")]
    Link,
    /// A checkpoint that this key did not sign.
    #[error("checkpoint {0} of the file was changed, or is not signed by this key")]
    Checkpoint(usize),
    /// The journal was longer once.
    #[error(
        "a checkpoint of {at} counts {signed} records and {found} are there: an older copy was put back, or records were cut off"
    )]
    Shortened {
        /// When the checkpoint was signed.
        at: String,
        /// How many records it counts.
        signed: i64,
        /// How many there are.
        found: i64,
    },
    /// The journal had another link once.
    #[error(
        "the link of record {number} is not the one of the checkpoint of {at}: the journal was written again"
    )]
    Rewritten {
        /// The record.
        number: i64,
        /// When the checkpoint was signed.
        at: String,
    },
}

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// How many records there are, erased ones included.
    pub size: i64,
    /// How many of them were erased.
    pub erased: usize,
    /// How many checkpoints were compared.
    pub checkpoints: usize,
    /// All that is wrong.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Whether nothing is wrong.
    pub fn is_valid(&self) -> bool {
        self.findings.is_empty()
    }
}

/// Looks at the pieces of a journal one after the other.
#[derive(Clone)]
pub(super) struct Verifier {
    key: PublicKey,
    checkpoints: BTreeMap<i64, Vec<Head>>,
    compared: usize,
    head: Option<String>,
    notices: BTreeSet<String>,
    size: i64,
    link: Vec<u8>,
    missing: BTreeSet<i64>,
    purged: Vec<(i64, i64)>,
    agreed: Vec<Named>,
    withdrawn: Vec<Named>,
    told: Vec<Named>,
    findings: Vec<Finding>,
}

/// The receipt that a record is about, and the record's number.
type Named = (String, i64);

impl Verifier {
    /// A check against the key of the journal, and the checkpoints that were kept of it.
    pub(super) fn new(key: PublicKey, checkpoints: &[String]) -> Self {
        let mut verifier = Self {
            key,
            checkpoints: BTreeMap::new(),
            compared: 0,
            head: None,
            notices: BTreeSet::new(),
            size: 0,
            link: ORIGIN.to_vec(),
            missing: BTreeSet::new(),
            purged: Vec::new(),
            agreed: Vec::new(),
            withdrawn: Vec::new(),
            told: Vec::new(),
            findings: Vec::new(),
        };
        for (rank, note) in (1..).zip(checkpoints) {
            match verifier.key.open(note) {
                Ok(head) => verifier
                    .checkpoints
                    .entry(head.size)
                    .or_default()
                    .push(head),
                Err(_) => verifier.findings.push(Finding::Checkpoint(rank)),
            }
        }
        verifier.compare();
        verifier
    }

    /// Looks at the next piece.
    pub(super) fn piece(&mut self, piece: Piece) {
        match piece {
            Piece::Head(note) => self.head = Some(note),
            Piece::Notice(shown) if notice::hash(&shown.text) == shown.hash => {
                self.notices.insert(shown.hash);
            }
            Piece::Notice(shown) => self.findings.push(Finding::Notice(shown.hash)),
            Piece::Row(row) => self.row(row),
            Piece::Stray(number) => self.findings.push(Finding::Stray(number)),
        }
    }

    fn row(&mut self, row: Row) {
        let follows = self.size.checked_add(1) == Some(row.number)
            && chain::link(&self.link, &row.leaf) == *row.link;
        if !follows {
            self.findings.push(Finding::Broken(row.number));
        }
        match &row.content {
            None => drop(self.missing.insert(row.number)),
            Some(content) if content.leaf() != *row.leaf => {
                self.findings.push(Finding::Changed(row.number));
            }
            Some(content) => self.record(row.number, &content.text),
        }
        self.size = row.number;
        self.link = row.link;
        self.compare();
    }

    /// What a record says about others.
    fn record(&mut self, number: i64, text: &str) {
        match serde_json::from_str(text) {
            Ok(Record::Consent(consent)) => {
                if !self.notices.contains(&consent.notice) {
                    self.findings.push(Finding::NoNotice(number));
                }
                self.agreed.push((consent.receipt, number));
            }
            Ok(Record::Withdrawal(withdrawal)) => self.withdrawn.push((withdrawal.receipt, number)),
            Ok(Record::Told(told)) => self.told.push((told.receipt, number)),
            // A purge only ever erases what came before it.
            Ok(Record::Purge(purge)) => {
                let before = purge.erased.into_iter().filter(|(_, last)| *last < number);
                self.purged.extend(before);
            }
            // What cannot be read is whole all the same: a later version wrote it.
            Ok(_) | Err(_) => {}
        }
    }

    /// Compares the checkpoints of the present size with the present link.
    fn compare(&mut self) {
        for head in self.checkpoints.remove(&self.size).into_iter().flatten() {
            self.compared += 1;
            if head.link != *self.link {
                self.findings.push(Finding::Rewritten {
                    number: self.size,
                    at: head.at,
                });
            }
        }
    }

    /// Whether something was wrong so far.
    #[cfg(test)]
    pub(super) fn has_findings(&self) -> bool {
        !self.findings.is_empty()
    }

    /// What the whole journal says.
    pub(super) fn finish(mut self) -> Report {
        self.check_erased();
        self.check_withdrawals();
        self.check_head();
        for head in std::mem::take(&mut self.checkpoints)
            .into_values()
            .flatten()
        {
            self.findings.push(Finding::Shortened {
                at: head.at,
                signed: head.size,
                found: self.size,
            });
        }
        Report {
            size: self.size,
            erased: self.missing.len(),
            checkpoints: self.compared,
            findings: self.findings,
        }
    }

    fn check_erased(&mut self) {
        let said: BTreeSet<i64> = self
            .purged
            .iter()
            .flat_map(|(first, last)| *first..=*last)
            .collect();
        let unsaid = self
            .missing
            .difference(&said)
            .map(|number| Finding::Erased(*number));
        let back = said
            .difference(&self.missing)
            .map(|number| Finding::Restored(*number));
        self.findings.extend(unsaid.chain(back));
    }

    /// An agreement is erased with all that was said of it: each stands after what it is about.
    fn check_withdrawals(&mut self) {
        let unfounded =
            unfounded(&self.withdrawn, &self.agreed).chain(unfounded(&self.told, &self.withdrawn));
        let unfounded: Vec<_> = unfounded.map(Finding::Unfounded).collect();
        self.findings.extend(unfounded);
    }

    fn check_head(&mut self) {
        let head = self.head.as_deref().map(|note| self.key.open(note));
        let found = self.size;
        self.findings.extend(match head {
            Some(Ok(head)) if head.size != found => Some(Finding::Size {
                signed: head.size,
                found,
            }),
            Some(Ok(head)) => (head.link != *self.link).then_some(Finding::Link),
            Some(Err(_)) | None => Some(Finding::Head),
        });
    }
}

/// The numbers of `records` that do not stand after one of `grounds` for the same receipt, or are not the first to.
fn unfounded<'a>(records: &'a [Named], grounds: &[Named]) -> impl Iterator<Item = i64> + use<'a> {
    let grounds: BTreeMap<String, i64> = grounds.iter().cloned().collect();
    let mut seen = BTreeSet::new();
    let wrong = move |(receipt, number): &'a Named| {
        let stands = grounds.get(receipt).is_some_and(|ground| ground < number);
        let is_first = seen.insert(receipt);
        (!stands || !is_first).then_some(*number)
    };
    records.iter().filter_map(wrong)
}
