//! Agreeing, item by item.

use std::collections::BTreeMap;

use model::path::Path;

use super::*;

#[test]
fn nothing_is_ticked_in_the_persons_place() {
    let mut state = typed();
    let effects = state.apply(Action::Continue);
    assert_eq!(effects, [Effect::FocusHeading, Effect::ReadPage]);
    assert_eq!((state.step.name(), state.ticked.len()), ("agree", 0));
}

#[test]
fn agreeing_to_nothing_asks_nothing_of_anyone() {
    let mut state = typed();
    state.apply(Action::Continue);
    let effects = state.apply(Action::Agree(gesture()));
    assert_eq!(
        effects,
        [Effect::FocusHeading, Effect::Tell(Event::Refused)]
    );
    assert!(matches!(
        state.step,
        Step::ByHand {
            nothing_ticked: true
        }
    ));
}

#[test]
fn only_what_is_ticked_is_asked() {
    let mut state = agreed();
    let path = |text: &str| -> Path { text.parse().unwrap() };
    state.apply(Action::Tick(("qf".into(), path("enfants")), false));
    let effects = state.apply(Action::Agree(gesture()));
    let [
        Effect::FocusHeading,
        Effect::Ask(request),
        Effect::Tell(Event::Consent(told)),
    ] = &effects[..]
    else {
        panic!("{effects:?}");
    };
    let only = BTreeMap::from([("qf".to_owned(), vec![path("quotient_familial")])]);
    assert_eq!((&request.consent.items, told), (&only, &only));
    assert_eq!(
        (request.visit.as_str(), request.consent.notice.as_str()),
        ("visit-1", "sha256-1")
    );
    let subject = request.subject.as_ref().unwrap();
    assert_eq!(subject.identite.as_ref().unwrap().nom_naissance, "Morvan");
    assert!(request.subjects.is_empty());
}

#[test]
fn how_the_person_agreed_goes_with_each_demand_under_that_agreement() {
    let mut state = agreed();
    let by_key = Gesture {
        by: Device::Keyboard,
        ..gesture()
    };
    let sent = |effects: Vec<Effect>| {
        effects.into_iter().find_map(|effect| match effect {
            Effect::Ask(request) => request.consent.gesture.clone(),
            _ => None,
        })
    };
    let first = state.apply(Action::Agree(by_key.clone()));
    state.apply(Action::Answered(Err(Failure::Timeout)));
    state.apply(Action::Retry);
    let again = state.apply(Action::Loaded(Ok(definition())));
    assert_eq!(
        [sent(first), sent(again)],
        [(); 2].map(|()| Some(by_key.clone()))
    );
    state.apply(Action::Restart);
    assert_eq!(state.gesture, None, "forgotten with all the rest");
}

#[test]
fn a_text_that_changed_is_to_be_agreed_to_again() {
    let mut state = asked();
    state.apply(Action::Answered(Err(Failure::Timeout)));
    state.apply(Action::Retry);
    let mut changed = (*definition()).clone();
    changed.notice.hash = "sha256-2".into();
    state.apply(Action::Loaded(Ok(Rc::new(changed))));
    assert_eq!((state.step.name(), state.ticked.len()), ("agree", 0));
    assert!(state.notice_changed);
}

#[test]
fn going_on_by_hand_ends_what_is_under_way() {
    let mut state = asked();
    let effects = state.apply(Action::ByHand);
    assert!(effects.contains(&Effect::Stop) && effects.contains(&Effect::Tell(Event::Refused)));
    assert_eq!(state.step.name(), "refused");
}
