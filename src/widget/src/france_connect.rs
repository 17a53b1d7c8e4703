//! Going to FranceConnect: in a window, or in the page's own tab where none may open; and noticing that the person is back.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Document, Event, EventTarget, History, HtmlAnchorElement, MessageEvent, Window};

use crate::json;
use crate::state::{Kept, Place};

/// The name of the window: only a window that has one can be gone to by a link.
const WINDOW: &str = "pre-remplir-france-connect";
/// How the window looks.
const FEATURES: &str = "popup,width=600,height=800";
/// The page's own entry in its history state, and the window's in its message.
const KEPT: &str = "pre-remplir";
/// What tells that the person may be back. That a page comes back as it was left is the window's last word.
const SIGNS: [&str; 3] = ["focus", "pageshow", "message"];
const DOCUMENT_SIGN: &str = "visibilitychange";

/// The window where the person is identified, once there is one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Popup(Rc<RefCell<Option<Window>>>);

impl Popup {
    /// Opens an empty window, which only works within a click; else FranceConnect is gone to in the tab.
    pub(crate) fn open(&self) -> Place {
        let opened = web_sys::window().and_then(|window| {
            let opened = window.open_with_url_and_target_and_features("", WINDOW, FEATURES);
            opened.ok().flatten()
        });
        let place = opened.as_ref().map_or(Place::Tab, |_| Place::Window);
        self.0.replace(opened);
        place
    }

    /// Brings the window to the front; `false` when it is gone.
    pub(crate) fn show(&self) -> bool {
        let window = self.0.borrow();
        let open = window.as_ref().filter(|one| one.closed() == Ok(false));
        // A refusal to take the focus leaves it where it is.
        open.map(|one| one.focus().ok()).is_some()
    }

    /// Closes the window, if it is still there and may be closed.
    pub(crate) fn close(&self) {
        if let Some(window) = self.0.take() {
            window.close().ok();
        }
    }
}

/// What the window tells the page that opened it, which the relay then knows again. Kept in memory alone.
#[derive(Clone, Default)]
pub(crate) struct Proof(Rc<RefCell<Option<String>>>);

impl Proof {
    /// What was told since the last start, if anything.
    pub(crate) fn get(&self) -> Option<String> {
        self.0.borrow().clone()
    }

    /// The person starts anew: what was told is of no more use.
    pub(crate) fn forget(&self) {
        self.0.take();
    }

    /// Takes what a page of `origin` tells; `false` for any other message.
    fn hear(&self, message: &MessageEvent, origin: &str) -> bool {
        if message.origin() != origin {
            return false;
        }
        let told = Reflect::get(&message.data(), &KEPT.into()).ok();
        let told = told.and_then(|told| told.as_string());
        let is_told = told.is_some();
        if is_told {
            self.0.replace(told);
        }
        is_told
    }
}

/// Goes to `address`, by a link: it alone says which page it is followed from, whatever the page's own policy. It is
/// in no page, which so hears nothing of it.
pub(crate) fn go(place: Place, address: &str) {
    let page = web_sys::window().and_then(|window| window.document());
    let link = page.and_then(|page| page.create_element("a").ok());
    let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) else {
        return;
    };
    link.set_href(address);
    link.set_referrer_policy("origin");
    link.set_target(match place {
        Place::Window => WINDOW,
        Place::Tab => "_self",
    });
    link.click();
}

/// Writes down in the page's history what it needs once it is back.
pub(crate) fn keep(kept: &Kept) {
    let Some((history, state)) = state() else {
        return;
    };
    let kept = json::to_js(kept).unwrap_or_default();
    // A plain object takes any property.
    Reflect::set(&state, &KEPT.into(), &kept).ok();
    history.replace_state(&state, "").ok();
}

/// Takes it away again.
fn forget() {
    let is_kept = |state: &Object| Reflect::has(state, &KEPT.into()) == Ok(true);
    if let Some((history, state)) = state().filter(|(_, state)| is_kept(state)) {
        Reflect::delete_property(&state, &KEPT.into()).ok();
        let was = match Object::keys(&state).length() {
            0 => JsValue::NULL,
            _ => state.into(),
        };
        history.replace_state(&was, "").ok();
    }
}

/// The page's history, and a copy of what it says of this page.
fn state() -> Option<(History, Object)> {
    let history = web_sys::window()?.history().ok()?;
    let state = history.state().ok()?;
    let copy = Object::new();
    if let Some(state) = state.dyn_ref::<Object>() {
        Object::assign(&copy, state);
    }
    Some((history, copy))
}

/// Notices that the person may be back, until it is dropped.
#[must_use = "dropping it stops it"]
pub(crate) struct Watch {
    page: Document,
    window: Window,
    callback: Closure<dyn FnMut(Event)>,
}

impl Watch {
    /// Calls `noticed` each time that the page is seen again, and when a page of `origin` tells its proof.
    pub(crate) fn new(
        origin: Option<String>,
        proof: Proof,
        noticed: impl Fn() + 'static,
    ) -> Option<Self> {
        let window = web_sys::window()?;
        let page = window.document()?;
        let callback = Closure::new(move |event: Event| {
            if event.type_() == "pageshow" {
                forget();
            }
            let message = event.dyn_ref::<MessageEvent>();
            let hears =
                |message: &MessageEvent| origin.iter().any(|origin| proof.hear(message, origin));
            if message.is_none_or(hears) {
                noticed();
            }
        });
        let watch = Self {
            page,
            window,
            callback,
        };
        watch
            .each(|target, sign, callback| target.add_event_listener_with_callback(sign, callback));
        Some(watch)
    }

    /// Does the same for each sign. It fails only for a listener that is no function.
    fn each(&self, act: impl Fn(&EventTarget, &str, &js_sys::Function) -> Result<(), JsValue>) {
        let callback = self.callback.as_ref().unchecked_ref();
        for sign in SIGNS {
            drop(act(&self.window, sign, callback));
        }
        drop(act(&self.page, DOCUMENT_SIGN, callback));
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.each(|target, sign, callback| {
            target.remove_event_listener_with_callback(sign, callback)
        });
    }
}
