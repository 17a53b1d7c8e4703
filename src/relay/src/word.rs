//! Words that nobody can guess: tickets, keys, proofs.

use crate::jose;

/// A fresh word of 256 random bits.
///
/// # Errors
/// When the operating system gives no random bytes.
pub(crate) fn fresh() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(jose::encode(bytes))
}
