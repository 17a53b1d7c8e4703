//! Asking the sources, and asking again.

use model::protocol::{Alternative, Request};

use super::*;

#[test]
fn waiting_can_be_ended() {
    let mut state = asked();
    assert_eq!(state.apply(Action::Late), []);
    assert!(matches!(
        state.step,
        Step::Asking(Asked { late: Some(0), .. })
    ));
    assert_eq!(
        state.apply(Action::Cancel),
        [Effect::FocusHeading, Effect::Stop]
    );
    assert_eq!(state.step.name(), "agree");
}

#[test]
fn each_source_is_told_as_it_answers_and_the_next_asking_begins_anew() {
    let mut state = asked();
    assert_eq!(state.apply(Action::Came("qf".into(), true)), []);
    let came = |state: &State| match &state.step {
        Step::Asking(asked) => asked.came.clone(),
        step => panic!("{step:?}"),
    };
    assert_eq!(came(&state), [("qf".to_owned(), true)]);
    state.apply(Action::Cancel);
    state.apply(Action::Came("qf".into(), true));
    assert_eq!(
        state.step.name(),
        "agree",
        "an answer too late changes nothing"
    );
    state.apply(Action::Agree(gesture()));
    assert!(came(&state).is_empty());
}

#[test]
fn part_of_an_answer_is_an_answer() {
    let mut state = asked();
    let came = answer(Status::Partial, Some(Problem::default()));
    state.apply(Action::Answered(Ok((came, review()))));
    assert_eq!(state.step.name(), "review");
}

#[test]
fn a_retry_takes_a_new_visit_and_asks_again() {
    let mut state = asked();
    state.apply(Action::Answered(Err(Failure::Timeout)));
    assert_eq!(
        state.apply(Action::Retry),
        [Effect::FocusHeading, Effect::Load]
    );
    let renewed = Definition {
        visit: "visit-2".into(),
        ..(*definition()).clone()
    };
    let effects = state.apply(Action::Loaded(Ok(Rc::new(renewed))));
    assert!(matches!(&effects[..], [Effect::Ask(request)] if request.visit == "visit-2"));
}

fn last_month(source: &str) -> Alternative {
    let options = [(source.to_owned(), json!({ "annee": 2026, "mois": 10 }))];
    Alternative {
        label: "Prendre le mois d’octobre".into(),
        options: options.into(),
    }
}

/// The request that is sent when the visit has been renewed.
fn renewed_request(state: &mut State) -> Rc<Request> {
    let effects = state.apply(Action::Loaded(Ok(definition())));
    let [Effect::Ask(request)] = &effects[..] else {
        panic!("{effects:?}");
    };
    request.clone()
}

#[test]
fn the_other_way_of_asking_is_the_same_request_with_its_options() {
    let mut state = asked();
    let nothing = answer(Status::NotFound, Some(Problem::default()));
    state.apply(Action::Answered(Ok((nothing, Rc::default()))));
    let effects = state.apply(Action::AskOtherwise(last_month("qf")));
    assert_eq!(effects, [Effect::FocusHeading, Effect::Load]);
    let request = renewed_request(&mut state);
    assert_eq!(request.consent.items, state.agreed());
    assert_eq!(
        json!(request.options),
        json!({ "qf": { "annee": 2026, "mois": 10 } })
    );

    let part = answer(Status::Partial, Some(Problem::default()));
    state.apply(Action::Answered(Ok((part, review()))));
    state.apply(Action::AskOtherwise(last_month("prime")));
    let request = renewed_request(&mut state);
    let both: Vec<_> = request.options.keys().map(String::as_str).collect();
    assert_eq!(
        both,
        ["prime", "qf"],
        "what was taken for a source stays taken"
    );
}

#[test]
fn a_new_agreement_asks_in_the_ordinary_way() {
    let mut state = asked();
    state.apply(Action::Answered(Err(Failure::Timeout)));
    state.apply(Action::AskOtherwise(last_month("qf")));
    state.apply(Action::Cancel);
    let effects = state.apply(Action::Agree(gesture()));
    assert!(matches!(&effects[..], [_, Effect::Ask(request), _] if request.options.is_empty()));
}

#[test]
fn while_the_form_is_being_filled_nothing_is_asked_again() {
    let mut state = received();
    state.apply(Action::Fill);
    assert_eq!(state.apply(Action::AskOtherwise(last_month("qf"))), []);
    assert_eq!(state.step.name(), "review");
}

/// The relay refuses the visit.
fn refuse_visit(state: &mut State, kind: &str) -> Vec<Effect> {
    let problem = Problem {
        kind: format!("urn:pre-remplir:problem:{kind}"),
        status: Some(403),
        ..Problem::default()
    };
    let refused = Failure::Refused(Box::new(problem));
    state.apply(Action::Answered(Err(refused)))
}

#[test]
fn a_visit_that_ended_is_renewed_once_and_the_same_is_asked_without_a_word() {
    for kind in ["visit", "visit-expired"] {
        let mut state = asked();
        assert_eq!(refuse_visit(&mut state, kind), [Effect::Load], "{kind}");
        assert_eq!(state.step.name(), "asking");
        let first = state.request(&definition());
        assert_eq!(*renewed_request(&mut state), first);
        let effects = refuse_visit(&mut state, kind);
        assert!(!effects.contains(&Effect::Load), "no loop");
        assert!(matches!(&state.step, Step::Failed(failed) if failed.way == Way::Retry));
    }
}

#[test]
fn a_demand_that_the_person_makes_again_may_renew_its_visit_too() {
    let mut state = asked();
    refuse_visit(&mut state, "visit");
    renewed_request(&mut state);
    refuse_visit(&mut state, "visit");
    state.apply(Action::Retry);
    renewed_request(&mut state);
    assert_eq!(refuse_visit(&mut state, "visit"), [Effect::Load]);
}

#[test]
fn a_visit_is_not_renewed_for_a_text_that_changed() {
    let mut state = asked();
    refuse_visit(&mut state, "visit");
    let mut changed = (*definition()).clone();
    changed.notice.hash = "sha256-2".into();
    let effects = state.apply(Action::Loaded(Ok(Rc::new(changed))));
    assert_eq!(effects, [Effect::FocusHeading]);
    assert_eq!((state.step.name(), state.ticked.len()), ("agree", 0));
}

#[test]
fn another_refusal_renews_nothing() {
    let mut state = asked();
    refuse_visit(&mut state, "undisclosed");
    assert_eq!(state.step.name(), "failed");
}
