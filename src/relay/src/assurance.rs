//! How surely the relay knows the person it answers to.

/// How surely the relay knows who is asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assurance {
    /// FranceConnect identified the person.
    FranceConnect,
    /// The host's server has verified the identity, and says so by a ticket.
    HostAccount,
    /// An agent of the administration asks, with the person before them.
    Agent,
    /// Everything about the person was typed: nobody is identified.
    Declared,
}

impl Assurance {
    /// What a way of asking proves by itself: an identity or an identifier that is typed proves nothing.
    pub fn of_mode(mode: &str) -> Self {
        match mode {
            "france_connect" => Self::FranceConnect,
            _ => Self::Declared,
        }
    }

    /// Its name in messages and records.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FranceConnect => "france_connect",
            Self::HostAccount => "host_account",
            Self::Agent => "agent",
            Self::Declared => "declared",
        }
    }

    /// What it means, for who deals with the case.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::FranceConnect => "identified by FranceConnect",
            Self::HostAccount => "identity verified by the administration's own account",
            Self::Agent => "identity given at the counter, before an agent",
            Self::Declared => "identity typed, not verified",
        }
    }
}
