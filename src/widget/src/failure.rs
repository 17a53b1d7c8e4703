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
            Self::Refused(problem) => after_status(problem.status.unwrap_or(0)),
            Self::NoForm(_) | Self::Stopped => Way::None,
        }
    }

    /// Whether the relay no longer knows the visit: its time is over, or the relay was started anew.
    pub(crate) fn is_of_visit(&self) -> bool {
        match self {
            Self::Refused(problem) => {
                problem.kind.ends_with(":visit-expired") || problem.kind.ends_with(":visit")
            }
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
