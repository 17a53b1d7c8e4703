//! Where the person is in the page: a form that moves the focus to the row it adds moves the person away.

use wasm_bindgen::JsCast as _;
use web_sys::{Document, Element, FocusOptions, HtmlElement};

/// What had the focus, and how far the page was scrolled.
#[derive(Debug)]
pub(super) struct Place {
    document: Document,
    focused: Option<Element>,
    scrolled: Option<(f64, f64)>,
}

impl Place {
    /// Where the person is now.
    pub(super) fn now(document: &Document) -> Self {
        Self {
            document: document.clone(),
            focused: document.active_element(),
            scrolled: scrolled(),
        }
    }

    /// Brings the person back, if they were moved away.
    pub(super) fn give_back(self) {
        let focused = self.focused.filter(|element| element.is_connected());
        if self.document.active_element() != focused {
            let element = focused.and_then(|element| element.dyn_into::<HtmlElement>().ok());
            let still = FocusOptions::new();
            still.set_prevent_scroll(true);
            // A refusal leaves the focus where the page put it.
            element.map(|element| element.focus_with_options(&still).ok());
        }
        if let (true, Some((x, y))) = (self.scrolled != scrolled(), self.scrolled) {
            web_sys::window().inspect(|window| window.scroll_to_with_x_and_y(x, y));
        }
    }
}

fn scrolled() -> Option<(f64, f64)> {
    let window = web_sys::window()?;
    Some((window.scroll_x().ok()?, window.scroll_y().ok()?))
}
