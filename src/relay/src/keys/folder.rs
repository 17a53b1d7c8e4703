//! The folder of the signing keys: `<from when it signs>.<its name>.pem`, each for its owner alone.

use std::path::{Path, PathBuf};

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use p256::SecretKey;
use p256::elliptic_curve::Generate;
use p256::pkcs8::{DecodePrivateKey, EncodePrivateKey, EncodePublicKey, LineEnding};

use super::{Fault, Key, Ring};
use crate::secret_file::{others_can_read, write_new};

/// How a moment is written in a file's name: names in their order are keys in theirs.
const MOMENT: &str = "%Y%m%dT%H%M%SZ";
/// The two files of a pair to seal with.
const SEAL: [&str; 2] = ["seal.pem", "seal.pub.pem"];

/// The names of the key files, in order.
pub(super) type Names = Vec<String>;

/// A fresh key.
pub(super) fn random() -> Result<SecretKey, Fault> {
    SecretKey::try_generate().map_err(|_| Fault::Random)
}

/// The names of the key files in the folder, in order.
pub(super) fn names(folder: &Path) -> Result<Names, Fault> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        // A file that is being written has a name that begins with a dot.
        if name.ends_with(".pem") && !name.starts_with('.') {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// Every key of the folder.
pub(super) fn read(folder: &Path) -> Result<(Names, Ring), Fault> {
    let names = names(folder)?;
    let keys: Result<Vec<_>, _> = names.iter().map(|name| read_key(folder, name)).collect();
    let keys = keys?;
    match keys.is_empty() {
        true => Err(Fault::None),
        false => Ok((names, Ring(keys))),
    }
}

fn read_key(folder: &Path, name: &str) -> Result<Key, Fault> {
    let path = folder.join(name);
    if others_can_read(&path)? {
        return Err(Fault::Exposed(name.to_owned()));
    }
    let not_a_key = || Fault::NotAKey(name.to_owned());
    let (from, kid) = name
        .strip_suffix(".pem")
        .and_then(|name| name.split_once('.'))
        .ok_or_else(not_a_key)?;
    let from = moment(from).ok_or_else(not_a_key)?;
    let secret = private(&std::fs::read_to_string(path)?).map_err(|_| not_a_key())?;
    let key = Key::new(&secret, from);
    (key.kid == kid).then_some(key).ok_or_else(not_a_key)
}

/// Reads a private key.
pub(crate) fn private(pem: &str) -> Result<SecretKey, Fault> {
    SecretKey::from_pkcs8_pem(pem).map_err(|_| Fault::NotPrivate)
}

fn moment(text: &str) -> Option<Timestamp> {
    let at = DateTime::strptime(MOMENT, text).ok()?;
    Some(at.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

/// Makes the first key of a folder; gives its file.
pub(super) fn new(folder: &Path, now: Timestamp) -> Result<PathBuf, Fault> {
    std::fs::create_dir_all(folder)?;
    if !names(folder)?.is_empty() {
        return Err(Fault::Exists);
    }
    add(folder, now)
}

/// What an exchange of keys did.
pub(super) struct Rotation {
    pub(super) made: PathBuf,
    /// The files of the keys that were over.
    pub(super) removed: Vec<String>,
}

/// Makes the next key, which signs `after` a while, and removes those that nothing needs any more.
pub(super) fn rotate(
    folder: &Path,
    now: Timestamp,
    after: SignedDuration,
) -> Result<Rotation, Fault> {
    let (names, ring) = read(folder)?;
    let made = add(folder, now.checked_add(after).unwrap_or(now))?;
    let over = names.into_iter().zip(&ring.0);
    let over = over.filter(|(_, key)| ring.named(&key.kid, now).is_none());
    let removed: Names = over.map(|(name, _)| name).collect();
    for name in &removed {
        std::fs::remove_file(folder.join(name))?;
    }
    Ok(Rotation { made, removed })
}

fn add(folder: &Path, from: Timestamp) -> Result<PathBuf, Fault> {
    let secret = random()?;
    let kid = Key::new(&secret, from).kid;
    let name = format!("{}.{kid}.pem", from.strftime(MOMENT));
    let (hidden, path) = (folder.join(format!(".{name}")), folder.join(&name));
    let pem = secret
        .to_pkcs8_pem(LineEnding::LF)
        .map_err(|_| Fault::NotAKey(name))?;
    write_new(&hidden, &[&pem], 0o600)?;
    // Under its own name it is there at once and whole.
    std::fs::rename(hidden, &path)?;
    std::fs::File::open(folder)?.sync_all()?;
    Ok(path)
}

/// Makes the pair of an administration: the private key, which it alone keeps, and the public one, for the relay.
pub(crate) fn new_pair(folder: &Path) -> Result<[PathBuf; 2], Fault> {
    std::fs::create_dir_all(folder)?;
    let [private, public] = SEAL.map(|name| folder.join(name));
    if let Some(taken) = [&private, &public].into_iter().find(|path| path.exists()) {
        return Err(Fault::Taken(taken.display().to_string()));
    }
    let secret = random()?;
    let pem = secret.to_pkcs8_pem(LineEnding::LF);
    write_new(&private, &[&pem.map_err(|_| Fault::NotPrivate)?], 0o600)?;
    let pem = secret.public_key().to_public_key_pem(LineEnding::LF);
    write_new(&public, &[&pem.map_err(|_| Fault::NotPublic)?], 0o644)?;
    Ok([private, public])
}
