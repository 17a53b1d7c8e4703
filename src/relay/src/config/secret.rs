//! Where a secret may come from: a file, the environment, or a systemd credential. Never the configuration itself.

use std::path::{Path, PathBuf};

use secrecy::SecretString;

use crate::secret_file::others_can_read;

/// Folder in which systemd lays the credentials of a service.
const CREDENTIALS: &str = "CREDENTIALS_DIRECTORY";

/// The place of a secret.
#[derive(Debug)]
pub(super) enum Place {
    File(PathBuf),
    Env(String),
    Credential(String),
}

impl Place {
    /// Reads the secret. With `strict`, a file that others than its owner can read is refused.
    pub(super) fn read(&self, strict: bool) -> Result<SecretString, &'static str> {
        let text = match self {
            Self::File(path) => read_file(path, strict)?,
            Self::Env(name) => {
                std::env::var(name).map_err(|_| "the environment variable is not set; set it")?
            }
            Self::Credential(name) => {
                let folder = std::env::var_os(CREDENTIALS)
                    .ok_or("no systemd credential is there; start the relay as a service with LoadCredential=")?;
                read_file(&Path::new(&folder).join(name), false)?
            }
        };
        let secret = text.trim();
        match secret.is_empty() || !secret.bytes().all(|byte| byte.is_ascii_graphic()) {
            true => Err("it must be one line of plain characters; copy it again"),
            false => Ok(SecretString::from(secret.to_owned())),
        }
    }
}

fn read_file(path: &Path, strict: bool) -> Result<String, &'static str> {
    let unreadable = |_| "the file is missing or cannot be read; check its path and its owner";
    if strict && others_can_read(path).map_err(unreadable)? {
        return Err("the file can be read by others; run chmod 600 on it");
    }
    std::fs::read_to_string(path).map_err(unreadable)
}
