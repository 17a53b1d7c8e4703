//! The person is at FranceConnect, then back: who is it?

use yew::{Callback, Html, html};

use super::{doors, france_connect, parts};
use crate::state::{Action, State};
use crate::ui::{self, Ui, Weight};

/// The person is at FranceConnect, in a window that another may hide.
pub(crate) fn identifying(ui: &Ui) -> Html {
    let texts = ui.texts;
    let (popup, send) = (ui.popup.clone(), ui.send.clone());
    let reopen = Callback::from(move |_| {
        let action = match popup.show() {
            true => Action::Look,
            false => Action::Identify(popup.open(), None),
        };
        send.emit(action);
    });
    html! {
        <>
            { parts::heading(texts.identifying) }
            <p>{ texts.identifying_back }</p>
            <div class="pr-actions">
                { ui::button(Weight::Secondary, texts.identifying_reopen, reopen) }
                { ui.button(Weight::Secondary, texts.identifying_cancel, Action::Cancel) }
                { ui.button(Weight::Link, texts.by_hand, Action::ByHand) }
            </div>
        </>
    }
}

/// Who FranceConnect says the person is: nothing is asked before they have seen it.
pub(crate) fn known(ui: &Ui, state: &State, is_expired: bool) -> Html {
    let texts = ui.texts;
    let (press, words) = match is_expired {
        true => (ui.on_identify(|_| None), None),
        false => (ui.on(Action::Confirm), Some(texts.ask)),
    };
    html! {
        <>
            { parts::heading(texts.known) }
            if let Some(identite) = state.identite() {
                { doors::identity(ui, texts.known_as, identite) }
            }
            if is_expired {
                <p class="pr-problem" key="expired">{ texts.known_expired }</p>
            }
            <div key="ask">{ france_connect::button(ui, press, words) }</div>
            <div class="pr-actions" key="actions">
                { ui.button(Weight::Secondary, texts.known_disown, Action::Disown) }
                { ui.button(Weight::Link, texts.by_hand, Action::ByHand) }
            </div>
            if let Some(start) = state.left_by() {
                <div key="logout">{ france_connect::logout(ui, &start) }</div>
            }
        </>
    }
}
