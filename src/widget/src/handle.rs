//! All that the loader sees of the widget: `style()`, `mount()` and a handle.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Reflect;
use model::lang::Lang;
use serde::Deserialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Element, HtmlElement};
use yew::{AppHandle, Renderer};

use crate::app::{App, Props};
use crate::relay::Relay;
use crate::state::Action;

/// What the element's attributes say.
#[derive(Debug, Deserialize)]
struct Options {
    /// The relay's address, without a `/` at its end.
    relay: String,
    /// The form's id at the relay.
    form: String,
    /// The id of the host form, when the element names one.
    target: Option<String>,
    /// The id of the page's JSON block of selectors and paths, when it has one.
    mapping: Option<String>,
    /// The language's tag.
    lang: String,
    /// Whether the element asks what there is to tell of the form, rather than to fill it.
    #[serde(default)]
    doctor: bool,
    /// What the host's server gave the page to say who the person is.
    ticket: Option<String>,
}

/// A mounted widget.
#[wasm_bindgen]
pub struct Handle {
    app: AppHandle<App>,
    step: Rc<Cell<&'static str>>,
}

impl std::fmt::Debug for Handle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Handle").field(&self.step.get()).finish()
    }
}

#[wasm_bindgen]
impl Handle {
    /// The name of the step: `loading`, `examined`, `who`, `agree`, `identifying`, `known`, `asking`, `review`, `filled`, `sealed`, `undone`, `refused` or `failed`.
    #[wasm_bindgen(getter)]
    pub fn state(&self) -> String {
        self.step.get().to_owned()
    }

    /// Gives the form back as it was before it was filled; does nothing when it was not.
    pub fn undo(&self) {
        self.app.send_message(Action::Undo);
    }

    /// Takes the widget down. What it filled stays; what was typed in it is gone.
    pub fn destroy(self) {
        self.app.destroy();
    }
}

/// The widget's style sheet.
#[wasm_bindgen]
pub fn style() -> String {
    include_str!("style.css").to_owned()
}

/// Shows the widget in `root`, a place inside the `<pre-remplir>` `element`.
///
/// # Errors
/// When `options` is not `{relay, form, target?, mapping?, lang, doctor?, ticket?, resume?}`; what the page kept of itself
/// when it was left, `resume`, is set aside when it cannot be read.
#[wasm_bindgen]
pub fn mount(element: HtmlElement, root: Element, options: JsValue) -> Result<Handle, JsValue> {
    let kept = Reflect::get(&options, &"resume".into()).ok();
    let kept = kept.and_then(|kept| serde_wasm_bindgen::from_value(kept).ok());
    let options: Options = serde_wasm_bindgen::from_value(options)?;
    let step = Rc::new(Cell::new("loading"));
    let props = Props {
        element,
        root: root.clone(),
        relay: Relay::new(&options.relay),
        form: options.form.into(),
        target: options.target.map(Into::into),
        mapping: options.mapping.map(Into::into),
        lang: Lang::from_tag(&options.lang),
        is_doctor: options.doctor,
        ticket: options.ticket.map(Into::into),
        kept,
        step: step.clone(),
    };
    let app = Renderer::<App>::with_root_and_props(root, props).render();
    Ok(Handle { app, step })
}
