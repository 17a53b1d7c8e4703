//! The summary of all errors, at the top of the step: it takes the focus, and its links lead to the inputs.

use model::lang::Lang;
use model::protocol::Definition;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::{Callback, Html, MouseEvent, html};

use crate::texts;
use crate::typed::{Errors, Field, Typed};
use crate::ui::{Ui, say};
use crate::views::name;

/// All errors at once: here, far from their inputs, each says which one it is about, and with several persons about whom.
pub(crate) fn error_summary(
    ui: &Ui,
    definition: &Definition,
    typed: &Typed,
    errors: &Errors,
) -> Html {
    let title = ui.id("errors");
    html! {
        <div class="pr-summary" role="group" tabindex="-1" aria-labelledby={title.clone()}>
            <h3 class="pr-subtitle" id={title}>{ ui.texts.errors_title }</h3>
            <ul class="pr-list">
                { for errors.iter().map(|(field, sentence)| link(ui, field, said(ui.lang, definition, typed, field, sentence))) }
            </ul>
        </div>
    }
}

fn said(
    lang: Lang,
    definition: &Definition,
    typed: &Typed,
    field: &Field,
    sentence: &str,
) -> String {
    let person = typed.person(&field.who);
    let inputs = person.map(|person| person.inputs(definition));
    let mut inputs = inputs.iter().flatten();
    let label = inputs
        .find(|input| input.name == field.name)
        .map(|input| input.label.as_str());
    let several = typed.persons().len() > 1;
    let whose = person.filter(|_| several).map(|person| name(lang, person));
    let before = label.into_iter().chain(whose);
    before.fold(sentence.to_owned(), |sentence, before| {
        texts::about(lang, before, &sentence)
    })
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn mode(about: Option<&str>) -> serde_json::Value {
        let input = json!({ "name": "ine", "label": "Numéro INE", "help": "", "rule": "ine" });
        let about = about.map(|label| json!({ "id": "eleve", "label": label }));
        let source = if about.is_some() { "eleve" } else { "qf" };
        json!({ "mode": "identite", "assurance": "declared", "sources": [source], "about": about,
            "identite": { "nom_naissance": "required" }, "inputs": [input] })
    }

    /// What is said of an input, in a form of these modes.
    fn read(modes: &[serde_json::Value], who: Option<&str>, name: &str) -> String {
        let source = |id| json!({ "id": id, "label": "", "help": "", "provider": { "name": "", "correction": "" }, "items": [] });
        let definition = json!({
            "form": "", "lang": "fr", "title": "", "purpose": "", "legal_basis": "", "retention": "",
            "organisation": { "name": "", "siret": "", "dpo": "" }, "modes": modes,
            "sources": [source("qf"), source("eleve")], "notice": { "text": "", "hash": "" }, "visit": ""
        });
        let definition = serde_json::from_value(definition).unwrap();
        let mut typed = Typed::default();
        typed.meet(&definition);
        let field = Field {
            who: who.map(str::to_owned),
            name: name.to_owned(),
        };
        said(Lang::En, &definition, &typed, &field, "Fill in.")
    }

    #[test]
    fn an_error_says_which_input_it_is_about_where_its_sentence_does_not() {
        let alone = [mode(None)];
        assert_eq!(read(&alone, None, "nom_naissance"), "Fill in.");
        assert_eq!(read(&alone, None, "ine"), "Numéro INE: Fill in.");
    }

    #[test]
    fn with_several_persons_an_error_says_about_whom_it_is() {
        let both = [mode(None), mode(Some("The pupil"))];
        assert_eq!(read(&both, None, "nom_naissance"), "You: Fill in.");
        let pupil = read(&both, Some("eleve"), "ine");
        assert_eq!(pupil, "The pupil: Numéro INE: Fill in.");
    }
}
