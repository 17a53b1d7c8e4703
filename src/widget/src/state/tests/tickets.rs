//! A ticket is the door: it says who the person is, or that they are an agent.

use model::protocol::{Notice, Person, PersonQuestion, PersonStatus};

use super::*;

fn loaded(whole: Rc<Definition>) -> (State, Vec<Effect>) {
    let today = PartialDate::new(2026, Some(11), Some(22)).unwrap();
    let (mut state, _) = State::new(Lang::Fr, today, Entry::new(Some("ticket-1".into()), None));
    let effects = state.apply(Action::Loaded(Ok(whole)));
    (state, effects)
}

fn question() -> PersonQuestion {
    PersonQuestion {
        visit: "visit-1".to_owned(),
        ticket: Some("ticket-1".to_owned()),
        proof: None,
    }
}

fn person(assurance: &str) -> Person {
    Person {
        assurance: Some(assurance.to_owned()),
        ..Person::of(PersonStatus::Identified)
    }
}

/// An account of which only the quotient may be asked.
fn account() -> Person {
    let paths = vec!["quotient_familial".parse().unwrap()];
    Person {
        items: [("qf".to_owned(), paths)].into(),
        ..person("host_account")
    }
}

/// An agent whose role may ask for these items.
fn agent(items: &[&str]) -> Person {
    let items = items.iter().map(|path| path.parse().unwrap());
    Person {
        items: [("qf".to_owned(), items.collect())].into(),
        ..person("agent")
    }
}

fn met(person: Person) -> (State, Vec<Effect>) {
    let (mut state, _) = loaded(definition());
    let effects = state.apply(Action::Met(Ok(Rc::new(person))));
    (state, effects)
}

fn refused(kind: &str, status: u16) -> Failure {
    Failure::Refused(Box::new(Problem {
        kind: format!("urn:pre-remplir:problem:{kind}"),
        status: Some(status),
        ..Problem::default()
    }))
}

#[test]
fn whose_ticket_it_is_is_asked_before_the_widget_opens() {
    let (state, effects) = loaded(definition());
    assert_eq!(effects, [Effect::Meet(question(), 0)]);
    assert_eq!(state.step.name(), "loading");
    let (state, effects) = met(account());
    assert_eq!(effects, [Effect::FocusHeading, Effect::Tell(Event::Ready)]);
    assert_eq!((state.step.name(), state.door()), ("who", Door::Account));
    assert!(state.doors().is_empty(), "there is no choice");
}

#[test]
fn an_account_is_asked_about_by_its_ticket_and_for_its_items_alone() {
    let (mut state, _) = met(account());
    assert!(state.typed.persons().is_empty());
    state.apply(Action::Continue);
    state.apply(Action::TickAll(true));
    assert_eq!(state.ticked.len(), 1);
    let effects = state.apply(Action::Agree(gesture()));
    let Effect::Ask(request) = &effects[1] else {
        panic!("{effects:?}");
    };
    assert_eq!(request.ticket.as_deref(), Some("ticket-1"));
    assert_eq!(request.subject.as_ref().unwrap().mode, "ticket");
    assert!(request.subject.as_ref().unwrap().identite.is_none());
}

#[test]
fn what_the_relay_gives_in_place_of_the_ticket_is_what_is_sent() {
    let given = Person {
        ticket: Some("ticket-2".to_owned()),
        ..account()
    };
    let (state, _) = met(given);
    let request = state.request(state.definition.as_ref().unwrap());
    assert_eq!(request.ticket.as_deref(), Some("ticket-2"));
}

#[test]
fn an_account_of_which_nothing_can_be_asked_says_so() {
    let (state, _) = met(person("host_account"));
    assert!(matches!(&state.step, Step::Failed(failed) if failed.kind() == "no-door"));
    assert_eq!(state.doors_left(), [Door::Typed]);
}

#[test]
fn an_agent_types_who_is_at_the_counter() {
    let notice = Notice {
        text: "Moins".to_owned(),
        hash: "sha256-2".to_owned(),
    };
    let (mut state, _) = met(Person {
        notice: Some(notice),
        ..agent(&["quotient_familial", "enfants"])
    });
    assert_eq!(
        (state.door(), state.typed.persons().len()),
        (Door::Agent, 1)
    );
    state.apply(Action::Change(None, text("nom_naissance", "Morvan")));
    let request = state.request(state.definition.as_ref().unwrap());
    let subject = request.subject.as_ref().unwrap();
    assert_eq!(request.ticket.as_deref(), Some("ticket-1"));
    assert_eq!(request.consent.notice, "sha256-2", "the text of the role");
    assert_eq!(subject.identite.as_ref().unwrap().nom_naissance, "Morvan");
}

#[test]
fn an_agent_asks_for_what_their_role_may() {
    let mut whole = (*definition()).clone();
    let field = |path: &str, label: &str| {
        let field = json!({ "path": path, "label": label, "type": "integer" });
        serde_json::from_value(field).unwrap()
    };
    whole.sources[0].items[0].fields = vec![
        field("quotient_familial.valeur", "Valeur"),
        field("quotient_familial.mois", "Mois"),
    ];
    let (mut state, _) = loaded(Rc::new(whole));
    let agent = agent(&["quotient_familial.valeur"]);
    state.apply(Action::Met(Ok(Rc::new(agent))));
    let asked = state.definition.as_deref().unwrap();
    let [item] = &asked.sources[0].items[..] else {
        panic!("{:?}", asked.sources);
    };
    assert_eq!(
        (item.path.to_string().as_str(), item.label.as_str()),
        ("quotient_familial.valeur", "Valeur")
    );
    assert_eq!(item.fields.len(), 1);
    assert_eq!(state.typed.persons().len(), 1);
}

#[test]
fn an_agent_whose_ticket_says_who_is_at_the_counter_types_nothing() {
    let given = Person {
        identite: Some(model::identite::Draft::default()),
        ..agent(&["enfants"])
    };
    let (state, _) = met(given);
    assert!(state.typed.persons().is_empty());
    assert_eq!((state.door(), state.step.name()), (Door::Agent, "who"));
    let request = state.request(state.definition.as_ref().unwrap());
    assert_eq!(request.subject.as_ref().unwrap().mode, "ticket");
}

#[test]
fn a_ticket_that_serves_no_longer_leaves_the_other_ways() {
    for kind in ["ticket", "ticket-expired", "ticket-used"] {
        let (mut state, _) = loaded(definition());
        state.apply(Action::Met(Err(refused(kind, 410))));
        assert!(
            matches!(&state.step, Step::Failed(failed) if failed.way == Way::None),
            "{kind}"
        );
        assert_eq!(state.doors_left(), [Door::Typed]);
        state.apply(Action::Enter(Door::Typed));
        assert_eq!((state.step.name(), state.typed.persons().len()), ("who", 1));
        let request = state.request(state.definition.as_ref().unwrap());
        assert_eq!(request.ticket, None);
    }
}

#[test]
fn a_relay_that_does_not_answer_about_a_ticket_is_asked_again() {
    let (mut state, _) = loaded(definition());
    state.apply(Action::Met(Err(Failure::Timeout)));
    assert!(matches!(&state.step, Step::Failed(failed) if failed.way == Way::Retry));
    let effects = state.apply(Action::Retry);
    assert_eq!(effects, [Effect::FocusHeading, Effect::Load]);
    let effects = state.apply(Action::Loaded(Ok(definition())));
    assert_eq!(effects, [Effect::Meet(question(), 0)]);
}

#[test]
fn a_retry_sends_the_same_ticket_with_the_new_visit() {
    let (mut state, _) = met(account());
    state.apply(Action::Continue);
    state.apply(Action::TickAll(true));
    state.apply(Action::Agree(gesture()));
    state.apply(Action::Answered(Err(Failure::Timeout)));
    state.apply(Action::Retry);
    let renewed = Definition {
        visit: "visit-2".to_owned(),
        ..(*definition()).clone()
    };
    let effects = state.apply(Action::Loaded(Ok(Rc::new(renewed))));
    let [Effect::Ask(request)] = &effects[..] else {
        panic!("{effects:?}");
    };
    assert_eq!(
        (request.visit.as_str(), request.ticket.as_deref()),
        ("visit-2", Some("ticket-1"))
    );
}

/// An account that asked, and what the one source answered with.
fn answered(status: Status) -> State {
    let (mut state, _) = met(account());
    state.apply(Action::Continue);
    state.apply(Action::TickAll(true));
    state.apply(Action::Agree(gesture()));
    let came = (answer(status, Some(Problem::default())), review());
    state.apply(Action::Answered(Ok(came)));
    state
}

#[test]
fn a_ticket_that_brought_something_asks_for_nothing_more() {
    let last_month = model::protocol::Alternative {
        label: "Prendre le mois d’octobre".into(),
        options: Default::default(),
    };
    let again = [
        Action::Retry,
        Action::AskOtherwise(last_month),
        Action::Correct,
    ];
    for action in again {
        let mut state = answered(Status::Partial);
        assert!(state.is_spent());
        assert_eq!(state.apply(action), []);
        assert_eq!(state.step.name(), "review", "what came is not lost");
    }
}

#[test]
fn a_ticket_that_brought_nothing_may_ask_again() {
    let mut state = answered(Status::Unavailable);
    assert_eq!((state.step.name(), state.is_spent()), ("failed", false));
    let effects = state.apply(Action::Retry);
    assert_eq!(effects, [Effect::FocusHeading, Effect::Load]);
}

#[test]
fn starting_again_asks_again_whose_ticket_it_is() {
    let (mut state, _) = met(account());
    state.apply(Action::ByHand);
    state.apply(Action::Restart);
    assert!(state.identite().is_none());
    let effects = state.apply(Action::Loaded(Ok(definition())));
    assert_eq!(effects, [Effect::Meet(question(), 0)]);
}

#[test]
fn an_empty_ticket_is_none() {
    let today = PartialDate::new(2026, Some(11), Some(22)).unwrap();
    let (mut state, _) = State::new(Lang::Fr, today, Entry::new(Some("".into()), None));
    state.apply(Action::Loaded(Ok(definition())));
    assert_eq!((state.step.name(), state.door()), ("who", Door::Typed));
}
