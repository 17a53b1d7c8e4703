//! Who one is, and starting again.

use super::*;

#[test]
fn an_empty_page_gets_its_errors_and_stays() {
    let mut state = opened();
    assert_eq!(state.apply(Action::Continue), [Effect::FocusErrors]);
    assert_eq!(state.step.name(), "who");
    let errors = shown(&state);
    let fields: Vec<_> = errors.iter().map(|(field, _)| field.to_string()).collect();
    assert_eq!(fields, ["nom_naissance", "lieu_naissance.side"]);
}

#[test]
fn starting_again_forgets_everything() {
    let mut state = asked();
    state.apply(Action::ByHand);
    assert_eq!(
        state.apply(Action::Restart),
        [Effect::FocusHeading, Effect::Load]
    );
    assert_eq!((nom(&state), state.ticked.len()), ("", 0));
}
