//! Waiting for the page to do what it was asked. Nothing is left behind: no observer, no timer.

use futures_util::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, MessageChannel, MutationObserver, MutationObserverInit, Node};

/// How often the page is looked at when nothing tells that it changed: inside shadow roots, for instance.
const LOOK: u32 = 100;

/// Now, in milliseconds.
pub(super) fn now() -> f64 {
    js_sys::Date::now()
}

/// Waits until `found` finds something, at most `limit` milliseconds; it looks at each change of the page that
/// `place` stands in: lists often open at its end.
pub(super) async fn until<T>(
    place: &Element,
    limit: f64,
    found: impl Fn() -> Option<T>,
) -> Option<T> {
    let end = now() + limit;
    loop {
        match found() {
            None if now() < end => next_change(&[place.get_root_node()], LOOK).await,
            outcome => return outcome,
        };
    }
}

/// Waits until what is in `places` has not changed for `calm` milliseconds, at most `limit`; whether it changed.
pub(super) async fn changes(places: &[Node], calm: u32, limit: f64) -> bool {
    let end = now() + limit;
    let mut changed = false;
    while now() < end && next_change(places, calm).await {
        changed = true;
    }
    changed
}

/// Waits for the next change, at most `limit` milliseconds; whether there was one.
async fn next_change(places: &[Node], limit: u32) -> bool {
    let mut observer = None;
    let change = js_sys::Promise::new(&mut |resolve, _| observer = observe(places, &resolve));
    let outcome = select(JsFuture::from(change), TimeoutFuture::new(limit)).await;
    if let Some(observer) = observer {
        observer.disconnect();
    }
    matches!(outcome, Either::Left(_))
}

fn observe(places: &[Node], callback: &js_sys::Function) -> Option<MutationObserver> {
    let observer = MutationObserver::new(callback).ok()?;
    let changes = MutationObserverInit::new();
    changes.set_child_list(true);
    changes.set_attributes(true);
    changes.set_subtree(true);
    for place in places {
        observer.observe_with_options(place, &changes).ok()?;
    }
    Some(observer)
}

/// Waits for so many milliseconds.
pub(super) async fn pause(time: u32) {
    TimeoutFuture::new(time).await;
}

/// Lets the browser answer the person, then goes on at once: a timer would wait long in a tab that is not seen.
pub(super) async fn turn() {
    let Ok(channel) = MessageChannel::new() else {
        return;
    };
    let message = js_sys::Promise::new(&mut |resolve, _| {
        channel.port1().set_onmessage(Some(&resolve));
    });
    if channel.port2().post_message(&0.into()).is_ok() {
        drop(JsFuture::from(message).await);
    }
    channel.port1().close();
}
