//! Finding the form to fill.

use wasm_bindgen::JsCast as _;
use web_sys::{Document, HtmlElement, HtmlFormElement};

use super::NoForm;

/// The form that `form_id` names, else the one around `element`, else the only form of the page.
pub(super) fn form(
    document: &Document,
    element: &HtmlElement,
    form_id: Option<&str>,
) -> Result<HtmlFormElement, NoForm> {
    let found = match form_id {
        Some(id) => document.get_element_by_id(id).ok_or(NoForm::Unknown)?,
        None => match element.closest("form") {
            Ok(Some(around)) => around,
            _ => only_form(document)?,
        },
    };
    found.dyn_into().map_err(|_| NoForm::Unknown)
}

fn only_form(document: &Document) -> Result<web_sys::Element, NoForm> {
    let forms = super::dom::all(document, "form");
    match forms.as_slice() {
        [] => Err(NoForm::None),
        [only] => Ok(only.clone()),
        _ => Err(NoForm::Several),
    }
}
