//! Under which delegation a software editor asks.

use std::{fmt, str::FromStr};

use uuid::Uuid;

use crate::{Argument, Error};

/// The identifier of a delegation: with an editor's token, it tells which authorisation of the recipient is used.
///
/// ```
/// # use api_particulier::DelegationId;
/// assert!("6f1c2b9e-0d3a-4c47-9f0e-2a5b8c7d1e34".parse::<DelegationId>().is_ok());
/// assert!("6f1c2b9e".parse::<DelegationId>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DelegationId(Uuid);

impl FromStr for DelegationId {
    type Err = Error;

    /// Parses a UUID; errs with [`Argument::InvalidDelegationId`].
    fn from_str(text: &str) -> Result<Self, Error> {
        let uuid = Uuid::try_parse(text).map_err(|_| Argument::InvalidDelegationId)?;
        Ok(Self(uuid))
    }
}

impl fmt::Display for DelegationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}
