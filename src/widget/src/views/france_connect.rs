//! What FranceConnect asks of those who offer it: its button, by its words and its place, and where to read what it is.

use yew::{Callback, Html, MouseEvent, html};

use crate::app::NO_FORM;
use crate::ui::{Ui, say, stay};

/// Its name, in every language.
const NAME: &str = "FranceConnect";
/// Its own page about itself.
const ABOUT: &str = "https://franceconnect.gouv.fr/";

/// A button that stays the same one, and keeps the focus, when it becomes FranceConnect's.
pub(super) fn button(ui: &Ui, onclick: Callback<MouseEvent>, other: Option<&'static str>) -> Html {
    let class = other.map_or("fr-connect", |_| "pr-button");
    html! {
        <div class="fr-connect-group">
            <button type="button" form={NO_FORM} {class} onmousedown={stay()} {onclick}>
                if let Some(words) = other {
                    { say(words) }
                } else {
                    <span class="fr-connect__login" key="login">{ ui.texts.fc_login }</span>
                    { " " }
                    <span class="fr-connect__brand" key="brand" translate="no">{ NAME }</span>
                }
            </button>
            if other.is_none() {
                { about(ui) }
            }
        </div>
    }
}

fn about(ui: &Ui) -> Html {
    let texts = ui.texts;
    html! {
        <p key="about">
            <a class="pr-out" href={ABOUT} target="_blank" rel="noopener" title={texts.fc_about_title}>{ texts.fc_about }</a>
        </p>
    }
}

/// The way out of FranceConnect, for a person who went there from this address.
pub(super) fn logout(ui: &Ui, start: &str) -> Html {
    let href = ui.relay.logout(start);
    html! {
        <p class="pr-leave">
            <a class="pr-out" {href} target="_blank" referrerpolicy="origin">{ ui.texts.fc_logout }</a>
        </p>
    }
}
