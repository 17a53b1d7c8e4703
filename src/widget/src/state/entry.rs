//! How the person comes in: by which door, for whom, and who the relay knows them to be.

use std::rc::Rc;

use model::protocol::{Definition, Person, PersonQuestion};

use super::door::{FRANCE_CONNECT, doors};
use super::{Door, Kept, Whom};

/// An agent's assurance.
const AGENT: &str = "agent";

/// How the person comes in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entry {
    /// What the host's server gave the page.
    pub(super) ticket: Option<Rc<str>>,
    pub(super) chosen: Option<Door>,
    pub(super) known: Option<Rc<Person>>,
    pub(super) whom: Whom,
    /// Whether the person who is helped is there.
    pub(super) is_together: bool,
    /// Where the person went to FranceConnect from the relay, last.
    pub(super) started: Option<String>,
    /// What is left of a page that FranceConnect was gone to from, until it is taken up again.
    pub(super) kept: Option<Kept>,
    /// Whether the page has forgotten what was typed in it, since the person went to FranceConnect.
    pub(super) is_back: bool,
    /// Whether what FranceConnect said is heard once that is typed again which goes with it.
    pub(super) is_awaited: bool,
}

impl Entry {
    /// A person who brings this ticket, or comes back from FranceConnect to a page that was left with this.
    pub(crate) fn new(ticket: Option<Rc<str>>, kept: Option<Kept>) -> Self {
        Self {
            ticket: ticket.filter(|ticket| !ticket.is_empty()),
            kept,
            ..Self::default()
        }
    }

    /// The door that the person takes: their ticket's, else the one they chose, at first the first one.
    pub(super) fn door(&self, whole: &Definition) -> Door {
        let assurance = self
            .known
            .as_deref()
            .and_then(|known| known.assurance.as_deref());
        if self.ticket.is_some() {
            return if assurance == Some(AGENT) {
                Door::Agent
            } else {
                Door::Account
            };
        }
        let doors = doors(whole);
        let chosen = self.chosen.filter(|chosen| doors.contains(chosen));
        chosen.or(doors.first().copied()).unwrap_or(Door::Typed)
    }

    /// Whether there is a ticket of which nobody has said yet whose it is.
    pub(super) fn is_unknown(&self) -> bool {
        self.ticket.is_some() && self.known.is_none()
    }

    /// Whether the ticket holds the identity to ask about: nobody types it then.
    pub(super) fn is_given(&self) -> bool {
        let identite = self.known.as_deref().map(|known| known.identite.is_some());
        self.ticket.is_some() && identite == Some(true)
    }

    /// Whether FranceConnect identified the person.
    pub(super) fn is_by_france_connect(&self) -> bool {
        let known = self.known.as_deref();
        self.ticket.is_none()
            && known.is_some_and(|known| known.assurance.as_deref() == Some(FRANCE_CONNECT))
    }

    /// Whether whom it is for lets the person go on.
    pub(super) fn may_go_on(&self) -> bool {
        self.whom != Whom::Other || self.is_together
    }

    /// What says who the person is, with a prefill.
    pub(super) fn sent(&self) -> Option<String> {
        let given = self.known.as_deref().and_then(|known| known.ticket.clone());
        given.or_else(|| self.ticket.as_deref().map(str::to_owned))
    }

    /// Who is it, the page asks of the relay.
    pub(super) fn question(&self, definition: &Definition) -> PersonQuestion {
        PersonQuestion {
            visit: definition.visit.clone(),
            ticket: self.ticket.as_deref().map(str::to_owned),
            // A secret of the window's: the component adds it.
            proof: None,
        }
    }

    /// Whoever comes next is someone else, but for the page's ticket.
    pub(super) fn forget(&mut self) {
        *self = Self::new(self.ticket.take(), None);
    }
}
