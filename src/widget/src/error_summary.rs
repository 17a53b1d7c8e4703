//! The summary of all errors, at the top of the step: it takes the focus, and its links lead to the inputs.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::{Callback, Html, MouseEvent, html};

use crate::texts;
use crate::typed::{Errors, Field, Typed};
use crate::ui::{Ui, say};
use crate::views::name;

/// All errors at once; with several persons, each says whom it is about.
pub(crate) fn error_summary(ui: &Ui, typed: &Typed, errors: &Errors) -> Html {
    let title = ui.id("errors");
    html! {
        <div class="pr-summary" role="group" tabindex="-1" aria-labelledby={title.clone()}>
            <h3 class="pr-subtitle" id={title}>{ ui.texts.errors_title }</h3>
            <ul class="pr-list">
                { for errors.iter().map(|(field, sentence)| link(ui, field, said(ui, typed, field, sentence))) }
            </ul>
        </div>
    }
}

fn said(ui: &Ui, typed: &Typed, field: &Field, sentence: &str) -> String {
    match typed.person(&field.who) {
        Some(person) if typed.persons().len() > 1 => {
            texts::about(ui.lang, name(ui, person), sentence)
        }
        _ => sentence.to_owned(),
    }
}

fn link(ui: &Ui, field: &Field, sentence: String) -> Html {
    let href = format!("#{}", ui.id(&field.to_string()));
    html! {
        <li key={field.to_string()}><a {href} onclick={Callback::from(follow)}>{ say(sentence) }</a></li>
    }
}

/// Moves the focus without changing the page's address, which belongs to the host.
fn follow(event: MouseEvent) {
    event.prevent_default();
    let link = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let href = link
        .and_then(|link| link.closest("a").ok()?)
        .and_then(|link| Some((link.get_attribute("href")?, link)));
    let input =
        href.and_then(|(href, link)| link.closest(".pr-view").ok()??.query_selector(&href).ok()?);
    if let Some(input) = input.and_then(|input| input.dyn_into::<HtmlElement>().ok()) {
        // A refusal to take the focus leaves it where it is.
        input.focus().ok();
    }
}
