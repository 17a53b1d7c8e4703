//! The birthplace: in France a commune from the list or written by hand, abroad a country.

use model::identite::Need;
use yew::{Html, html};

use super::identite::legend;
use super::pays::PaysSelect;
use super::{Choice, Form, List, Text, combobox, radios};
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

fn pays(form: &Form<'_>) -> Html {
    let ui = form.ui;
    html! {
        <PaysSelect key="pays" id={form.id(PAYS)} lang={ui.lang} relay={ui.relay.clone()}
            value={form.person.get(PAYS).to_owned()} error={form.error(PAYS)}
            on_choose={form.on_text(PAYS)} on_leave={ui.on(form.leave(PAYS))} />
    }
}

fn from_list(form: &Form<'_>) -> Html {
    let (ui, texts) = (form.ui, form.ui.texts);
    let list = List::Communes(birth_month(form.person));
    html! {
        <div key="from-list">
            { combobox(form, COMMUNE, list, texts.commune.into(), texts.commune_hint.into()) }
            { ui.button(Weight::Link, texts.commune_unlisted, form.change(Change::Unlisted(true))) }
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
