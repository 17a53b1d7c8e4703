//! FranceConnect: agree, be identified, see who one is, then ask.

use model::protocol::{Person, PersonQuestion, PersonStatus};

use super::*;

const START: &str = "/v1/france-connect/start?login=";

/// A form that asks its first source by FranceConnect or by a typed identity, its second by a typed number alone.
fn offered() -> Definition {
    let mut whole = (*definition()).clone();
    whole.france_connect = Some(format!("{START}1"));
    let mode = |mode: &str, sources: &[&str], inputs: serde_json::Value| {
        let assurance = match mode {
            "france_connect" => mode,
            _ => "declared",
        };
        json!({ "mode": mode, "assurance": assurance, "sources": sources, "inputs": inputs })
    };
    let number = json!([{ "name": "numero", "label": "", "help": "", "rule": "digits" }]);
    let modes = [
        mode("france_connect", &["qf"], json!([])),
        mode("identifiant", &["emploi"], number),
    ];
    whole
        .modes
        .extend(modes.map(|mode| serde_json::from_value(mode).unwrap()));
    let mut other = whole.sources[0].clone();
    other.id = "emploi".to_owned();
    other.label = "Emploi".to_owned();
    whole.sources.push(other);
    whole
}

/// A form that asks one source, by FranceConnect or a typed identity.
fn simple() -> Definition {
    let mut whole = offered();
    whole.sources.truncate(1);
    whole.modes.truncate(2);
    whole
}

fn opened_by(whole: Definition, entry: Entry) -> State {
    let today = PartialDate::new(2026, Some(11), Some(22)).unwrap();
    let (mut state, _) = State::new(Lang::Fr, today, entry);
    state.apply(Action::Loaded(Ok(Rc::new(whole))));
    state
}

fn opened(whole: Definition) -> State {
    opened_by(whole, Entry::default())
}

fn ready(whole: Definition) -> State {
    let mut state = opened(whole);
    state.apply(Action::Continue);
    state.apply(Action::TickAll(true));
    state
}

fn question(visit: &str) -> PersonQuestion {
    PersonQuestion {
        visit: visit.to_owned(),
        ticket: None,
        proof: None,
    }
}

fn away() -> State {
    let mut state = ready(simple());
    state.apply(Action::Identify(Place::Window, Some(gesture())));
    state
}

fn met(state: &mut State, person: Person) -> Vec<Effect> {
    state.apply(Action::Met(Ok(Rc::new(person))))
}

fn identified() -> Person {
    Person {
        assurance: Some("france_connect".to_owned()),
        ticket: Some("ticket-fc".to_owned()),
        expires_in: Some(58),
        ..Person::of(PersonStatus::Identified)
    }
}

fn known() -> State {
    let mut state = away();
    met(&mut state, identified());
    state
}

fn asked_by(effects: &[Effect]) -> Rc<model::protocol::Request> {
    let asked = effects.iter().find_map(|effect| match effect {
        Effect::Ask(request) => Some(request.clone()),
        _ => None,
    });
    asked.unwrap_or_else(|| panic!("{effects:?}"))
}

fn refused_by(kind: &str, status: u16) -> Failure {
    Failure::Refused(Box::new(Problem {
        kind: format!("urn:pre-remplir:problem:{kind}"),
        status: Some(status),
        ..Problem::default()
    }))
}

#[test]
fn france_connect_comes_first_and_is_never_the_only_way() {
    let mut state = opened(simple());
    assert_eq!(state.doors(), [Door::FranceConnect, Door::Typed]);
    assert_eq!(state.door(), Door::FranceConnect);
    assert!(state.typed.persons().is_empty(), "nothing is typed");
    assert_eq!(state.apply(Action::Choose(Door::Typed)), []);
    assert_eq!(
        (state.door(), state.typed.persons().len()),
        (Door::Typed, 1)
    );
    let alone = Definition {
        identified_only: true,
        ..simple()
    };
    assert_eq!(opened(alone).doors(), [Door::FranceConnect]);
}

#[test]
fn what_was_typed_stays_while_the_other_door_is_looked_at() {
    let mut state = opened(simple());
    state.apply(Action::Choose(Door::Typed));
    state.apply(Action::Change(None, text("nom_naissance", "Morvan")));
    state.apply(Action::Choose(Door::FranceConnect));
    assert!(state.typed.persons().is_empty());
    state.apply(Action::Choose(Door::Typed));
    assert_eq!(nom(&state), "Morvan");
}

#[test]
fn going_to_france_connect_is_the_agreement_and_asks_nothing_of_a_source_yet() {
    let mut state = ready(simple());
    let effects = state.apply(Action::Identify(Place::Window, Some(gesture())));
    let told = Event::Consent(state.agreed());
    assert_eq!(
        effects,
        [
            Effect::FocusHeading,
            Effect::Leave(Place::Window),
            Effect::Meet(question("visit-1"), 1_000),
            Effect::Tell(told)
        ]
    );
    assert_eq!(state.step.name(), "identifying");
    assert_eq!(state.gesture, Some(gesture()));
}

#[test]
fn who_ticks_nothing_is_not_sent_to_france_connect() {
    let mut state = opened(simple());
    state.apply(Action::Continue);
    let effects = state.apply(Action::Identify(Place::Window, Some(gesture())));
    assert!(!effects.contains(&Effect::Leave(Place::Window)));
    assert_eq!(state.step.name(), "refused");
}

#[test]
fn the_page_waits_until_the_person_is_back_and_asks_at_once_when_it_is_seen_again() {
    let mut state = away();
    let waiting = Person::of(PersonStatus::Waiting);
    assert_eq!(
        met(&mut state, waiting),
        [Effect::Meet(question("visit-1"), 1_000)]
    );
    assert_eq!(
        state.apply(Action::Look),
        [Effect::Meet(question("visit-1"), 0)]
    );
    let passing = state.apply(Action::Met(Err(Failure::Unreachable)));
    assert_eq!(passing, [Effect::Meet(question("visit-1"), 5_000)]);
    assert_eq!(state.step.name(), "identifying");
}

#[test]
fn the_person_sees_who_they_are_before_anything_is_asked() {
    let mut state = away();
    let effects = met(&mut state, identified());
    assert_eq!(
        effects,
        [Effect::FocusHeading, Effect::Stop, Effect::Expire(58)]
    );
    assert_eq!(state.step.name(), "known");
    let request = asked_by(&state.apply(Action::Confirm));
    assert_eq!(request.ticket.as_deref(), Some("ticket-fc"));
    assert_eq!(request.consent.gesture, Some(gesture()));
    let subject = request.subject.as_ref().unwrap();
    assert_eq!(
        (subject.mode.as_str(), &subject.identite),
        ("france_connect", &None)
    );
    assert_eq!(
        met(&mut state, identified()),
        [],
        "an answer too late changes nothing"
    );
}

#[test]
fn someone_else_than_the_person_is_not_asked_about() {
    let mut state = known();
    state.apply(Action::Disown);
    assert_eq!(state.step.name(), "who");
    let request = state.request(&definition());
    assert_eq!(request.ticket, None);
    assert_eq!(state.apply(Action::Confirm), []);
}

#[test]
fn an_identification_that_is_over_is_made_again_with_a_new_visit() {
    let mut state = known();
    assert_eq!(state.apply(Action::Expire), []);
    assert_eq!(state.apply(Action::Confirm), [], "too late");
    let effects = state.apply(Action::Identify(Place::Window, None));
    assert_eq!(effects, [Effect::FocusHeading, Effect::Load]);
    assert_eq!(
        state.apply(Action::Look),
        [],
        "there is no visit to ask about"
    );
    let renewed = Definition {
        visit: "visit-2".to_owned(),
        france_connect: Some(format!("{START}2")),
        ..simple()
    };
    let effects = state.apply(Action::Loaded(Ok(Rc::new(renewed))));
    let meet = Effect::Meet(question("visit-2"), 1_000);
    assert_eq!(effects, [Effect::Leave(Place::Window), meet]);
}

#[test]
fn the_source_that_hears_of_it_too_late_leads_back_to_france_connect() {
    for kind in ["ticket", "ticket-expired", "ticket-used"] {
        let mut state = known();
        state.apply(Action::Confirm);
        let effects = state.apply(Action::Answered(Err(refused_by(kind, 403))));
        assert_eq!(effects, [Effect::FocusHeading], "{kind}");
        assert!(
            matches!(state.step, Step::Known { is_expired: true }),
            "{kind}"
        );
    }
}

#[test]
fn a_text_that_changed_meanwhile_is_agreed_to_again() {
    let mut state = known();
    state.apply(Action::Expire);
    state.apply(Action::Identify(Place::Window, None));
    let mut changed = simple();
    changed.notice.hash = "sha256-2".to_owned();
    let effects = state.apply(Action::Loaded(Ok(Rc::new(changed))));
    assert_eq!(effects, [Effect::FocusHeading, Effect::Stop]);
    assert_eq!((state.step.name(), state.ticked.len()), ("agree", 0));
    assert!(state.notice_changed);
}

#[test]
fn what_france_connect_refuses_has_its_sentences_and_its_ways_on() {
    let mut state = away();
    let refused = Person {
        problem: Some(Problem {
            title: "Vous avez annulé".to_owned(),
            ..Problem::default()
        }),
        ..Person::of(PersonStatus::Refused)
    };
    let effects = met(&mut state, refused);
    assert!(effects.contains(&Effect::Stop), "the window is closed");
    let Step::Failed(failed) = &state.step else {
        panic!("{:?}", state.step);
    };
    assert_eq!(failed.problems[0].1.title, "Vous avez annulé");
    assert_eq!(
        (failed.way, state.doors_left()),
        (Way::Identify, vec![Door::Typed])
    );
    let again = state.apply(Action::Identify(Place::Window, None));
    assert_eq!(again, [Effect::FocusHeading, Effect::Load]);
    let mut state = away();
    state.apply(Action::GiveUp);
    state.apply(Action::Enter(Door::Typed));
    assert_eq!((state.step.name(), state.door()), ("who", Door::Typed));
}

#[test]
fn a_visit_that_ended_meanwhile_leads_back_to_france_connect() {
    let mut state = away();
    state.apply(Action::Met(Err(refused_by("visit-expired", 403))));
    assert!(matches!(&state.step, Step::Failed(failed) if failed.way == Way::Identify));
}

#[test]
fn who_looks_at_the_page_too_late_is_identified_again() {
    let mut state = away();
    state.apply(Action::Met(Err(refused_by("ticket-expired", 403))));
    assert!(matches!(&state.step, Step::Failed(failed) if failed.way == Way::Identify));
    let effects = state.apply(Action::Identify(Place::Window, None));
    assert_eq!(effects, [Effect::FocusHeading, Effect::Load]);
}

#[test]
fn waiting_for_the_person_can_be_ended() {
    for (action, step) in [(Action::Cancel, "agree"), (Action::ByHand, "refused")] {
        let mut state = away();
        let effects = state.apply(action);
        assert!(effects.contains(&Effect::Stop), "{effects:?}");
        assert_eq!(state.step.name(), step);
        assert_eq!(met(&mut state, identified()), []);
    }
}

#[test]
fn the_window_can_be_opened_again() {
    let mut state = away();
    let effects = state.apply(Action::Identify(Place::Window, None));
    let meet = Effect::Meet(question("visit-1"), 1_000);
    assert_eq!(effects, [Effect::Leave(Place::Window), meet]);
}

#[test]
fn what_france_connect_cannot_ask_is_typed_beside_it() {
    let mut state = opened(offered());
    let inputs = |state: &State| {
        let definition = state.definition.clone().unwrap();
        let person = state.typed.person(&None).into_iter();
        let inputs = person.flat_map(|person| person.inputs(&definition));
        inputs.map(|input| input.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(inputs(&state), ["numero"]);
    assert_eq!(state.apply(Action::Continue), [Effect::FocusErrors]);
    state.apply(Action::Change(None, text("numero", "12")));
    state.apply(Action::Continue);
    let request = state.request(&state.definition.clone().unwrap());
    let modes = request.subjects.iter().map(|subject| &*subject.mode);
    assert_eq!(modes.collect::<Vec<_>>(), ["identifiant", "france_connect"]);
}

#[test]
fn what_france_connect_needs_besides_is_typed_and_sent_with_it() {
    let mut whole = simple();
    let plate = json!({ "name": "plaque", "label": "", "help": "", "rule": "digits" });
    whole.modes[1].inputs = vec![serde_json::from_value(plate).unwrap()];
    let mut state = opened(whole);
    state.apply(Action::Change(None, text("plaque", "12")));
    let request = state.request(&state.definition.clone().unwrap());
    let subject = request.subject.as_ref().unwrap();
    assert_eq!(subject.mode, "france_connect");
    assert!(subject.inputs.contains_key("plaque"));
}

#[test]
fn a_retry_asks_by_the_door_that_was_taken() {
    let mut whole = simple();
    let plate = json!({ "name": "plaque", "label": "", "help": "", "rule": "digits" });
    whole.modes[1].inputs = vec![serde_json::from_value(plate).unwrap()];
    let mut state = opened(whole.clone());
    state.apply(Action::Change(None, text("plaque", "12")));
    state.apply(Action::Continue);
    state.apply(Action::TickAll(true));
    state.apply(Action::Identify(Place::Window, Some(gesture())));
    met(&mut state, identified());
    let first = asked_by(&state.apply(Action::Confirm));
    assert_eq!(first.subject.as_ref().unwrap().mode, "france_connect");
    state.apply(Action::Answered(Err(Failure::Timeout)));
    state.apply(Action::Retry);
    let again = state.apply(Action::Loaded(Ok(Rc::new(whole))));
    assert_eq!(asked_by(&again), first);
}

#[test]
fn another_door_drops_what_france_connect_said() {
    let mut state = known();
    state.apply(Action::Confirm);
    state.apply(Action::Cancel);
    state.apply(Action::Back);
    state.apply(Action::Choose(Door::FranceConnect));
    assert_eq!(state.entry.sent().as_deref(), Some("ticket-fc"));
    state.apply(Action::Choose(Door::Typed));
    let request = state.request(state.definition.as_ref().unwrap());
    assert_eq!((request.ticket, state.entry.known.is_none()), (None, true));
    state.apply(Action::Choose(Door::FranceConnect));
    assert_eq!(state.entry.sent(), None, "they are identified anew");
}

#[test]
fn where_nothing_may_be_typed_the_other_sources_are_left_out() {
    let identified_only = Definition {
        identified_only: true,
        ..offered()
    };
    let sealed = Definition {
        sealed: true,
        ..offered()
    };
    for whole in [identified_only, sealed] {
        let state = ready(whole.clone());
        let asked = state.definition.as_deref().unwrap();
        assert_eq!(left_out(&whole, asked), ["Emploi"]);
        assert!(state.ticked.iter().all(|(source, _)| source == "qf"));
        assert!(state.typed.persons().is_empty());
    }
}

#[test]
fn a_page_without_any_way_to_be_identified_says_so() {
    let closed = Definition {
        identified_only: true,
        france_connect: None,
        ..simple()
    };
    let mut whole = closed.clone();
    whole.modes.remove(0);
    let state = opened(whole);
    assert!(matches!(&state.step, Step::Failed(failed) if failed.kind() == "no-door"));
    assert!(matches!(opened(closed).step, Step::Failed(_)));
}

/// The page is left in its own tab, and comes back as new.
fn back(whole: Definition) -> (State, Vec<Effect>) {
    let mut state = ready(simple());
    let effects = state.apply(Action::Identify(Place::Tab, Some(gesture())));
    assert!(
        !effects
            .iter()
            .any(|effect| matches!(effect, Effect::Meet(..))),
        "{effects:?}"
    );
    let kept = serde_json::to_string(&state.kept("cantine").unwrap()).unwrap();
    let kept = serde_json::from_str(&kept).unwrap();
    let today = PartialDate::new(2026, Some(11), Some(22)).unwrap();
    let (mut state, _) = State::new(Lang::Fr, today, Entry::new(None, Some(kept)));
    let effects = state.apply(Action::Loaded(Ok(Rc::new(whole))));
    (state, effects)
}

#[test]
fn a_page_that_was_left_stands_where_it_stood() {
    let fresh = Definition {
        visit: "visit-2".to_owned(),
        france_connect: Some(format!("{START}2")),
        ..simple()
    };
    let (mut state, effects) = back(fresh);
    let meet = Effect::Meet(question("visit-1"), 0);
    assert_eq!(
        effects,
        [Effect::FocusHeading, meet, Effect::Tell(Event::Ready)]
    );
    assert_eq!((state.step.name(), state.ticked.len()), ("identifying", 2));
    met(&mut state, identified());
    let request = asked_by(&state.apply(Action::Confirm));
    assert_eq!(
        (request.visit.as_str(), &request.consent.gesture),
        ("visit-1", &Some(gesture()))
    );
}

#[test]
fn what_is_kept_of_a_page_holds_nothing_that_was_typed() {
    let mut state = opened(offered());
    state.apply(Action::Change(None, text("numero", "4242")));
    state.apply(Action::Continue);
    state.apply(Action::TickAll(true));
    state.apply(Action::Identify(Place::Tab, Some(gesture())));
    let kept = serde_json::to_string(&state.kept("cantine").unwrap()).unwrap();
    assert!(kept.contains("visit-1") && !kept.contains("4242"), "{kept}");
}

#[test]
fn what_would_have_to_be_typed_again_is_left_out_of_a_page_that_is_back() {
    let (state, _) = back(offered());
    let asked = state.definition.as_deref().unwrap();
    assert_eq!(left_out(state.whole.as_deref().unwrap(), asked), ["Emploi"]);
    assert_eq!(state.ticked.len(), 2);
}

#[test]
fn what_goes_with_france_connect_is_typed_again_in_a_page_that_is_back_and_nothing_else() {
    let mut whole = simple();
    let plate = json!({ "name": "plaque", "label": "", "help": "", "rule": "digits" });
    whole.modes[1].inputs = vec![serde_json::from_value(plate).unwrap()];
    let (mut state, effects) = back(whole);
    assert_eq!(effects, [Effect::FocusHeading, Effect::Tell(Event::Ready)]);
    assert!(state.step.name() == "who" && state.is_back_to_type());
    assert_eq!(state.apply(Action::Continue), [Effect::FocusErrors]);
    state.apply(Action::Change(None, text("plaque", "12")));
    let effects = state.apply(Action::Continue);
    let meet = Effect::Meet(question("visit-1"), 0);
    assert_eq!(effects, [Effect::FocusHeading, meet]);
    met(&mut state, identified());
    let request = asked_by(&state.apply(Action::Confirm));
    assert!(
        request
            .subject
            .as_ref()
            .unwrap()
            .inputs
            .contains_key("plaque")
    );
}

#[test]
fn a_page_that_is_back_to_another_text_asks_for_the_agreement_again() {
    let mut changed = simple();
    changed.notice.hash = "sha256-2".to_owned();
    let (state, effects) = back(changed);
    assert_eq!(effects, [Effect::FocusHeading, Effect::Tell(Event::Ready)]);
    assert_eq!((state.step.name(), state.ticked.len()), ("agree", 0));
}

#[test]
fn who_was_identified_by_france_connect_may_leave_it_and_is_forgotten() {
    let mut state = known();
    state.apply(Action::Confirm);
    let came = (answer(Status::Filled, None), review());
    state.apply(Action::Answered(Ok(came)));
    state.apply(Action::Fill);
    let filled = model::fill::Filled {
        count: 1,
        gaps: Vec::new(),
    };
    state.apply(Action::Filled(Some(filled)));
    let Step::Done(done) = &state.step else {
        panic!("{:?}", state.step);
    };
    assert_eq!(done.france_connect, Some(format!("{START}1")));
    assert!(state.identite().is_none() && state.left_by().is_none());
}

#[test]
fn nothing_is_mended_where_nothing_is_typed() {
    let mut state = known();
    state.apply(Action::Confirm);
    let came = answer(Status::NotFound, Some(Problem::default()));
    state.apply(Action::Answered(Ok((came, Rc::default()))));
    assert_eq!(state.step.name(), "failed");
    assert!(!state.can_mend());
}
