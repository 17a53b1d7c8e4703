//! The keys that sign what is delivered: one folder, one file per key, the newest that has begun signs, and each stays
//! published until the last of what it signed is over. The folder is read again when it changes, so that keys are
//! exchanged without a failed request.

pub mod command;
mod fault;
mod folder;

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use p256::ecdsa::SigningKey;
use p256::{PublicKey, SecretKey};
use serde::Serialize;
use serde_json::{Value, json};

pub use fault::Fault;
pub(crate) use folder::{new_pair, private};

use crate::jose::{self, Jwk};

/// For how long an attestation may be good, at most.
pub(crate) const LONGEST_LIFE: Duration = Duration::from_secs(24 * 60 * 60);
/// How often the folder is looked at.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// A key that signs from a moment on.
pub(crate) struct Key {
    pub(crate) kid: String,
    from: Timestamp,
    secret: SigningKey,
    public: PublicKey,
}

/// A key as it is published.
#[derive(Serialize)]
struct Published<'a> {
    #[serde(flatten)]
    jwk: Jwk,
    kid: &'a str,
    alg: &'static str,
    #[serde(rename = "use")]
    usage: &'static str,
}

impl Key {
    fn new(secret: &SecretKey, from: Timestamp) -> Self {
        let public = secret.public_key();
        Self {
            kid: jose::thumbprint(&public),
            from,
            secret: SigningKey::from(secret),
            public,
        }
    }

    /// Signs claims as a JWS of this type.
    pub(crate) fn sign(&self, typ: &str, claims: &impl Serialize) -> String {
        jose::sign(typ, &self.kid, &self.secret, claims)
    }

    /// Its public part.
    pub(crate) fn public(&self) -> &PublicKey {
        &self.public
    }

    fn published(&self) -> Published<'_> {
        Published {
            jwk: Jwk::of(&self.public),
            kid: &self.kid,
            alg: "ES256",
            usage: "sig",
        }
    }
}

/// The keys there are, oldest first: never none.
pub(crate) struct Ring(Vec<Key>);

impl Ring {
    /// A ring of one key that no file holds.
    fn ephemeral() -> Result<Self, Fault> {
        Ok(Self(vec![Key::new(
            &folder::random()?,
            Timestamp::UNIX_EPOCH,
        )]))
    }

    /// The key that signs `now`: the newest that has begun.
    pub(crate) fn signer(&self, now: Timestamp) -> &Key {
        let begun = self.0.iter().rfind(|key| key.from <= now);
        begun.unwrap_or(&self.0[0])
    }

    /// The keys of which something may still be good, or will be.
    fn alive(&self, now: Timestamp) -> impl Iterator<Item = &Key> {
        let long = SignedDuration::try_from(LONGEST_LIFE).unwrap_or(SignedDuration::MAX);
        let next = self.0.iter().skip(1).map(|next| Some(next.from));
        let keys = self.0.iter().zip(next.chain([None]));
        keys.filter(move |(_, ended)| ended.is_none_or(|ended| now.duration_since(ended) < long))
            .map(|(key, _)| key)
    }

    /// The key of this name, if what it signed may still be good.
    pub(crate) fn named(&self, kid: &str, now: Timestamp) -> Option<&Key> {
        self.alive(now).find(|key| key.kid == kid)
    }

    /// The keys as they are published (RFC 7517).
    pub(crate) fn published(&self, now: Timestamp) -> Value {
        let keys: Vec<_> = self.alive(now).map(Key::published).collect();
        json!({ "keys": keys })
    }
}

/// The keys of a relay at work.
pub(crate) struct Keys {
    folder: Option<PathBuf>,
    ring: RwLock<(folder::Names, Arc<Ring>)>,
}

impl Keys {
    /// Reads the folder; without one, makes a key that lasts as long as the process.
    ///
    /// # Errors
    /// [`Fault`] when the folder or a file in it cannot be used.
    pub(crate) fn open(folder: Option<PathBuf>) -> Result<Self, Fault> {
        let ring = match &folder {
            Some(folder) => folder::read(folder)?,
            None => (folder::Names::default(), Ring::ephemeral()?),
        };
        Ok(Self {
            folder,
            ring: RwLock::new((ring.0, Arc::new(ring.1))),
        })
    }

    /// The keys of this moment.
    pub(crate) fn ring(&self) -> Arc<Ring> {
        let held = self.ring.read().unwrap_or_else(PoisonError::into_inner);
        held.1.clone()
    }

    /// Reads the folder again each time it changes, for as long as it is polled.
    pub(crate) async fn tend(&self) {
        let Some(folder) = &self.folder else { return };
        let mut looks = tokio::time::interval(LOOK_EVERY);
        loop {
            looks.tick().await;
            if let Err(fault) = self.look(folder) {
                tracing::error!(%fault, "the folder of keys changed and cannot be used; the keys known before still serve");
            }
        }
    }

    fn look(&self, folder: &Path) -> Result<(), Fault> {
        let names = folder::names(folder)?;
        let known = |held: &(folder::Names, Arc<Ring>)| held.0 == names;
        if known(&self.ring.read().unwrap_or_else(PoisonError::into_inner)) {
            return Ok(());
        }
        let read = folder::read(folder);
        let mut held = self.ring.write().unwrap_or_else(PoisonError::into_inner);
        // What cannot be read is said once, not each second.
        held.0 = names;
        let (names, ring) = read?;
        let kid = &ring.signer(Timestamp::now()).kid;
        tracing::info!(
            keys = ring.0.len(),
            kid,
            "the folder of keys was read again"
        );
        *held = (names, Arc::new(ring));
        Ok(())
    }
}

/// Whether the keys in `folder` can be used.
///
/// # Errors
/// [`Fault`] when not.
pub(crate) fn check(folder: &Path) -> Result<(), Fault> {
    folder::read(folder).map(drop)
}

#[cfg(test)]
mod tests;
