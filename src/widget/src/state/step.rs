//! The steps, each with what it alone knows.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use model::doctor::Finding;
use model::fill::{Filled, Gap, LineId, Review};
use model::path::Path;
use model::protocol::{Answer, InvalidField, Problem, Status};

use crate::failure::Way;

/// A step: one view each.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// The form's definition is on its way.
    Loading,
    /// What the doctor has to say of the form.
    Examined(Rc<Vec<Finding>>),
    /// Who are you?
    Who,
    /// What we will ask, from whom, for what.
    Agree,
    /// The person is at FranceConnect.
    Identifying(Identifying),
    /// FranceConnect said who they are: is it so?
    Known {
        /// It was too long ago for anything to be asked.
        is_expired: bool,
    },
    /// The sources are being asked.
    Asking(Asked),
    /// Check what came, then fill.
    Review(Received),
    /// The form is filled.
    Done(Done),
    /// What came travels sealed with the form.
    Sent(Sent),
    /// The form is as it was before, but for these controls.
    Undone(Vec<Gap>),
    /// The person goes on by hand.
    ByHand {
        /// Because they agreed to nothing, rather than by saying so.
        nothing_ticked: bool,
    },
    /// Nothing came.
    Failed(Failed),
}

/// Where FranceConnect is gone to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// In a window of its own.
    Window,
    /// In the page's own tab, where no window may open.
    Tab,
}

/// The person is at FranceConnect.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Identifying {
    pub(super) place: Place,
    /// The visit is renewed first: the one before has been there already.
    pub(super) renews: bool,
}

impl Identifying {
    /// The person is there already.
    pub(super) fn at(place: Place) -> Self {
        Self {
            place,
            renews: false,
        }
    }
}

/// The sources are being asked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    /// The answer takes long enough for a way out to be offered; how many sources had answered by then.
    pub(crate) late: Option<usize>,
    /// The sources that have answered, first to last, and whether with data.
    pub(crate) came: Vec<(String, bool)>,
    /// The visit had ended: it was renewed without a word.
    pub(super) renewed: bool,
}

impl Asked {
    /// Whether nothing has come since it is late.
    pub(crate) fn is_late(&self) -> bool {
        self.late == Some(self.came.len())
    }
}

/// What came, and what the person chose about it.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    pub(crate) answer: Rc<Answer>,
    pub(crate) review: Rc<Review>,
    /// The controls whose own content stays. At first all of those that hold something: nothing is overwritten
    /// unless the person says so.
    pub(crate) kept: BTreeSet<LineId>,
    pub(crate) filling: bool,
}

impl Received {
    pub(crate) fn new(answer: Rc<Answer>, review: Rc<Review>) -> Self {
        let mut kept = BTreeSet::new();
        for line in review.lines.iter().filter(|line| line.old.is_some()) {
            kept.insert(line.id);
        }
        Self {
            kept,
            answer,
            review,
            filling: false,
        }
    }

    /// Whether filling would write something.
    pub(crate) fn writes(&self) -> bool {
        let mut lines = self.review.lines.iter();
        self.review.rows_to_add > 0 || lines.any(|line| !self.kept.contains(&line.id))
    }
}

/// What was filled.
#[derive(Clone, Debug)]
pub(crate) struct Done {
    pub(crate) answer: Rc<Answer>,
    pub(crate) filled: Filled,
    /// Where the person went to FranceConnect, which they may now leave.
    pub(crate) france_connect: Option<String>,
}

/// What was sent without being shown.
#[derive(Clone, Debug)]
pub(crate) struct Sent {
    pub(crate) answer: Rc<Answer>,
    /// What the person agreed to, by source.
    pub(crate) items: BTreeMap<String, Vec<Path>>,
}

/// Why nothing came, by source, or once for all of them.
#[derive(Clone, Debug)]
pub(crate) struct Failed {
    /// The source's id, when the problem is one source's own.
    pub(crate) problems: Vec<(Option<String>, Problem)>,
    pub(crate) way: Way,
    /// The receipt of the agreement, when one was recorded.
    pub(crate) receipt: Option<String>,
}

impl Failed {
    /// One problem for the whole request.
    pub(crate) fn whole(problem: Problem, way: Way) -> Self {
        Self {
            problems: vec![(None, problem)],
            way,
            receipt: None,
        }
    }

    /// The problems of the sources, none of which gave data.
    pub(crate) fn of_sources(answer: &Answer) -> Self {
        let ways = answer.results.values().map(|result| way(result.status));
        let problems = answer
            .results
            .iter()
            .filter_map(|(source, result)| Some((Some(source.clone()), result.problem.clone()?)));
        Self {
            way: ways
                .reduce(|first, other| if first == Way::None { other } else { first })
                .unwrap_or(Way::None),
            problems: problems.collect(),
            receipt: Some(answer.receipt.id.clone()),
        }
    }

    /// The kind of the first problem.
    pub(crate) fn kind(&self) -> String {
        self.problems
            .first()
            .map_or_else(String::new, |(_, problem)| problem.kind.clone())
    }

    /// The inputs that were refused.
    pub(crate) fn fields(&self) -> Vec<InvalidField> {
        self.problems
            .iter()
            .flat_map(|(_, problem)| problem.fields.clone())
            .collect()
    }

    /// How long to wait before asking again, when that is known.
    pub(crate) fn retry_after(&self) -> Option<u64> {
        self.problems
            .iter()
            .filter_map(|(_, problem)| problem.retry_after)
            .max()
    }
}

fn way(status: Status) -> Way {
    match status {
        Status::NotFound | Status::NotRecognised | Status::Ambiguous | Status::Invalid => {
            Way::Correct
        }
        Status::Busy | Status::Unavailable => Way::Retry,
        Status::Filled | Status::Partial | Status::Sealed | Status::Withdrawn => Way::None,
    }
}

impl Step {
    /// The name of the step, as the page reads it in the element's `state`.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Loading => "loading",
            Self::Examined(_) => "examined",
            Self::Who => "who",
            Self::Agree => "agree",
            Self::Identifying(_) => "identifying",
            Self::Known { .. } => "known",
            Self::Asking(_) => "asking",
            Self::Review(_) => "review",
            Self::Done(_) => "filled",
            Self::Sent(_) => "sealed",
            Self::Undone(_) => "undone",
            Self::ByHand { .. } => "refused",
            Self::Failed(_) => "failed",
        }
    }

    /// Whether the answer that is shown can be asked for again.
    pub(super) fn can_ask_again(&self) -> bool {
        match self {
            Self::Failed(_) => true,
            Self::Review(received) => !received.filling,
            _ => false,
        }
    }

    /// Whether the visit may be renewed without asking the person, which is once for each demand.
    pub(super) fn may_renew(&mut self) -> bool {
        match self {
            Self::Asking(asked) => !std::mem::replace(&mut asked.renewed, true),
            _ => false,
        }
    }

    pub(super) fn be_late(&mut self) {
        if let Self::Asking(asked) = self {
            asked.late = Some(asked.came.len());
        }
    }

    pub(super) fn note(&mut self, source: String, has_data: bool) {
        if let Self::Asking(asked) = self {
            asked.came.push((source, has_data));
        }
    }

    pub(super) fn keep(&mut self, line: LineId, keep: bool) {
        if let Self::Review(received) = self {
            if keep {
                received.kept.insert(line);
            } else {
                received.kept.remove(&line);
            }
        }
    }
}
