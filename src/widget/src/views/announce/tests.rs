//! What is announced, and what is not.

use std::rc::Rc;

use model::date::PartialDate;
use model::fill::{Filled, Line, LineId, Review};
use model::lang::Lang;
use model::protocol::{Definition, Problem, Receipt, SourceResult, Status};
use serde_json::json;

use super::*;
use crate::failure::Way;
use crate::state::tests::gesture;
use crate::state::{Action, Done, Entry};

/// A form that asks these sources, all of which the person agreed to.
fn asking(sources: &[&str]) -> State {
    let source = |id: &&str| {
        json!({ "id": id, "label": id, "help": "", "provider": { "name": format!("la {id}"), "correction": "" },
                "items": [{ "path": "valeur", "label": "", "fields": [] }] })
    };
    let modes = json!([{ "mode": "identifiant", "assurance": "declared", "sources": sources }]);
    let sources: Vec<_> = sources.iter().map(source).collect();
    let definition = json!({
        "form": "", "lang": "fr", "title": "", "purpose": "", "legal_basis": "", "retention": "",
        "organisation": { "name": "", "siret": "", "dpo": "" }, "modes": modes, "sources": sources,
        "notice": { "text": "", "hash": "" }, "visit": ""
    });
    let definition: Definition = serde_json::from_value(definition).unwrap();
    let today = PartialDate::new(2026, Some(11), Some(22)).unwrap();
    let (mut state, _) = State::new(Lang::Fr, today, Entry::default());
    state.apply(Action::Loaded(Ok(Rc::new(definition))));
    state.apply(Action::TickAll(true));
    state.apply(Action::Agree(gesture()));
    state
}

fn came(state: &mut State, source: &str, has_data: bool) -> String {
    state.apply(Action::Came(source.into(), has_data));
    news(state)
}

fn at(step: Step) -> String {
    let mut state = asking(&["CAF"]);
    state.step = step;
    news(&state)
}

/// What came of sources of these statuses, for a form of so many fields.
fn received(statuses: &[Status], lines: usize) -> Received {
    let result = |(rank, status): (usize, &Status)| {
        (format!("source-{rank}"), SourceResult::failed(*status))
    };
    let answer = Answer {
        receipt: Receipt { id: "01J".into() },
        results: statuses.iter().enumerate().map(result).collect(),
        attestation: None,
        sealed: None,
    };
    let line = |id| Line {
        id: LineId(id),
        source: "source-0".into(),
        path: "valeur".parse().unwrap(),
        group: None,
        label: "QF".into(),
        old: None,
        new: "705".into(),
    };
    let review = Review {
        lines: (0..lines).map(line).collect(),
        ..Review::default()
    };
    Received::new(Rc::new(answer), Rc::new(review))
}

#[test]
fn each_arrival_is_told_with_what_is_still_awaited() {
    let mut state = asking(&["CAF", "MSA", "CPAM"]);
    assert_eq!(news(&state), "", "the heading says it");
    let first = came(&mut state, "MSA", true);
    assert_eq!(first, "La MSA a répondu. Réponse 1 sur 3.");
    let second = came(&mut state, "CAF", false);
    assert_eq!(second, "La CAF n’a rien donné. Réponse 2 sur 3.");
}

#[test]
fn one_source_alone_is_told_with_the_review() {
    let mut state = asking(&["CAF"]);
    assert_eq!(came(&mut state, "CAF", true), "");
}

#[test]
fn a_slow_answer_is_told_once_until_something_comes() {
    let mut state = asking(&["CAF", "MSA"]);
    state.apply(Action::Late);
    assert_eq!(news(&state), texts(Lang::Fr).asking_slow);
    let next = came(&mut state, "CAF", true);
    assert_eq!(next, "La CAF a répondu. Réponse 1 sur 2.");
    let mut state = asking(&["CAF", "MSA"]);
    came(&mut state, "CAF", true);
    state.apply(Action::Late);
    assert_eq!(news(&state), texts(Lang::Fr).asking_slow);
}

#[test]
fn the_review_says_how_much_came() {
    let review = |statuses: &[Status], lines| at(Step::Review(received(statuses, lines)));
    assert_eq!(
        review(&[Status::Filled], 1),
        "La réponse est arrivée. 1 champ à vérifier."
    );
    assert_eq!(
        review(&[Status::Filled, Status::Partial], 12),
        "Les 2 réponses sont arrivées. 12 champs à vérifier."
    );
    let nothing = texts(Lang::Fr).nothing_to_fill;
    assert_eq!(
        review(&[Status::Filled, Status::NotFound], 0),
        format!("Réponses utiles\u{a0}: 1 sur 2. {nothing}")
    );
    let filling = Received {
        filling: true,
        ..received(&[Status::Filled], 1)
    };
    assert_eq!(at(Step::Review(filling)), texts(Lang::Fr).filling);
}

#[test]
fn the_end_says_how_many_fields_were_filled() {
    let filled = Filled {
        count: 2,
        gaps: Vec::new(),
    };
    let answer = received(&[Status::Filled], 2).answer;
    assert_eq!(
        at(Step::Done(Done {
            answer,
            filled,
            france_connect: None
        })),
        "2 champs ont été remplis."
    );
}

#[test]
fn a_failure_says_what_happened_each_thing_once() {
    let problem = |title: &str| {
        let problem = Problem {
            title: title.into(),
            ..Problem::default()
        };
        (None, problem)
    };
    let failed = Failed {
        problems: vec![problem("Rien"), problem("Panne"), problem("Rien")],
        way: Way::None,
        receipt: None,
    };
    assert_eq!(at(Step::Failed(failed)), "Rien. Panne.");
}

#[test]
fn what_the_choice_of_whom_it_is_for_brings_is_told() {
    let mut state = asking(&["CAF"]);
    state.step = Step::Who;
    let texts = texts(Lang::Fr);
    for (whom, said) in [
        (Whom::Child, texts.whom_child_note),
        (Whom::Other, texts.helping_law),
        (Whom::Family, ""),
    ] {
        state.apply(Action::For(whom));
        assert_eq!(news(&state), said);
    }
    state.apply(Action::For(Whom::Other));
    state.apply(Action::Together);
    assert_eq!(news(&state), "");
}

#[test]
fn the_end_of_an_identification_is_told() {
    assert_eq!(at(Step::Known { is_expired: false }), "");
    let said = at(Step::Known { is_expired: true });
    assert_eq!(said, texts(Lang::Fr).known_expired);
}

#[test]
fn a_text_that_changed_is_told_and_where_the_heading_says_enough_nothing_is() {
    let mut state = asking(&["CAF"]);
    state.step = Step::Agree;
    assert_eq!(news(&state), "");
    state.notice_changed = true;
    assert_eq!(news(&state), texts(Lang::Fr).notice_changed);
    for step in [
        Step::Loading,
        Step::Who,
        Step::Undone(Vec::new()),
        Step::ByHand {
            nothing_ticked: false,
        },
    ] {
        assert_eq!(at(step.clone()), "", "{step:?}");
    }
}
