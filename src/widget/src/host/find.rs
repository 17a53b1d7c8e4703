//! Finding the form to fill.

use web_sys::{Document, Element, HtmlElement};

use super::{NoForm, dom};

/// The form that `form_id` names, else the one around `element`, else the only one of the page.
///
/// Pages made in a browser often have no `form` at all: the attribute may name any element.
pub(super) fn form(
    document: &Document,
    element: &HtmlElement,
    form_id: Option<&str>,
) -> Result<Element, NoForm> {
    match form_id {
        Some(id) => named(document, element, id).ok_or(NoForm::Unknown),
        None => match dom::closest_deep(element, "form") {
            Some(around) => Ok(around),
            None => only_form(document),
        },
    }
}

fn named(document: &Document, element: &HtmlElement, id: &str) -> Option<Element> {
    let anywhere = || {
        dom::deep(document)
            .into_iter()
            .find(|other| other.id() == id)
    };
    dom::by_id(element, id).or_else(anywhere)
}

/// Beside a form to search the site or to log in, the only one that says what fills it.
fn only_form(document: &Document) -> Result<Element, NoForm> {
    let forms = dom::deep(document).into_iter();
    let mut forms: Vec<_> = forms.filter(|element| dom::is(element, "form")).collect();
    if forms.len() > 1 {
        forms.retain(is_mapped);
    }
    match (forms.pop(), forms.is_empty()) {
        (Some(only), true) => Ok(only),
        (None, _) if dom::all(document, "form").is_empty() => Err(NoForm::None),
        _ => Err(NoForm::Several),
    }
}

fn is_mapped(form: &Element) -> bool {
    let inside = dom::deep(form);
    inside
        .iter()
        .any(|element| element.has_attribute("data-prefill"))
}
