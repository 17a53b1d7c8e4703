//! How surely the relay knows the person it answers to.

/// How surely the relay knows who is asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assurance {
    /// Everything about the person was typed: nobody is identified.
    Declared,
}

impl Assurance {
    /// What a way of asking proves by itself: an identity or an identifier that is typed proves nothing.
    pub fn of_mode(_mode: &str) -> Self {
        Self::Declared
    }

    /// Its name in messages and records.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Declared => "declared",
        }
    }
}
