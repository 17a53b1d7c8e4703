//! What can go wrong in the widget. Its messages are for the console: they hold no value and no address.

use model::protocol::Problem;

use crate::host::NoForm;

/// Why the widget cannot go on.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub(crate) enum Failure {
    /// The page holds no form to fill, or several.
    #[error("no form to fill: {0:?}; name one with for=\"id-of-the-form\"")]
    NoForm(NoForm),
    /// Nothing came back: no network, a relay that is stopped, or a policy of the page that forbids the call.
    #[error("the relay cannot be reached; is it running, and does connect-src allow it?")]
    Unreachable,
    /// The answer did not come in time.
    #[error("the relay did not answer in time")]
    Timeout,
    /// The answer is not one of the relay's.
    #[error("the relay's answer (HTTP {status}) cannot be read")]
    Unreadable {
        /// Its HTTP status.
        status: u16,
    },
    /// The relay said no, and why.
    #[error("the relay refused: {}", .0.kind)]
    Refused(Box<Problem>),
    /// There is no way to say who one is in this page, or none that leads to anything.
    #[error(
        "this page has no way to identify the person: it needs a ticket, or the form FranceConnect"
    )]
    NoDoor,
    /// FranceConnect did not say who the person is.
    #[error("FranceConnect did not identify the person")]
    NotIdentified,
    /// The page cancelled `prefill-fill`.
    #[error("the page cancelled the filling")]
    Stopped,
}

/// What makes sense after a problem, besides going on by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// Mending what was typed.
    Correct,
    /// Asking again.
    Retry,
    /// Going to FranceConnect again.
    Identify,
    /// Nothing.
    None,
}

impl Failure {
    /// What makes sense after it.
    pub(crate) fn way(&self) -> Way {
        match self {
            Self::Unreachable | Self::Timeout => Way::Retry,
            Self::Unreadable { status: 400..=499 } => Way::None,
            Self::Unreadable { .. } => Way::Retry,
            Self::Refused(problem) if !problem.fields.is_empty() => Way::Correct,
            _ if self.is_of_visit() => Way::Retry,
            _ if self.is_of_ticket() => Way::None,
            Self::Refused(problem) => after_status(problem.status.unwrap_or(0)),
            Self::NotIdentified => Way::Identify,
            Self::NoForm(_) | Self::NoDoor | Self::Stopped => Way::None,
        }
    }

    /// Whether the relay no longer knows the visit: its time is over, or the relay was started anew.
    pub(crate) fn is_of_visit(&self) -> bool {
        self.is_one_of(&[":visit", ":visit-expired"])
    }

    /// Whether what says who the person is says it no longer.
    pub(crate) fn is_of_ticket(&self) -> bool {
        self.is_one_of(&[":ticket", ":ticket-expired", ":ticket-used"])
    }

    /// Whether the same may well be answered in a moment.
    pub(crate) fn is_passing(&self) -> bool {
        self.way() == Way::Retry && !self.is_of_visit()
    }

    fn is_one_of(&self, kinds: &[&str]) -> bool {
        match self {
            Self::Refused(problem) => kinds.iter().any(|kind| problem.kind.ends_with(kind)),
            _ => false,
        }
    }
}

/// 409 tells of a text that has changed or of a call that is running: a retry begins with a new visit.
fn after_status(status: u16) -> Way {
    match status {
        422 => Way::Correct,
        401 | 408..=410 | 429 | 500.. => Way::Retry,
        _ => Way::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_status_has_its_way_on() {
        let refused = |status| {
            Failure::Refused(Box::new(Problem {
                status: Some(status),
                ..Problem::default()
            }))
        };
        for (status, way) in [
            (400, Way::None),
            (401, Way::Retry),
            (403, Way::None),
            (404, Way::None),
            (408, Way::Retry),
            (409, Way::Retry),
            (410, Way::Retry),
            (411, Way::None),
            (422, Way::Correct),
            (429, Way::Retry),
            (499, Way::None),
            (500, Way::Retry),
            (503, Way::Retry),
        ] {
            assert_eq!(refused(status).way(), way, "{status}");
        }
        for (status, way) in [
            (200, Way::Retry),
            (400, Way::None),
            (499, Way::None),
            (500, Way::Retry),
        ] {
            assert_eq!(Failure::Unreadable { status }.way(), way, "{status}");
        }
    }

    #[test]
    fn what_no_longer_says_who_the_person_is_is_not_asked_again() {
        let refused = |kind: &str| {
            Failure::Refused(Box::new(Problem {
                kind: format!("urn:pre-remplir:problem:{kind}"),
                status: Some(410),
                ..Problem::default()
            }))
        };
        for kind in ["ticket", "ticket-expired", "ticket-used"] {
            assert!(refused(kind).is_of_ticket(), "{kind}");
            assert_eq!(refused(kind).way(), Way::None, "{kind}");
        }
        assert!(!refused("visit-expired").is_of_ticket());
        assert!(!refused("visit-expired").is_passing());
        assert!(refused("busy").is_passing() && Failure::Timeout.is_passing());
    }

    #[test]
    fn a_console_line_names_no_value() {
        let problem = Problem {
            kind: "about:blank".into(),
            detail: "Morvan".into(),
            ..Problem::default()
        };
        let line = Failure::Refused(Box::new(problem)).to_string();
        assert!(line.contains("about:blank") && !line.contains("Morvan"));
    }
}
