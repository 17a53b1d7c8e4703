//! For whom this is, and by which door the person comes in.

use model::identite::Draft;
use yew::{Html, html};

use crate::fields::{Choice, radios};
use crate::state::{Action, Door, State, Whom, is_about_filler};
use crate::texts;
use crate::ui::{Ui, Weight, say, value};

/// For whom: an agent is asked it by nobody, the person is at the counter.
pub(super) fn whom(ui: &Ui, state: &State) -> Html {
    let Some(whole) = state
        .whole
        .as_deref()
        .filter(|_| state.door() != Door::Agent)
    else {
        return Html::default();
    };
    let texts = ui.texts;
    let choice = |label: &'static str, whom| Choice {
        label: say(label),
        checked: state.whom() == whom,
        action: Action::For(whom),
    };
    let child = || choice(texts.whom_child, Whom::Child);
    let mut choices = vec![choice(texts.whom_family, Whom::Family)];
    choices.extend(is_about_filler(whole).then(child));
    choices.push(choice(texts.whom_other, Whom::Other));
    html! {
        <>
            { radios(ui, &ui.id("whom"), say(texts.whom), None, None, choices) }
            if state.whom() == Whom::Child {
                <p>{ texts.whom_child_note }</p>
            }
        </>
    }
}

/// Nothing can be asked about someone else by who helps them.
pub(super) fn helping(ui: &Ui) -> Html {
    let texts = ui.texts;
    html! {
        <>
            <p>{ texts.helping_law }</p>
            <p>{ texts.helping_ways }</p>
            <div class="pr-actions">
                { ui.button(Weight::Secondary, texts.helping_together, Action::Together) }
                { ui.button(Weight::Link, texts.by_hand, Action::ByHand) }
            </div>
        </>
    }
}

/// The door: which one, when there is a choice, and what is behind it.
pub(super) fn door(ui: &Ui, state: &State) -> Html {
    let texts = ui.texts;
    html! {
        <>
            <div key="choice">{ choice(ui, state) }</div>
            <div key="behind">
                if state.door() == Door::FranceConnect {
                    <p>{ say(if state.is_back_to_type() { texts.door_back } else { texts.door_later }) }</p>
                }
                if state.door() == Door::Agent {
                    <p>{ texts.agent }</p>
                }
                if let (Door::Account | Door::Agent, Some(identite)) = (state.door(), state.identite()) {
                    { identity(ui, known_as(ui, state), identite) }
                }
                if state.door() == Door::Account {
                    <p>{ texts.account_other }</p>
                }
            </div>
        </>
    }
}

fn known_as(ui: &Ui, state: &State) -> &'static str {
    match state.door() {
        Door::Agent => ui.texts.agent_for,
        _ => ui.texts.account,
    }
}

fn choice(ui: &Ui, state: &State) -> Html {
    let open = state.doors();
    let choice = |door: &Door| Choice {
        label: say(match door {
            Door::FranceConnect => ui.texts.door_france_connect,
            _ => ui.texts.door_typed,
        }),
        checked: state.door() == *door,
        action: Action::Choose(*door),
    };
    html! {
        if open.len() > 1 {
            { radios(ui, &ui.id("door"), say(ui.texts.door), None, None, open.iter().map(choice).collect()) }
        }
    }
}

/// An identity as it is known: what it is, the names, the birth.
pub(super) fn identity(ui: &Ui, known_as: &'static str, identite: &Draft) -> Html {
    html! {
        <p>
            { known_as }{ " " }{ value(texts::name(identite)) }
            if let Some(born) = texts::born(ui.lang, identite) {
                { ", " }{ say(born) }
            }
            { "." }
        </p>
    }
}
