//! Asking the sources, and asking again.

use std::collections::BTreeMap;

use model::protocol::{Alternative, Request};

use super::*;

#[test]
fn waiting_can_be_ended() {
    let mut state = asked();
    assert_eq!(state.apply(Action::Late), []);
    assert!(matches!(state.step, Step::Asking(Asked { late: true, .. })));
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
    assert_eq!(came(&state), BTreeMap::from([("qf".to_owned(), true)]));
    state.apply(Action::Cancel);
    state.apply(Action::Came("qf".into(), true));
    assert_eq!(
        state.step.name(),
        "agree",
        "an answer too late changes nothing"
    );
    state.apply(Action::Agree);
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
    assert!(matches!(&effects[..], [_, Effect::Ask(request)] if request.visit == "visit-2"));
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
    let [_, Effect::Ask(request)] = &effects[..] else {
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
    let effects = state.apply(Action::Agree);
    assert!(matches!(&effects[..], [_, Effect::Ask(request), _] if request.options.is_empty()));
}

#[test]
fn while_the_form_is_being_filled_nothing_is_asked_again() {
    let mut state = received();
    state.apply(Action::Fill);
    assert_eq!(state.apply(Action::AskOtherwise(last_month("qf"))), []);
    assert_eq!(state.step.name(), "review");
}
