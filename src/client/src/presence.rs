//! Absent, null and known are three different answers.

use serde::{Deserialize, Deserializer};

/// A value of which `null` says something else than absence.
///
/// A key is *absent* when the token has no right to it; it is *null* when the provider knows that there is none.
///
/// ```
/// # use api_particulier::Presence;
/// assert_eq!(Presence::Known(0).known(), Some(&0));
/// assert_eq!(Presence::<i64>::Null.known(), None);
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum Presence<T> {
    /// The key was not in the answer.
    #[default]
    Absent,
    /// The key was there, with `null`.
    Null,
    /// The key was there, with a value.
    Known(T),
}

impl<T> Presence<T> {
    /// The value, when there is one.
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Presence<T> {
    /// Reads a present key; an absent one never gets here: mark the field `#[serde(default)]`.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(deserializer)?.map_or(Self::Null, Self::Known))
    }
}

impl<T> std::fmt::Debug for Presence<T> {
    /// Shows which of the three it is, never the value.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Absent => "Absent",
            Self::Null => "Null",
            Self::Known(_) => "Known(..)",
        })
    }
}
