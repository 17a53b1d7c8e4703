//! Civil status, as far as the form's sources need it.

use model::identite::{IdentiteRules, Need};
use yew::{AttrValue, Html, html};

use super::{Choice, Form, Text, described_by, error_line, hint_line, lieu, prenoms, radios};
use crate::app::NO_FORM;
use crate::typed::Change;

/// Every input that is asked for, in the order of an identity document.
pub(crate) fn identite(form: &Form<'_>, rules: IdentiteRules) -> Html {
    let texts = form.ui.texts;
    let asked = |need: Need, view: &dyn Fn() -> Html| {
        if need == Need::Absent {
            Html::default()
        } else {
            view()
        }
    };
    let name =
        |field: &'static str, label: &'static str, hint: &'static str, need: Need, autocomplete| {
            let text = Text {
                field,
                label: label.into(),
                hint: Some(hint.into()),
                optional: need == Need::Optional,
                autocomplete,
                ..Text::default()
            };
            asked(need, &|| text.view(form))
        };
    html! {
        <>
            { name("nom_naissance", texts.nom_naissance, texts.nom_naissance_hint, rules.nom_naissance, "family-name") }
            { name("nom_usage", texts.nom_usage, texts.nom_usage_hint, rules.nom_usage, "") }
            { asked(rules.prenoms, &|| prenoms::prenoms(form, &rules)) }
            { asked(rules.sexe, &|| sexe(form, rules.sexe)) }
            { asked(rules.annee, &|| naissance(form, &rules)) }
            { asked(rules.lieu_naissance, &|| lieu::lieu(form, rules.lieu_naissance)) }
        </>
    }
}

/// A legend that says when the group may be left empty.
pub(super) fn legend(form: &Form<'_>, text: &'static str, need: Need) -> Html {
    html! {
        <>
            { text }
            if need == Need::Optional {
                { " " }<span class="pr-optional">{ form.ui.texts.optional }</span>
            }
        </>
    }
}

fn sexe(form: &Form<'_>, need: Need) -> Html {
    let texts = form.ui.texts;
    let choice = |label: &'static str, code: &'static str| Choice {
        label: html! { label },
        checked: form.person.get("sexe") == code,
        action: form.change(Change::Text("sexe".to_owned(), code.to_owned())),
    };
    radios(
        form.ui,
        &form.id("sexe"),
        legend(form, texts.sexe, need),
        Some(texts.sexe_hint.into()),
        form.error("sexe"),
        vec![choice(texts.feminin, "F"), choice(texts.masculin, "M")],
    )
}

/// The inputs of a date, in the order of the page.
const PARTS: [&str; 3] = [
    "date_naissance.jour",
    "date_naissance.mois",
    "date_naissance.annee",
];

/// Three inputs: any part that the source can do without may be left empty.
fn naissance(form: &Form<'_>, rules: &IdentiteRules) -> Html {
    let texts = form.ui.texts;
    let id = form.id("date_naissance");
    let hint: AttrValue = match rules.jour {
        Need::Optional => texts.naissance_hint_partial.into(),
        _ => texts.naissance_hint.into(),
    };
    let is_wrong = PARTS.iter().any(|part| form.error(part).is_some());
    let part = |field: &'static str, label: &'static str, need: Need, autocomplete, class| {
        let text = Text {
            field,
            label: label.into(),
            autocomplete,
            numeric: true,
            grouped: true,
            class,
            ..Text::default()
        };
        if need == Need::Absent {
            Html::default()
        } else {
            text.view(form)
        }
    };
    html! {
        <fieldset class={yew::classes!("pr-group", is_wrong.then_some("pr-field--wrong"))} form={NO_FORM}
            key="date_naissance" aria-describedby={described_by(&id, true, false)}>
            <legend class="pr-label">{ legend(form, texts.naissance, rules.annee) }</legend>
            { hint_line(&id, Some(&hint)) }
            <div class="pr-date">
                { part(PARTS[0], texts.jour, rules.jour, "bday-day", "pr-field--two") }
                { part(PARTS[1], texts.mois, rules.mois, "bday-month", "pr-field--two") }
                { part(PARTS[2], texts.annee, rules.annee, "bday-year", "pr-field--four") }
            </div>
            { for PARTS.iter().map(|part| error_line(&form.id(part), form.error(part).as_ref())) }
        </fieldset>
    }
}
