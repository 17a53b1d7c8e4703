//! The first names, one box for each: the API tells them apart.

use model::identite::{IdentiteRules, Need};
use yew::{Html, html};

use super::{Form, Text, hint_line};
use crate::app::NO_FORM;
use crate::texts;
use crate::typed::{Change, prenom_field};
use crate::ui::{Weight, stay};

/// As many boxes as the person wants, within what the source takes.
pub(super) fn prenoms(form: &Form<'_>, rules: &IdentiteRules) -> Html {
    let ui = form.ui;
    let id = form.id("prenoms");
    let count = form.person.prenoms();
    html! {
        <fieldset class="pr-group" form={NO_FORM} aria-describedby={format!("{id}-hint")} key="prenoms">
            <legend class="pr-label">{ ui.texts.prenoms }</legend>
            { hint_line(&id, Some(&ui.texts.prenoms_hint.into())) }
            { for (0..count).map(|rank| prenom(form, rules, rank)) }
            if count < rules.prenoms_max {
                { ui.button(Weight::Secondary, ui.texts.add_prenom, form.change(Change::AddPrenom)) }
            }
        </fieldset>
    }
}

fn prenom(form: &Form<'_>, rules: &IdentiteRules, rank: usize) -> Html {
    let ui = form.ui;
    let label = texts::prenom(ui.lang, rank);
    let field = prenom_field(rank);
    let text = Text {
        field: &field,
        label: label.clone().into(),
        optional: rank == 0 && rules.prenoms == Need::Optional,
        autocomplete: if rank == 0 { "given-name" } else { "" },
        ..Text::default()
    };
    html! {
        <div class="pr-row" key={rank}>
            { text.view(form) }
            if rank > 0 {
                <button type="button" form={NO_FORM} class="pr-button pr-button--secondary"
                    aria-label={texts::remove(ui.lang, &label)} onmousedown={stay()}
                    onclick={ui.on(form.change(Change::RemovePrenom(rank)))}>{ ui.texts.remove }</button>
            }
        </div>
    }
}
