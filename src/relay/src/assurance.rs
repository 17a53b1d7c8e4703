//! How surely the relay knows the person it answers to.

/// How surely the relay knows who is asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assurance {
    /// FranceConnect identified the person.
    FranceConnect,
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
            Self::Declared => "declared",
        }
    }

    /// What it means, for who deals with the case.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::FranceConnect => "identified by FranceConnect",
            Self::Declared => "identity typed, not verified",
        }
    }
}
