//! Whom a ticket stands for, and where it may be used.

use std::fmt;
use std::time::SystemTime;

use model::identite::Draft;
use model::subject::Subject;
use secrecy::SecretString;

use crate::assurance::Assurance;

/// The most characters of a reference.
const LONGEST: usize = 64;

/// What a ticket stands for. It is never written down: it is about a person.
pub(crate) struct Ticket {
    /// The form it is good for.
    pub(crate) form: String,
    /// The origin of the page it is good for.
    pub(crate) origin: String,
    /// When it ends.
    pub(crate) until: SystemTime,
    /// How the host's server calls the case.
    pub(crate) case: Option<Reference>,
    /// Who or what the sources are asked about, as the host's server knows it; empty when the page says it.
    pub(crate) subjects: Vec<Subject>,
    /// Who presents it.
    pub(crate) holder: Holder,
}

/// Who presents a ticket.
pub(crate) enum Holder {
    /// Someone with an account at the host, whose identity the host has verified.
    Account,
    /// An agent at the counter, for the person before them.
    Agent(Agent),
    /// Someone whom FranceConnect has identified.
    FranceConnect(Box<Identified>),
}

/// An agent of the administration.
#[derive(Clone)]
pub(crate) struct Agent {
    /// How the administration calls them: it means nothing to anyone else.
    pub(crate) id: Reference,
    /// The role, among those of the form.
    pub(crate) role: String,
}

/// What FranceConnect says of a person.
pub(crate) struct Identified {
    /// The identity, to show back.
    pub(crate) identite: Draft,
    /// What the API is asked with.
    pub(crate) access_token: SecretString,
}

impl Holder {
    /// How surely the person is known by it.
    pub(crate) fn assurance(&self) -> Assurance {
        match self {
            Self::Account => Assurance::HostAccount,
            Self::Agent(_) => Assurance::Agent,
            Self::FranceConnect(_) => Assurance::FranceConnect,
        }
    }
}

/// A name that only its giver understands: letters, digits, `.`, `_` and `-`, 64 at most. A mail address cannot be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reference(String);

impl TryFrom<String> for Reference {
    type Error = NoReference;

    fn try_from(text: String) -> Result<Self, NoReference> {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
        match (1..=LONGEST).contains(&text.len()) && text.bytes().all(is_plain) {
            true => Ok(Self(text)),
            false => Err(NoReference),
        }
    }
}

/// A text that cannot be a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NoReference;

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_has_one_to_sixty_four_plain_characters() {
        let reference = |text: &str| Reference::try_from(text.to_owned());
        assert!(reference("a").is_ok() && reference(&"a".repeat(64)).is_ok());
        for text in ["", "marie@exemple.fr", "a b", "é", &"a".repeat(65)] {
            assert!(reference(text).is_err(), "{text}");
        }
    }
}
