//! What the configuration says of the keys that sign what is delivered.

use std::path::PathBuf;

use jiff::SignedDuration;

use crate::error::Error;
use crate::keys::Keys;

/// For how long an attestation is good, when the configuration does not say.
pub(super) const DEFAULT_LIFETIME: SignedDuration = SignedDuration::from_hours(2);

/// What signs what is delivered.
#[derive(Clone, Debug)]
pub struct Signing {
    /// The folder of the keys.
    pub folder: Option<PathBuf>,
    /// For how long an attestation is good.
    pub lifetime: SignedDuration,
}

impl Signing {
    /// The keys. Where everyone is invented, one that lasts as long as the process will do.
    pub(crate) fn open(&self, sandbox: bool) -> Result<Option<Keys>, Error> {
        if self.folder.is_none() && !sandbox {
            return Ok(None);
        }
        let folder = self.folder.clone().unwrap_or_default();
        let keys = Keys::open(self.folder.clone());
        keys.map(Some).map_err(|fault| Error::keys(&folder, fault))
    }
}
