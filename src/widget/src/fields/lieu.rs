//! The birthplace: in France a commune from the list or written by hand, abroad a country.

use model::identite::Need;
use yew::{Callback, Html, html};

use super::commune::Combobox;
use super::identite::legend;
use super::pays::PaysSelect;
use super::{Choice, Form, Text, radios};
use crate::state::Action;
use crate::typed::{Change, SIDE, Side, birth_month};
use crate::ui::Weight;

const PAYS: &str = "lieu_naissance.pays";
const COMMUNE: &str = "lieu_naissance.commune";

/// First on which side of the border, then where.
pub(super) fn lieu(form: &Form<'_>, need: Need) -> Html {
    let person = form.person;
    html! {
        <>
            { sides(form, need) }
            { match person.side {
                None => Html::default(),
                Some(Side::Abroad) => pays(form),
                Some(Side::France) if person.unlisted => by_hand(form),
                Some(Side::France) => from_list(form),
            } }
        </>
    }
}

fn sides(form: &Form<'_>, need: Need) -> Html {
    let texts = form.ui.texts;
    let choice = |label: &'static str, side: Side| Choice {
        label: html! { label },
        checked: form.person.side == Some(side),
        action: form.change(Change::Side(side)),
    };
    let choices = vec![
        choice(texts.in_france, Side::France),
        choice(texts.abroad, Side::Abroad),
    ];
    radios(
        form.ui,
        &form.id(SIDE),
        legend(form, texts.lieu, need),
        None,
        form.error(SIDE),
        choices,
    )
}

fn change_text(form: &Form<'_>, field: &'static str) -> Callback<String> {
    let who = form.person.who();
    let change = move |text| Change::Text(field.to_owned(), text);
    form.ui
        .send
        .reform(move |text| Action::Change(who.clone(), change(text)))
}

fn pays(form: &Form<'_>) -> Html {
    let ui = form.ui;
    html! {
        <PaysSelect key="pays" id={form.id(PAYS)} lang={ui.lang} relay={ui.relay.clone()}
            value={form.person.get(PAYS).to_owned()} error={form.error(PAYS)}
            on_choose={change_text(form, PAYS)} on_leave={ui.on(form.leave(PAYS))} />
    }
}

fn from_list(form: &Form<'_>) -> Html {
    let (ui, person, who) = (form.ui, form.person, form.person.who());
    let choose = ui.send.reform(move |(code, shown)| {
        let choice = Change::Choice(COMMUNE.to_owned(), code, shown);
        Action::Change(who.clone(), choice)
    });
    html! {
        <div key="from-list">
            <Combobox id={form.id(COMMUNE)} lang={ui.lang} relay={ui.relay.clone()}
                birth_month={birth_month(person)} shown={person.shown(COMMUNE).to_owned()} error={form.error(COMMUNE)}
                on_type={change_text(form, COMMUNE)} on_choose={choose} on_leave={ui.on(form.leave(COMMUNE))} />
            { ui.button(Weight::Link, ui.texts.commune_unlisted, form.change(Change::Unlisted(true))) }
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
            { form.ui.button(Weight::Link, texts.commune_search, form.change(Change::Unlisted(false))) }
        </div>
    }
}
