//! The birthplace: in France a commune from the list or written by hand, abroad a country.

use model::identite::Need;
use yew::{Callback, Html, html};

use super::commune::Combobox;
use super::identite::legend;
use super::pays::PaysSelect;
use super::{Choice, Form, Text, radios};
use crate::state::Action;
use crate::typed::{Change, SIDE, Side, birth_month};
use crate::ui::{Ui, Weight};

const PAYS: &str = "lieu_naissance.pays";
const COMMUNE: &str = "lieu_naissance.commune";

/// First on which side of the border, then where.
pub(super) fn lieu(form: &Form<'_>, need: Need) -> Html {
    let typed = form.typed;
    html! {
        <>
            { sides(form, need) }
            { match typed.side {
                None => Html::default(),
                Some(Side::Abroad) => pays(form),
                Some(Side::France) if typed.unlisted => by_hand(form),
                Some(Side::France) => from_list(form),
            } }
        </>
    }
}

fn sides(form: &Form<'_>, need: Need) -> Html {
    let texts = form.ui.texts;
    let choice = |label: &'static str, side: Side| Choice {
        label: html! { label },
        checked: form.typed.side == Some(side),
        action: Action::Change(Change::Side(side)),
    };
    let choices = vec![
        choice(texts.in_france, Side::France),
        choice(texts.abroad, Side::Abroad),
    ];
    radios(
        form.ui,
        SIDE,
        legend(form, texts.lieu, need),
        None,
        form.error(SIDE),
        choices,
    )
}

fn change_text(ui: &Ui, field: &'static str) -> Callback<String> {
    ui.send
        .reform(move |text| Action::Change(Change::Text(field.to_owned(), text)))
}

fn pays(form: &Form<'_>) -> Html {
    let ui = form.ui;
    html! {
        <PaysSelect key="pays" id={ui.id(PAYS)} lang={ui.lang} relay={ui.relay.clone()}
            value={form.typed.get(PAYS).to_owned()} error={form.error(PAYS)}
            on_choose={change_text(ui, PAYS)} on_leave={ui.on(Action::Leave(PAYS.to_owned()))} />
    }
}

fn from_list(form: &Form<'_>) -> Html {
    let (ui, typed) = (form.ui, form.typed);
    let choose = ui
        .send
        .reform(|(code, shown)| Action::Change(Change::Commune(code, shown)));
    html! {
        <div key="from-list">
            <Combobox id={ui.id(COMMUNE)} lang={ui.lang} relay={ui.relay.clone()}
                birth_month={birth_month(typed)} shown={typed.commune_shown.clone()} error={form.error(COMMUNE)}
                on_type={change_text(ui, COMMUNE)} on_choose={choose}
                on_leave={ui.on(Action::Leave(COMMUNE.to_owned()))} />
            { ui.button(Weight::Link, ui.texts.commune_unlisted, Action::Change(Change::Unlisted(true))) }
        </div>
    }
}

fn by_hand(form: &Form<'_>) -> Html {
    let texts = form.ui.texts;
    let text = |field: &'static str, label: &'static str, hint: &'static str, class| Text {
        field,
        label: label.into(),
        hint: Some(hint.into()),
        class,
        ..Text::default()
    };
    html! {
        <div key="by-hand">
            { text("lieu_naissance.nom_commune", texts.nom_commune, texts.nom_commune_hint, "").view(form) }
            { text("lieu_naissance.departement", texts.departement, texts.departement_hint, "pr-field--four").view(form) }
            { form.ui.button(Weight::Link, texts.commune_search, Action::Change(Change::Unlisted(false))) }
        </div>
    }
}
