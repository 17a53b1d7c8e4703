//! What every view needs: the sentences, the way to send an action, the ids.

use std::sync::atomic::{AtomicUsize, Ordering};

use model::lang::Lang;
use model::protocol::Gesture;
use yew::{AttrValue, Callback, Html, MouseEvent, html};

use crate::app::{NO_FORM, Props};
use crate::france_connect::Popup;
use crate::relay::Relay;
use crate::state::Action;
use crate::texts::{Texts, texts};

/// Tells the widgets of a page apart.
static NEXT: AtomicUsize = AtomicUsize::new(1);

/// What every view needs.
#[derive(Clone, Debug)]
pub(crate) struct Ui {
    pub(crate) send: Callback<Action>,
    pub(crate) lang: Lang,
    pub(crate) texts: &'static Texts,
    pub(crate) relay: Relay,
    /// The window where FranceConnect is gone to.
    pub(crate) popup: Popup,
    rank: usize,
}

/// How a button weighs in its step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    Primary,
    Secondary,
    Link,
}

impl Ui {
    pub(crate) fn new(send: Callback<Action>, props: &Props) -> Self {
        Self {
            send,
            lang: props.lang,
            texts: texts(props.lang),
            relay: props.relay.clone(),
            popup: Popup::default(),
            rank: NEXT.fetch_add(1, Ordering::Relaxed),
        }
    }

    /// The id of the control of an input, or of another part of the widget.
    pub(crate) fn id(&self, name: &str) -> String {
        let plain = |letter: char| {
            if letter.is_ascii_alphanumeric() {
                letter
            } else {
                '-'
            }
        };
        let name: String = name.chars().map(plain).collect();
        format!("pr{}-{name}", self.rank)
    }

    /// A callback that sends this action whatever the event.
    pub(crate) fn on<E: 'static>(&self, action: Action) -> Callback<E> {
        self.send.reform(move |_| action.clone())
    }

    /// A callback that goes to FranceConnect, by this gesture when that is how the person agrees. The window opens
    /// within the click, as no browser allows it later.
    pub(crate) fn on_identify(
        &self,
        gesture: impl Fn(&MouseEvent) -> Option<Gesture> + 'static,
    ) -> Callback<MouseEvent> {
        let popup = self.popup.clone();
        self.send
            .reform(move |click| Action::Identify(popup.open(), gesture(&click)))
    }

    /// A button that sends this action.
    pub(crate) fn button(
        &self,
        weight: Weight,
        label: impl Into<AttrValue>,
        action: Action,
    ) -> Html {
        button(weight, label, self.on(action))
    }
}

/// A button. It stays the same one, and keeps the focus, when its words change.
pub(crate) fn button(
    weight: Weight,
    label: impl Into<AttrValue>,
    onclick: Callback<MouseEvent>,
) -> Html {
    let class = match weight {
        Weight::Primary => "pr-button",
        Weight::Secondary => "pr-button pr-button--secondary",
        Weight::Link => "pr-button pr-button--link",
    };
    html! {
        <button type="button" form={NO_FORM} {class} onmousedown={stay()}
            {onclick}>{ say(label) }</button>
    }
}

/// Pressing a button does not leave the field before it: what is wrong there would be said at that moment, the button
/// would move away under the mouse, and the click would be lost.
pub(crate) fn stay() -> Callback<MouseEvent> {
    Callback::from(|event: MouseEvent| event.prevent_default())
}

/// A text that changes, in an element of its own: when a browser's translator has rewritten it, the element is
/// replaced as a whole.
pub(crate) fn say(text: impl Into<AttrValue>) -> Html {
    let text = text.into();
    html! { <span key={text.to_string()}>{ text }</span> }
}

/// A value that no translator should touch: a name, a date, a number.
pub(crate) fn value(text: impl Into<AttrValue>) -> Html {
    let text = text.into();
    html! { <span key={text.to_string()} class="pr-value" translate="no">{ text }</span> }
}
