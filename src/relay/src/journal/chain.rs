//! The chain: each record makes a leaf, each leaf a link with the link before it.
//!
//! A leaf is `SHA-256(salt ‖ text)`, a link `SHA-256(link before ‖ leaf)`. Erasing a record takes its text and its salt away
//! and leaves leaf and link: the chain still holds, and nothing can be guessed from the leaf.

use sha2::{Digest, Sha256};

/// A hash.
pub(super) type Hash = [u8; 32];

/// The link before the first record.
pub(super) const ORIGIN: Hash = [0; 32];

/// A row as it is stored: bytes of any length may be found there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// Its number, from 1. Signed, as whole numbers are in the databases.
    pub(super) number: i64,
    pub(super) leaf: Vec<u8>,
    pub(super) link: Vec<u8>,
    /// `None` once it is erased.
    pub(super) content: Option<Content>,
}

/// What erasing takes away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Content {
    pub(super) salt: Vec<u8>,
    pub(super) text: String,
}

impl Content {
    /// A record's text with a fresh salt.
    pub(super) fn new(text: String) -> Result<Self, getrandom::Error> {
        let mut salt = vec![0; 32];
        getrandom::fill(&mut salt)?;
        Ok(Self { salt, text })
    }

    pub(super) fn leaf(&self) -> Hash {
        hash(&[&self.salt, self.text.as_bytes()])
    }
}

/// The link of `leaf` with what comes before it.
pub(super) fn link(before: &[u8], leaf: &[u8]) -> Hash {
    hash(&[before, leaf])
}

fn hash(parts: &[&[u8]]) -> Hash {
    let whole = parts
        .iter()
        .fold(Sha256::new(), |hash, part| hash.chain_update(part));
    whole.finalize().into()
}
