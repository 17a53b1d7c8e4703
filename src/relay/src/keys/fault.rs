//! Why keys cannot be read or made.

use std::io::ErrorKind;

/// Why keys cannot be read or made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The folder, or a file in it, cannot be read or written.
    #[error("{0}; check the folder of the keys and its owner")]
    Io(ErrorKind),
    /// Nothing is at the path.
    #[error(
        "there is no such file or folder; correct the path, or run `pre-remplir keys new` (with --seal for an administration's pair)"
    )]
    Absent,
    /// There is no key in the folder.
    #[error("the folder has no key; run `pre-remplir keys new --dir` and its path")]
    None,
    /// There is one already.
    #[error("the folder has a key already; run `pre-remplir keys rotate` to exchange it")]
    Exists,
    /// Others than its owner can read a key.
    #[error("the key {0} can be read by others; run chmod 600 on it")]
    Exposed(String),
    /// A file that is not one of the relay's signing keys.
    #[error(
        "{0} is not a key that `pre-remplir keys` made there, or was renamed or altered; move it out of this folder"
    )]
    NotAKey(String),
    /// A file that would be written over.
    #[error("{0} exists; choose another folder, a key is never written over")]
    Taken(String),
    /// A public key to seal for that cannot be used.
    #[error(
        "it must be a public key of the curve P-256, as PEM or JWK; make a pair with `pre-remplir keys new --seal`"
    )]
    NotPublic,
    /// The private part of a pair where the public one belongs.
    #[error(
        "this is the private key: it belongs to the administration alone; name the public one (seal.pub.pem) here"
    )]
    Private,
    /// A private key to open with that cannot be used.
    #[error("it must be the private key of a pair that `pre-remplir keys new --seal` made, as PEM")]
    NotPrivate,
    /// The operating system gives no random bytes.
    #[error("the operating system gives no random bytes; check that /dev/urandom can be read")]
    Random,
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound => Self::Absent,
            kind => Self::Io(kind),
        }
    }
}
