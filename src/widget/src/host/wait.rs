//! Waiting for the page to do what it was asked.

use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlFormElement, MutationObserver, MutationObserverInit};

/// Waits until `found` finds something in the form, at most `limit` milliseconds.
pub(super) async fn until<T>(
    form: &HtmlFormElement,
    limit: f64,
    found: impl Fn() -> Option<T>,
) -> Option<T> {
    let end = js_sys::Date::now() + limit;
    loop {
        let left = end - js_sys::Date::now();
        match found() {
            None if left > 0.0 => next_change(form, left).await,
            outcome => return outcome,
        }
    }
}

/// Waits for the next change in the form, at most `limit` milliseconds.
async fn next_change(form: &HtmlFormElement, limit: f64) {
    let mut observer = None;
    let change = js_sys::Promise::new(&mut |resolve, _| {
        observer = observe(form, &resolve);
        if let Some(window) = web_sys::window() {
            // Without a timer, the wait would end at the next change only.
            drop(
                window
                    .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, limit as i32),
            );
        }
    });
    drop(JsFuture::from(change).await);
    if let Some(observer) = observer {
        observer.disconnect();
    }
}

fn observe(form: &HtmlFormElement, callback: &js_sys::Function) -> Option<MutationObserver> {
    let observer = MutationObserver::new(callback).ok()?;
    let changes = MutationObserverInit::new();
    changes.set_child_list(true);
    changes.set_subtree(true);
    observer.observe_with_options(form, &changes).ok()?;
    Some(observer)
}
