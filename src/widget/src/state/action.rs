//! What happens to the widget, what it asks of the world, and what it tells the page.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use model::doctor::Finding;
use model::fill::{Filled, Gap, LineId, Review};
use model::path::Path;
use model::protocol::{Alternative, Answer, Definition, Gesture, Person, PersonQuestion, Request};

use super::{Door, Place, Whom};
use crate::failure::Failure;
use crate::typed::{Change, Field, Who};

/// An item of a source: the source's id and the item's path.
pub(crate) type Item = (String, Path);

/// What happens to the widget.
#[derive(Clone, Debug)]
pub(crate) enum Action {
    /// The definition came, or did not.
    Loaded(Result<Rc<Definition>, Failure>),
    /// The webmaster asks what there is to tell of the form.
    Examine,
    /// What there is to tell of the form.
    Examined(Vec<Finding>),
    /// From the doctor to the widget itself.
    Try,
    /// Whom the person goes through this for.
    For(Whom),
    /// The person who is helped is there.
    Together,
    /// The person chooses to say in this way who they are.
    Choose(Door),
    /// The same, after another way has failed.
    Enter(Door),
    /// The person typed or chose something about someone.
    Change(Who, Change),
    /// The person left an input.
    Leave(Field),
    /// From *who are you* to *your agreement*.
    Continue,
    Back,
    Tick(Item, bool),
    TickAll(bool),
    /// The person agrees to what is ticked, by this gesture.
    Agree(Gesture),
    /// The person goes to FranceConnect there, by this gesture when that is how they agree.
    Identify(Place, Option<Gesture>),
    /// The person may be back from FranceConnect.
    Look,
    /// The relay said who they are, or could not.
    Met(Result<Rc<Person>, Failure>),
    /// They have been away for too long.
    GiveUp,
    /// The time of their identification is over.
    Expire,
    /// They are who FranceConnect says: what they agreed to is to be asked for.
    Confirm,
    /// They are someone else.
    Disown,
    /// The answer is taking long.
    Late,
    Cancel,
    /// A source answered: with data, or not.
    Came(String, bool),
    /// The relay answered; the host form was read for what came.
    Answered(Result<(Rc<Answer>, Rc<Review>), Failure>),
    /// Of a control that holds something else: keep what it holds, or not.
    Keep(LineId, bool),
    Fill,
    /// The form was filled; `None` when the page refused.
    Filled(Option<Filled>),
    Undo,
    /// The form holds again what it held before, but for these controls.
    Undone(Vec<Gap>),
    /// Back to the inputs, to mend them.
    Correct,
    Retry,
    /// The same request again, with the options that a problem proposes.
    AskOtherwise(Alternative),
    /// Everything typed is forgotten.
    Restart,
    ByHand,
}

/// What an action asks of the world around.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Effect {
    Load,
    /// Go to FranceConnect there.
    Leave(Place),
    /// Ask who the person is, after so many milliseconds.
    Meet(PersonQuestion, u32),
    /// Say when so many seconds are over.
    Expire(u64),
    Ask(Rc<Request>),
    /// Stop waiting for an answer, or for a person to come back from FranceConnect.
    Stop,
    /// See what there is to tell of the form.
    Examine,
    /// See what the page maps, to say it beside each item.
    ReadPage,
    Fill(BTreeSet<LineId>, Rc<Answer>),
    Undo,
    /// Let the form carry what was sealed.
    Carry(Rc<Answer>),
    /// Move the focus to the step's heading.
    FocusHeading,
    /// Move the focus to the summary of the errors.
    FocusErrors,
    /// Move the focus to an input.
    FocusInput(Field),
    /// Tell the page.
    Tell(Event),
}

/// What the page is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    Ready,
    Consent(BTreeMap<String, Vec<Path>>),
    Filled {
        count: usize,
        receipt: String,
        /// What the relay signed, for pages that send a model of their own rather than the form.
        attestation: Option<String>,
        /// What it sealed, for the same.
        sealed: Option<String>,
    },
    Refused,
    Error(String),
    /// The form is as it was before, but for so many controls that stayed as they are.
    Undone(usize),
    /// A control that was filled from this path holds something else now.
    Edited(Path),
}

impl Event {
    /// So many controls were filled from an answer.
    pub(super) fn filled(count: usize, answer: &Answer) -> Self {
        Self::Filled {
            count,
            receipt: answer.receipt.id.clone(),
            attestation: answer.attestation.clone(),
            sealed: answer.sealed.clone(),
        }
    }
}
