//! Whether the page shows a control: one that it hides is not the person's to fill.

use js_sys::Object;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, Window};

use super::dom;

#[wasm_bindgen]
extern "C" {
    /// An element of a browser that tells whether it is drawn: not all do.
    type Drawable;

    #[wasm_bindgen(method, catch, js_name = checkVisibility)]
    fn check_visibility(this: &Drawable, options: &JsValue) -> Result<bool, JsValue>;
}

thread_local! {
    /// What an element is asked, under both names that it has had.
    static ITS_STYLE_TOO: JsValue = {
        let options = Object::new();
        for name in ["visibilityProperty", "checkVisibilityCSS"] {
            // A plain object takes any property.
            drop(js_sys::Reflect::set(&options, &name.into(), &true.into()));
        }
        options.into()
    };
}

/// What opens a part of the page that is folded up: the person can see what is in it when they want.
const FOLDERS: &str = "button, a, summary, [role=button], [role=tab]";

/// Whether a person cannot see the element, nor unfold what it stands in.
pub(super) fn is_hidden(element: &Element) -> bool {
    if dom::closest_deep(element, "[inert], [aria-hidden=true]").is_some() {
        return true;
    }
    if is_surely_drawn(element) {
        return false;
    }
    let Some(window) = web_sys::window() else {
        return false;
    };
    is_not_drawn(&window, element) && !is_folded(&window, element)
}

/// The browser knows it by the styles alone: to look for the place of an element, it would first have to lay the page out.
fn is_surely_drawn(element: &Element) -> bool {
    let element: &Drawable = element.unchecked_ref();
    ITS_STYLE_TOO.with(|style| element.check_visibility(style)) == Ok(true)
}

fn is_not_drawn(window: &Window, element: &Element) -> bool {
    element.get_client_rects().length() == 0 || style(window, element, "visibility") != "visible"
}

/// Whether it is hidden for standing in a closed `details`, or in what a button unfolds, and for nothing else.
fn is_folded(window: &Window, element: &Element) -> bool {
    let mut place = Some(element.clone());
    while let Some(inner) = place {
        let around = inner.parent_element().or_else(|| dom::shadow_host(&inner));
        if is_fold(&inner) {
            return around
                .is_none_or(|around| !is_not_drawn(window, &around) || is_folded(window, &around));
        }
        if style(window, &inner, "display") == "none" {
            return false;
        }
        place = around;
    }
    false
}

fn is_fold(element: &Element) -> bool {
    if dom::is(element, "details:not([open])") {
        return true;
    }
    let id = element.id();
    if id.is_empty() || id.contains(['"', '\\']) {
        return false;
    }
    let openers = ["[aria-controls~=\"", &id, "\"]"].concat();
    let openers = dom::all_in(&element.get_root_node(), &openers);
    openers.iter().any(|opener| dom::is(opener, FOLDERS))
}

fn style(window: &Window, element: &Element, property: &str) -> String {
    let style = window.get_computed_style(element).ok().flatten();
    style
        .and_then(|style| style.get_property_value(property).ok())
        .unwrap_or_default()
}
