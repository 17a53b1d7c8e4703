//! For whom this is.

use super::*;

#[test]
fn it_is_for_oneself_or_ones_family_unless_the_person_says_otherwise() {
    let state = opened();
    assert_eq!(state.whom(), Whom::Family);
    assert!(state.may_go_on());
}

#[test]
fn a_child_is_offered_where_a_file_is_in_the_name_of_the_person() {
    let mut whole = (*definition()).clone();
    assert!(is_about_filler(&whole));
    whole.modes[0].about = Some(model::protocol::About {
        id: "eleve".into(),
        label: "L’élève".into(),
    });
    assert!(!is_about_filler(&whole));
}

#[test]
fn for_a_child_the_same_is_asked() {
    let mut state = typed();
    let before = state.request(&definition());
    assert_eq!(state.apply(Action::For(Whom::Child)), []);
    assert_eq!(state.request(&definition()), before);
    state.apply(Action::Continue);
    assert_eq!(state.step.name(), "agree");
}

#[test]
fn nothing_is_asked_about_someone_who_is_not_there() {
    let mut state = typed();
    state.apply(Action::For(Whom::Other));
    assert!(!state.may_go_on());
    assert_eq!(state.apply(Action::Continue), []);
    assert_eq!(state.step.name(), "who");
}

#[test]
fn who_is_there_says_who_they_are_and_the_same_is_sent() {
    let mut state = typed();
    let before = state.request(&definition());
    state.apply(Action::For(Whom::Other));
    assert_eq!(state.apply(Action::Together), [Effect::FocusHeading]);
    assert_eq!(state.request(&definition()), before);
    state.apply(Action::Continue);
    assert_eq!(state.step.name(), "agree");
    state.apply(Action::Back);
    state.apply(Action::For(Whom::Family));
    state.apply(Action::For(Whom::Other));
    assert!(!state.may_go_on(), "it is asked anew");
}
