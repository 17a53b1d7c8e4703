//! The three ways of asking and answering behind one client.

/// How an interface is asked, and how it answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// Versions 3 and later of API Particulier: a recipient, a bearer token, the data in an envelope.
    Envelope,
    /// Version 2: a recipient, the API's own token in `X-Api-Key`, the data alone.
    Version2,
    /// API Impôt particulier: no recipient, a bearer token, the data alone, and 204 or 410 when there is none.
    Impot,
}

impl Dialect {
    /// How API Particulier is asked at this path.
    pub(crate) fn of(path: &str) -> Self {
        if path.starts_with("/api/v2/") {
            Self::Version2
        } else {
            Self::Envelope
        }
    }
}
