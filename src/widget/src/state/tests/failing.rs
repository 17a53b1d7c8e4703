//! What fails has a sentence and a way on.

use super::*;

#[test]
fn a_page_that_stops_the_filling_is_told_as_an_end() {
    let mut state = received();
    state.apply(Action::Fill);
    state.apply(Action::Filled(None));
    assert_eq!(state.step.name(), "failed");
}

#[test]
fn each_way_a_source_fails_has_its_way_on() {
    for (status, way) in [
        (Status::NotFound, Way::Correct),
        (Status::NotRecognised, Way::Correct),
        (Status::Ambiguous, Way::Correct),
        (Status::Invalid, Way::Correct),
        (Status::Busy, Way::Retry),
        (Status::Unavailable, Way::Retry),
    ] {
        let mut state = asked();
        let came = answer(status, Some(Problem::default()));
        state.apply(Action::Answered(Ok((came, Rc::default()))));
        assert!(
            matches!(&state.step, Step::Failed(failed) if failed.way == way && failed.receipt.as_deref() == Some("01J")),
            "{status:?}"
        );
    }
}

#[test]
fn an_input_that_the_relay_refuses_is_shown_where_it_is_mended() {
    let mut state = asked();
    let refused = InvalidField {
        field: "identite.nom_naissance".into(),
        detail: "Ce nom n’est pas accepté.".into(),
    };
    let problem = Problem {
        status: Some(422),
        fields: vec![refused],
        ..Problem::default()
    };
    state.apply(Action::Answered(Err(Failure::Refused(Box::new(problem)))));
    assert!(
        matches!(&state.step, Step::Failed(failed) if failed.way == Way::Correct && failed.receipt.is_none())
    );
    state.apply(Action::Correct);
    let field = Field {
        who: None,
        name: "nom_naissance".into(),
    };
    assert_eq!(
        shown(&state),
        [(field, "Ce nom n’est pas accepté.".to_owned())]
    );
    state.apply(Action::Change(None, text("nom_naissance", "Morvann")));
    assert_eq!(shown(&state), []);
}

#[test]
fn a_definition_that_does_not_come_can_be_asked_for_again() {
    let today = PartialDate::new(2026, Some(11), Some(22)).unwrap();
    let (mut state, _) = State::new(Lang::En, today, Entry::default());
    let effects = state.apply(Action::Loaded(Err(Failure::Unreachable)));
    assert!(matches!(&effects[..], [_, Effect::Tell(Event::Error(kind))] if kind == "unreachable"));
    assert_eq!(
        state.apply(Action::Retry),
        [Effect::FocusHeading, Effect::Load]
    );
    assert_eq!(state.step.name(), "loading");
}

/// A part of the answer came; of the rest, an input was refused.
fn part_refused() -> State {
    let refused = InvalidField {
        field: "identite.nom_naissance".into(),
        detail: "non".into(),
    };
    let problem = Problem {
        fields: vec![refused],
        ..Problem::default()
    };
    let mut came = (*answer(Status::Filled, None)).clone();
    let other = SourceResult {
        problem: Some(problem),
        ..SourceResult::failed(Status::NotFound)
    };
    came.results.insert("rsa".to_owned(), other);
    let mut state = asked();
    state.apply(Action::Answered(Ok((Rc::new(came), review()))));
    state
}

#[test]
fn what_is_missing_of_an_answer_can_be_mended_or_asked_again() {
    let mut state = part_refused();
    assert_eq!(state.step.name(), "review");
    assert_eq!(state.apply(Action::Correct), [Effect::FocusHeading]);
    let marked: Vec<_> = shown(&state).into_iter().map(|(_, said)| said).collect();
    assert_eq!((state.step.name(), marked), ("who", vec!["non".to_owned()]));
    let again = part_refused().apply(Action::Retry);
    assert_eq!(again, [Effect::FocusHeading, Effect::Load]);
}

#[test]
fn while_the_form_is_being_filled_nothing_is_mended_or_asked_again() {
    let mut state = part_refused();
    state.apply(Action::Fill);
    for action in [Action::Correct, Action::Retry] {
        assert_eq!(state.apply(action), []);
    }
    assert_eq!(state.step.name(), "review");
}
