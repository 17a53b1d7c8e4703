//! The file of the journal's key, made at the first start, and beside it the file of its checkpoints.

use std::io::Write;
use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret, SecretString};

use super::fault::Fault;
use super::seal::{PublicKey, Seal};
use crate::secret_file::{others_can_read, write_new};

/// Reads the key at `path`; makes one for a journal that does not exist yet.
pub(super) fn read_or_make(path: &Path, journal_exists: bool) -> Result<Seal, Fault> {
    match read(path) {
        Err(Fault::KeyFile(std::io::ErrorKind::NotFound)) if journal_exists => Err(Fault::KeyLost),
        Err(Fault::KeyFile(std::io::ErrorKind::NotFound)) => make(path),
        read => read,
    }
}

/// Reads the key at `path`.
pub(super) fn read(path: &Path) -> Result<Seal, Fault> {
    if others_can_read(path).map_err(io)? {
        return Err(Fault::KeyExposed);
    }
    let text = std::fs::read_to_string(path).map_err(io)?;
    Seal::parse(&SecretString::from(text))
}

fn make(path: &Path) -> Result<Seal, Fault> {
    let (seal, text) = Seal::fresh()?;
    write_new(path, &[text.expose_secret(), "\n"], 0o600).map_err(io)?;
    sync_folder(path)?;
    tracing::warn!(
        public_key = %seal.public(),
        "a key was made for a new journal: keep a copy of its file, and this public key elsewhere"
    );
    Ok(seal)
}

/// A file that was just made is there after a power cut only when its folder is on disk too.
pub(super) fn sync_folder(path: &Path) -> Result<(), Fault> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = std::fs::File::open(folder.unwrap_or(Path::new("."))).map_err(io)?;
    folder.sync_all().map_err(io)
}

fn io(error: std::io::Error) -> Fault {
    Fault::KeyFile(error.kind())
}

/// The checkpoints that were kept of a journal, in a file that can be copied where the relay cannot write.
pub(super) struct Checkpoints(PathBuf);

impl Checkpoints {
    /// The file beside the key.
    pub(super) fn beside(key: &Path) -> Self {
        Self(key.with_extension("checkpoints"))
    }

    /// The file at this path.
    pub(super) fn at(path: PathBuf) -> Self {
        Self(path)
    }

    /// Adds a signed head.
    pub(super) fn add(&self, head: &str) -> std::io::Result<()> {
        let mut file = std::fs::OpenOptions::new()
            .append(true)
            .create(true)
            .open(&self.0)?;
        // At once: a process that is killed leaves no half of it.
        file.write_all(format!("{head}\n").as_bytes())?;
        file.sync_data()
    }

    /// Every signed head, oldest first; none when there is no file. One that a power cut left unfinished is not one.
    pub(super) fn read(&self) -> Result<Vec<String>, Fault> {
        let text = match std::fs::read_to_string(&self.0) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            read => read.map_err(io)?,
        };
        let whole = text.rfind("\n\n").map_or("", |end| &text[..end + 2]);
        let parts: Vec<_> = whole.split_inclusive("\n\n").collect();
        // A head is two parts: what is signed, and the signature.
        Ok(parts
            .chunks(2)
            .map(|parts| parts.concat().trim_end().to_owned() + "\n")
            .collect())
    }
}

/// The public part of the key at `path`.
pub(super) fn public(path: &Path) -> Result<PublicKey, Fault> {
    read(path).map(|seal| seal.public().clone())
}
