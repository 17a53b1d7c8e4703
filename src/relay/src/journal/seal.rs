//! The signed head of the journal, in the form of a C2SP checkpoint: how many records, the last link, when.
//!
//! ```text
//! pre-remplir.journal/01JD…          the journal's name
//! 1000                               how many records it has
//! mSiwC…                             its last link
//! 2026-11-22T10:00:00Z               when the head was signed
//!
//! — pre-remplir.journal/01JD… VQ0x…  the signature (Ed25519, C2SP signed note)
//! ```
//!
//! The head is signed again with each record, in the same transaction: records cut off its end are missed.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use ulid::Ulid;

use super::chain::{self, Content, Hash, ORIGIN, Row};
use super::fault::Fault;
use super::record::Record;
use crate::calendar;

/// What the names of journals begin with.
const FAMILY: &str = "pre-remplir.journal/";
/// Ed25519, in keys and signatures of signed notes.
const ALGORITHM: u8 = 1;
/// What a private key begins with.
const PRIVATE: &str = "PRIVATE+KEY";

/// How many records a journal has, and its last link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) size: i64,
    pub(super) link: Hash,
    pub(super) at: String,
}

/// The journal's private key.
pub(super) struct Seal {
    pair: Ed25519KeyPair,
    public: PublicKey,
}

/// What checks the heads of one journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey {
    name: String,
    id: [u8; 4],
    key: [u8; 32],
}

impl Seal {
    /// A fresh key for a new journal, and its text.
    pub(super) fn fresh() -> Result<(Self, SecretString), Fault> {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).map_err(|_| Fault::Random)?;
        let seal = Self::new(&format!("{FAMILY}{}", Ulid::generate()), &seed)?;
        let PublicKey { name, id, .. } = &seal.public;
        let text = format!(
            "{PRIVATE}+{name}+{}+{}",
            hex(id),
            STANDARD.encode(tagged(&seed))
        );
        Ok((seal, SecretString::from(text)))
    }

    /// Reads a key's text.
    pub(super) fn parse(text: &SecretString) -> Result<Self, Fault> {
        let text = text.expose_secret().trim();
        let mut parts = text
            .strip_prefix(PRIVATE)
            .ok_or(Fault::Key)?
            .splitn(4, '+')
            .skip(1);
        let mut part = || parts.next().ok_or(Fault::Key);
        let (name, _, key) = (part()?, part()?, part()?);
        Self::new(name, &untagged(key)?)
    }

    fn new(name: &str, seed: &[u8; 32]) -> Result<Self, Fault> {
        let pair = Ed25519KeyPair::from_seed_unchecked(seed).map_err(|_| Fault::Key)?;
        let key = pair
            .public_key()
            .as_ref()
            .try_into()
            .map_err(|_| Fault::Key)?;
        let public = PublicKey::new(name, key);
        Ok(Self { pair, public })
    }

    pub(super) fn public(&self) -> &PublicKey {
        &self.public
    }

    /// The head of a journal without a record.
    pub(super) fn first(&self) -> String {
        self.sign(&Head {
            size: 0,
            link: ORIGIN,
            at: calendar::now(),
        })
    }

    /// What a record adds to the journal of this head: its row, and the head that follows.
    pub(super) fn extend(&self, head: &str, record: &Record) -> Result<(Row, String), Fault> {
        let head = self.public.open(head)?;
        let content = Content::new(record.text()).map_err(|_| Fault::Random)?;
        let leaf = content.leaf();
        let next = Head {
            size: head.size.checked_add(1).ok_or(Fault::Head)?,
            link: chain::link(&head.link, &leaf),
            at: calendar::now(),
        };
        let row = Row {
            number: next.size,
            leaf: leaf.to_vec(),
            link: next.link.to_vec(),
            content: Some(content),
        };
        Ok((row, self.sign(&next)))
    }

    fn sign(&self, head: &Head) -> String {
        let PublicKey { name, id, .. } = &self.public;
        let Head { size, link, at } = head;
        let body = format!("{name}\n{size}\n{}\n{at}\n", STANDARD.encode(link));
        let signature = self.pair.sign(body.as_bytes());
        let signature = [id.as_slice(), signature.as_ref()].concat();
        format!("{body}\n\u{2014} {name} {}\n", STANDARD.encode(signature))
    }
}

impl PublicKey {
    fn new(name: &str, key: [u8; 32]) -> Self {
        let hash = Sha256::new()
            .chain_update(name)
            .chain_update([b'\n'])
            .chain_update(tagged(&key))
            .finalize();
        Self {
            name: name.to_owned(),
            id: [hash[0], hash[1], hash[2], hash[3]],
            key,
        }
    }

    /// Reads a signed head.
    pub(super) fn open(&self, note: &str) -> Result<Head, Fault> {
        let (text, signatures) = note.split_once("\n\n").ok_or(Fault::Head)?;
        let body = format!("{text}\n");
        let named = format!("\u{2014} {} ", self.name);
        let signature = signatures
            .strip_prefix(&named)
            .and_then(|rest| rest.strip_suffix('\n'));
        let signature = STANDARD
            .decode(signature.ok_or(Fault::Head)?)
            .map_err(|_| Fault::Head)?;
        let signature = signature.strip_prefix(&self.id).ok_or(Fault::Head)?;
        UnparsedPublicKey::new(&ED25519, self.key)
            .verify(body.as_bytes(), signature)
            .map_err(|_| Fault::Head)?;
        let lines: Vec<_> = text.split('\n').collect();
        let [name, size, link, at] = lines[..] else {
            return Err(Fault::Head);
        };
        let link = STANDARD.decode(link).map_err(|_| Fault::Head)?;
        match name == self.name {
            true => Ok(Head {
                size: size.parse().map_err(|_| Fault::Head)?,
                link: link.try_into().map_err(|_| Fault::Head)?,
                at: at.to_owned(),
            }),
            false => Err(Fault::Head),
        }
    }
}

impl std::fmt::Display for PublicKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { name, id, key } = self;
        write!(f, "{name}+{}+{}", hex(id), STANDARD.encode(tagged(key)))
    }
}

impl std::str::FromStr for PublicKey {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        let mut parts = text.trim().splitn(3, '+');
        let mut part = || parts.next().ok_or(Fault::Key);
        let (name, id, key) = (part()?, part()?, part()?);
        let read = Self::new(name, untagged(key)?);
        if hex(&read.id) == id {
            Ok(read)
        } else {
            Err(Fault::Key)
        }
    }
}

fn tagged(key: &[u8; 32]) -> Vec<u8> {
    [&[ALGORITHM], key.as_slice()].concat()
}

fn untagged(text: &str) -> Result<[u8; 32], Fault> {
    let bytes = STANDARD.decode(text).map_err(|_| Fault::Key)?;
    let key = bytes.strip_prefix(&[ALGORITHM]).ok_or(Fault::Key)?;
    key.try_into().map_err(|_| Fault::Key)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_back_and_its_public_part_opens_what_it_signs() {
        let (seal, text) = Seal::fresh().unwrap();
        let again = Seal::parse(&text).unwrap();
        let public: PublicKey = seal.public().to_string().parse().unwrap();
        assert_eq!(&public, again.public());
        assert_eq!(public.open(&again.first()).unwrap().size, 0);
        assert!(!public.to_string().contains(PRIVATE));
    }

    #[test]
    fn a_head_with_one_changed_byte_or_of_another_journal_is_refused() {
        let (seal, _) = Seal::fresh().unwrap();
        let (other, _) = Seal::fresh().unwrap();
        let note = seal.first();
        assert!(other.public().open(&note).is_err());
        for place in 0..note.len() {
            let mut bytes = note.clone().into_bytes();
            bytes[place] ^= 1;
            let opened = String::from_utf8(bytes).map(|note| seal.public().open(&note));
            assert!(!matches!(opened, Ok(Ok(_))), "byte {place}");
        }
        for note in ["", "\n\n", "a\n\nb\n"] {
            assert!(seal.public().open(note).is_err());
        }
    }

    #[test]
    fn a_public_key_with_one_changed_byte_is_refused() {
        let text = Seal::fresh().unwrap().0.public().to_string();
        for place in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[place] ^= 1;
            let read = String::from_utf8(bytes).unwrap().parse::<PublicKey>();
            assert!(read.is_err(), "byte {place}");
        }
    }
}
