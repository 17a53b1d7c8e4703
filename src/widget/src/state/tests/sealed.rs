//! What came travels sealed: the same end whatever came, and a way back.

use super::*;

fn sealed() -> Rc<Answer> {
    let mut answer = (*answer(Status::Sealed, None)).clone();
    answer.sealed = Some("a..b.c.d".to_owned());
    Rc::new(answer)
}

#[test]
fn a_sealed_answer_is_carried_at_once_and_tells_what_was_sent() {
    let mut state = asked();
    let effects = state.apply(Action::Answered(Ok((sealed(), Rc::default()))));
    assert_eq!(state.step.name(), "sealed");
    assert_eq!(effects[0], Effect::Carry(sealed()));
    let told = Event::Filled {
        count: 0,
        receipt: "01J".into(),
        attestation: None,
        sealed: Some("a..b.c.d".into()),
    };
    assert_eq!(effects.last(), Some(&Effect::Tell(told)));
    let Step::Sent(sent) = &state.step else {
        panic!("{:?}", state.step)
    };
    assert!(sent.items.contains_key("qf"), "{:?}", sent.items);
    assert!(state.ticked.is_empty(), "what was typed is forgotten");
}

#[test]
fn what_is_sealed_can_be_taken_back() {
    let mut state = asked();
    state.apply(Action::Answered(Ok((sealed(), Rc::default()))));
    assert_eq!(state.apply(Action::Undo), [Effect::Undo]);
    state.apply(Action::Undone(Vec::new()));
    assert_eq!(state.step.name(), "undone");
}
