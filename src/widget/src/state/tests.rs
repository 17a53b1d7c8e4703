//! The way through the steps, without a page.

use std::collections::{BTreeMap, BTreeSet};

use model::fill::{Line, LineId};
use model::path::Path;
use model::protocol::{Alternative, InvalidField, Problem, Receipt, Request, SourceResult, Status};
use serde_json::json;

use super::*;
use crate::failure::Way;
use crate::typed::Side;

fn definition() -> Rc<Definition> {
    let definition = json!({
        "form": "cantine", "lang": "fr", "title": "Cantine", "purpose": "Tarif", "legal_basis": "Loi",
        "retention": "Un an", "organisation": { "name": "Ville", "siret": "13002526500013", "dpo": "dpo@exemple.fr" },
        "modes": [{ "mode": "identite", "assurance": "declared", "sources": ["qf"],
            "identite": { "nom_naissance": "required", "lieu_naissance": "required" } }],
        "sources": [{ "id": "qf", "label": "Quotient", "help": "",
            "provider": { "name": "la CAF", "correction": "" },
            "items": [{ "path": "quotient_familial", "label": "Quotient", "fields": [] },
                      { "path": "enfants", "label": "Enfants", "fields": [] }] }],
        "notice": { "text": "Texte", "hash": "sha256-1" }, "visit": "visit-1"
    });
    Rc::new(serde_json::from_value(definition).unwrap())
}

fn opened() -> State {
    let today = PartialDate::new(2026, Some(11), Some(22)).unwrap();
    let (mut state, effects) = State::new(Lang::Fr, today);
    assert_eq!(effects, [Effect::Load]);
    let effects = state.apply(Action::Loaded(Ok(definition())));
    assert_eq!(effects, [Effect::FocusHeading, Effect::Tell(Event::Ready)]);
    state
}

fn typed() -> State {
    let mut state = opened();
    let text = |field: &str, text: &str| Change::Text(field.into(), text.into());
    for change in [
        text("nom_naissance", "Morvan"),
        Change::Side(Side::France),
        Change::Commune("35238".into(), "Rennes".into()),
    ] {
        state.apply(Action::Change(change));
    }
    state
}

fn agreed() -> State {
    let mut state = typed();
    state.apply(Action::Continue);
    state.apply(Action::TickAll(true));
    state
}

fn asked() -> State {
    let mut state = agreed();
    state.apply(Action::Agree);
    state
}

fn answer(status: Status, problem: Option<Problem>) -> Rc<Answer> {
    let result = SourceResult {
        problem,
        ..SourceResult::failed(status)
    };
    Rc::new(Answer {
        receipt: Receipt { id: "01J".into() },
        results: [("qf".to_owned(), result)].into(),
    })
}

fn review() -> Rc<Review> {
    let line = |id, old: Option<&str>| Line {
        id: LineId(id),
        source: "qf".into(),
        path: "quotient_familial.valeur".parse().unwrap(),
        group: None,
        label: "QF".into(),
        old: old.map(Into::into),
        new: "705".into(),
    };
    Rc::new(Review {
        lines: vec![line(0, None), line(1, Some("640"))],
        ..Review::default()
    })
}

fn received() -> State {
    let mut state = asked();
    let came = (answer(Status::Filled, None), review());
    state.apply(Action::Answered(Ok(came)));
    state
}

#[test]
fn an_empty_page_gets_its_errors_and_stays() {
    let mut state = opened();
    assert_eq!(state.apply(Action::Continue), [Effect::FocusErrors]);
    assert_eq!(state.step.name(), "who");
    let errors = state
        .typed
        .shown_errors(&definition(), state.today, Lang::Fr);
    let fields: Vec<_> = errors.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(fields, ["nom_naissance", "lieu_naissance.side"]);
}

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
    let effects = state.apply(Action::Agree);
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
    let effects = state.apply(Action::Agree);
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
    };
    let effects = state.apply(Action::Filled(Some(filled)));
    assert_eq!(effects, [Effect::FocusHeading, Effect::Tell(told)]);
    assert_eq!(
        (state.typed.get("nom_naissance"), state.ticked.len()),
        ("", 0)
    );
    let effects = state.apply(Action::Undo);
    assert_eq!(effects, [Effect::FocusHeading, Effect::Undo]);
    assert_eq!(
        state.apply(Action::Undo),
        [],
        "there is nothing left to undo"
    );
}

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
            matches!(&state.step, Step::Failed(failed) if failed.way == way),
            "{status:?}"
        );
    }
}

#[test]
fn part_of_an_answer_is_an_answer() {
    let mut state = asked();
    let came = answer(Status::Partial, Some(Problem::default()));
    state.apply(Action::Answered(Ok((came, review()))));
    assert_eq!(state.step.name(), "review");
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
    assert!(matches!(&state.step, Step::Failed(failed) if failed.way == Way::Correct));
    state.apply(Action::Correct);
    let errors = |state: &State| {
        state
            .typed
            .shown_errors(&definition(), state.today, Lang::Fr)
    };
    assert_eq!(
        errors(&state),
        [(
            "nom_naissance".to_owned(),
            "Ce nom n’est pas accepté.".to_owned()
        )]
    );
    state.apply(Action::Change(Change::Text(
        "nom_naissance".into(),
        "Morvann".into(),
    )));
    assert_eq!(errors(&state), []);
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
fn a_definition_that_does_not_come_can_be_asked_for_again() {
    let today = PartialDate::new(2026, Some(11), Some(22)).unwrap();
    let (mut state, _) = State::new(Lang::En, today);
    let effects = state.apply(Action::Loaded(Err(Failure::Unreachable)));
    assert!(matches!(&effects[..], [_, Effect::Tell(Event::Error(kind))] if kind == "unreachable"));
    assert_eq!(
        state.apply(Action::Retry),
        [Effect::FocusHeading, Effect::Load]
    );
    assert_eq!(state.step.name(), "loading");
}

#[test]
fn going_on_by_hand_ends_what_is_under_way() {
    let mut state = asked();
    let effects = state.apply(Action::ByHand);
    assert!(effects.contains(&Effect::Stop) && effects.contains(&Effect::Tell(Event::Refused)));
    assert_eq!(state.step.name(), "refused");
}

#[test]
fn starting_again_forgets_everything() {
    let mut state = asked();
    state.apply(Action::ByHand);
    assert_eq!(
        state.apply(Action::Restart),
        [Effect::FocusHeading, Effect::Load]
    );
    assert_eq!(
        (state.typed.get("nom_naissance"), state.ticked.len()),
        ("", 0)
    );
}
