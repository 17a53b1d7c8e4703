//! Filling the form, and giving it back.

use std::collections::BTreeSet;

use model::fill::Filled;

use super::*;

#[test]
fn what_was_typed_in_the_form_stays_unless_the_person_says_so() {
    let mut state = received();
    let Step::Review(received) = &state.step else {
        panic!("{:?}", state.step);
    };
    assert_eq!(received.kept, BTreeSet::from([LineId(1)]));
    state.apply(Action::Keep(LineId(1), false));
    let effects = state.apply(Action::Fill);
    assert!(matches!(&effects[..], [Effect::Fill(kept, _)] if kept.is_empty()));
    assert_eq!(state.apply(Action::Fill), [], "one press fills once");
}

#[test]
fn once_filled_what_was_typed_is_forgotten_and_the_filling_can_be_undone() {
    let mut state = received();
    state.apply(Action::Fill);
    let filled = Filled {
        count: 1,
        gaps: Vec::new(),
    };
    let told = Event::Filled {
        count: 1,
        receipt: "01J".into(),
        attestation: None,
        sealed: None,
    };
    let effects = state.apply(Action::Filled(Some(filled)));
    assert_eq!(effects, [Effect::FocusHeading, Effect::Tell(told)]);
    assert_eq!((nom(&state), state.ticked.len()), ("", 0));
    let effects = state.apply(Action::Undo);
    assert_eq!(effects, [Effect::Undo], "the page is given back first");
    assert_eq!(
        state.apply(Action::Undone(Vec::new())),
        [Effect::FocusHeading]
    );
    assert_eq!(
        state.apply(Action::Undo),
        [],
        "there is nothing left to undo"
    );
}
