//! Where the person stands, and what each of their acts leads to. No page, no network: see [`Effect`].

use std::rc::Rc;

use model::date::PartialDate;
use model::identite::Draft;
use model::lang::Lang;
use model::protocol::{Alternative, Definition, Gesture};

use crate::failure::Failure;
use crate::typed::{Change, Field, Typed, Who, prenom_field};

mod action;
mod agree;
mod ask;
mod door;
mod entry;
mod fill;
mod identify;
mod request;
mod resume;
mod sealed;
mod step;

pub(crate) use action::{Action, Effect, Event, Item};
pub(crate) use agree::items;
pub(crate) use door::{Door, Whom, doors, is_about_filler, left_out};
pub(crate) use entry::Entry;
pub(crate) use resume::Kept;
pub(crate) use step::{Asked, Done, Failed, Identifying, Place, Received, Sent, Step};

/// All that the widget knows.
#[derive(Clone, Debug)]
pub(crate) struct State {
    pub(crate) lang: Lang,
    pub(crate) today: PartialDate,
    /// What the form asks; absent until it has come.
    pub(crate) whole: Option<Rc<Definition>>,
    /// What it asks of the person, by the door that they take.
    pub(crate) definition: Option<Rc<Definition>>,
    pub(crate) entry: Entry,
    pub(crate) typed: Typed,
    pub(crate) ticked: Vec<Item>,
    /// How the person agreed.
    gesture: Option<Gesture>,
    /// The other ways of asking that were taken since the person agreed: each may be about another source.
    alternatives: Vec<Alternative>,
    /// The text to agree to changed under way: the person must be told.
    pub(crate) notice_changed: bool,
    pub(crate) step: Step,
    /// Whether the widget is here to examine the form, before it fills it.
    pub(crate) is_doctor: bool,
}

impl State {
    /// The widget as it opens: it loads what the form asks.
    pub(crate) fn new(lang: Lang, today: PartialDate, entry: Entry) -> (Self, Vec<Effect>) {
        let state = Self {
            lang,
            today,
            whole: None,
            definition: None,
            entry,
            typed: Typed::default(),
            ticked: Vec::new(),
            gesture: None,
            alternatives: Vec::new(),
            notice_changed: false,
            step: Step::Loading,
            is_doctor: false,
        };
        (state, vec![Effect::Load])
    }

    /// Takes one action; what it asks of the world is answered by later actions.
    pub(crate) fn apply(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Loaded(Ok(definition)) => self.load(definition),
            Action::Examine => vec![Effect::Examine],
            Action::Examined(findings) => self.go(Step::Examined(Rc::new(findings))),
            Action::Try => self.begin(),
            Action::For(whom) => self.quietly(|state| state.go_through_for(whom)),
            Action::Together => self.together(),
            Action::Choose(door) => self.quietly(|state| state.choose(door)),
            Action::Enter(door) => self.enter(door),
            Action::Loaded(Err(failure)) | Action::Answered(Err(failure)) => self.fail(failure),
            Action::Change(who, change) => self.change(who, change),
            Action::Leave(field) => self.quietly(|state| state.typed.leave(field)),
            Action::Continue => self.check(),
            Action::Back => self.go(Step::Who),
            Action::Correct => self.correct(),
            Action::Tick(item, ticked) => self.quietly(|state| state.tick(item, ticked)),
            Action::TickAll(ticked) => self.quietly(|state| state.tick_all(ticked)),
            Action::Agree(gesture) => self.agree(gesture),
            Action::Identify(place, gesture) => self.identify(place, gesture),
            Action::Look => self.look(),
            Action::Met(Ok(person)) => self.met(person),
            Action::Met(Err(failure)) => self.not_met(failure),
            Action::GiveUp => self.give_up(),
            Action::Expire => self.quietly(Self::expire),
            Action::Confirm => self.confirm(),
            Action::Disown => self.disown(),
            Action::Late => self.quietly(|state| state.step.be_late()),
            Action::Cancel => stopping(self.go(Step::Agree)),
            Action::Came(source, has_data) => {
                self.quietly(|state| state.step.note(source, has_data))
            }
            Action::Answered(Ok((answer, review))) => self.receive(answer, review),
            Action::Keep(line, keep) => self.quietly(|state| state.step.keep(line, keep)),
            Action::Fill => self.fill(),
            Action::Filled(Some(filled)) => self.finish(filled),
            Action::Filled(None) => self.fail(Failure::Stopped),
            Action::Undo => self.undo(),
            Action::Undone(left) => self.go(Step::Undone(left)),
            Action::Retry => self.retry(None),
            Action::AskOtherwise(alternative) => self.retry(Some(alternative)),
            Action::Restart => self.restart(),
            Action::ByHand => stopping(self.refuse(false)),
        }
    }

    fn quietly(&mut self, change: impl FnOnce(&mut Self)) -> Vec<Effect> {
        change(self);
        Vec::new()
    }

    fn go(&mut self, step: Step) -> Vec<Effect> {
        self.step = step;
        vec![Effect::FocusHeading]
    }

    /// Where inputs come or go, the focus follows.
    fn change(&mut self, who: Who, change: Change) -> Vec<Effect> {
        let prenoms = self.typed.person(&who).map_or(1, |person| person.prenoms());
        let focus = match &change {
            Change::AddPrenom => Some(prenom_field(prenoms)),
            Change::RemovePrenom(rank) => Some(prenom_field(rank.saturating_sub(1))),
            Change::Unlisted(true) => Some("lieu_naissance.nom_commune".to_owned()),
            Change::Unlisted(false) => Some("lieu_naissance.commune".to_owned()),
            Change::Text(..) | Change::Side(_) | Change::Choice(..) | Change::Way(_) => None,
        };
        self.typed.change(&who, change);
        let focus = focus.map(|name| Effect::FocusInput(Field { who, name }));
        focus.into_iter().collect()
    }

    fn check(&mut self) -> Vec<Effect> {
        let Some(definition) = self.definition.clone().filter(|_| self.may_go_on()) else {
            return Vec::new();
        };
        self.typed.try_to_go_on();
        let errors = self.typed.errors(&definition, self.today, self.lang);
        if !errors.is_empty() {
            return vec![Effect::FocusErrors];
        }
        if self.is_back_to_type() {
            return self.wait_again();
        }
        let mut effects = self.go(Step::Agree);
        effects.push(Effect::ReadPage);
        effects
    }

    /// The door that the person takes.
    pub(crate) fn door(&self) -> Door {
        let whole = self.whole.as_deref();
        whole.map_or(Door::Typed, |whole| self.entry.door(whole))
    }

    /// The doors to choose from: a ticket leaves no choice.
    pub(crate) fn doors(&self) -> Vec<Door> {
        match &self.whole {
            Some(whole) if self.entry.ticket.is_none() => doors(whole),
            _ => Vec::new(),
        }
    }

    /// Whether the person has a way in, which leads to something.
    fn is_open(&self) -> bool {
        let asked = self.definition.iter().flat_map(|asked| &asked.sources);
        let has_door = self.entry.ticket.is_some() || !self.doors().is_empty();
        has_door && asked.count() > 0
    }

    /// The doors that the person has not come in by.
    pub(crate) fn doors_left(&self) -> Vec<Door> {
        let doors = self.whole.iter().flat_map(|whole| doors(whole));
        doors.filter(|door| *door != self.door()).collect()
    }

    /// Who the relay knows the person to be.
    pub(crate) fn identite(&self) -> Option<&Draft> {
        self.entry.known.as_ref()?.identite.as_ref()
    }

    /// Whom it is for.
    pub(crate) fn whom(&self) -> Whom {
        self.entry.whom
    }

    /// Whether whom it is for lets the person go on.
    pub(crate) fn may_go_on(&self) -> bool {
        self.entry.may_go_on()
    }

    /// Whether something is typed that could be mended.
    pub(crate) fn can_mend(&self) -> bool {
        !self.typed.persons().is_empty()
    }

    fn go_through_for(&mut self, whom: Whom) {
        self.entry.whom = whom;
        self.entry.is_together = false;
    }

    /// Whoever is helped is there: what follows is about them.
    fn together(&mut self) -> Vec<Effect> {
        self.entry.is_together = true;
        vec![Effect::FocusHeading]
    }

    fn restart(&mut self) -> Vec<Effect> {
        self.forget();
        let mut effects = self.go(Step::Loading);
        effects.push(Effect::Load);
        effects
    }

    fn refuse(&mut self, nothing_ticked: bool) -> Vec<Effect> {
        let mut effects = self.go(Step::ByHand { nothing_ticked });
        effects.push(Effect::Tell(Event::Refused));
        effects
    }

    fn forget(&mut self) {
        self.typed = Typed::default();
        self.ticked.clear();
        self.gesture = None;
        self.alternatives.clear();
        self.notice_changed = false;
        self.entry.forget();
    }
}

fn stopping(mut effects: Vec<Effect>) -> Vec<Effect> {
    effects.push(Effect::Stop);
    effects
}

#[cfg(test)]
pub(crate) mod tests;
