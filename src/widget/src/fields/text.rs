//! A line of text.

use js_sys::JsString;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::{AttrValue, Callback, Html, InputEvent, KeyboardEvent, html};

use super::{Form, described_by, error_line, hint_line};
use crate::app::NO_FORM;
use crate::state::Action;
use crate::ui::{Ui, say};

/// A line of text.
#[derive(Clone, Debug, Default)]
pub(super) struct Text<'a> {
    /// Its name in the request.
    pub(super) field: &'a str,
    pub(super) label: AttrValue,
    pub(super) hint: Option<AttrValue>,
    /// It may be left empty.
    pub(super) optional: bool,
    pub(super) autocomplete: &'static str,
    /// Digits are typed in it.
    pub(super) numeric: bool,
    /// `pr-field--two`, and the like.
    pub(super) class: &'static str,
    /// What is wrong with it is said under its group.
    pub(super) grouped: bool,
}

impl Text<'_> {
    /// The label, the hint, the input and what is wrong with it.
    pub(super) fn view(&self, form: &Form<'_>) -> Html {
        let ui = form.ui;
        let id = form.id(self.field);
        let error = form.error(self.field);
        let class = match error {
            Some(_) if !self.grouped => "pr-field pr-field--wrong",
            _ => "pr-field",
        };
        html! {
            <div class={yew::classes!(class, self.class)} key={id.clone()}>
                <label class="pr-label" for={id.clone()}>
                    { say(self.label.clone()) }
                    if self.optional {
                        { " " }<span class="pr-optional">{ ui.texts.optional }</span>
                    }
                </label>
                { hint_line(&id, self.hint.as_ref()) }
                <input class="pr-input" type="text" form={NO_FORM} id={id.clone()}
                    value={form.person.get(self.field).to_owned()}
                    autocomplete={form.autocomplete(self.autocomplete)}
                    inputmode={self.numeric.then_some("numeric")}
                    spellcheck="false"
                    aria-invalid={error.is_some().then_some("true")}
                    aria-describedby={described_by(&id, self.hint.is_some(), error.is_some())}
                    oninput={form.on_text(self.field).reform(|event: InputEvent| typed_text(&event))}
                    onblur={ui.on(form.leave(self.field))}
                    onkeydown={on_enter(ui)} />
                if !self.grouped {
                    { error_line(&id, error.as_ref()) }
                }
            </div>
        }
    }
}

/// What was typed, each accented letter as one character (NFC): some keyboards and clipboards write two.
pub(super) fn typed_text(event: &InputEvent) -> String {
    let input = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let typed = input.map(|input| input.value()).unwrap_or_default();
    if typed.is_ascii() {
        return typed;
    }
    String::from(JsString::from(typed).normalize("NFC"))
}

/// Enter goes on to the next step, as in any form; it never reaches the host's.
fn on_enter(ui: &Ui) -> Callback<KeyboardEvent> {
    let send = ui.send.clone();
    Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            send.emit(Action::Continue);
        }
    })
}
