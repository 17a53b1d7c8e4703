//! Choosing in a list that opens on demand, as pages make them with `role=combobox`.
//!
//! A person opens it, or types and sees what is proposed, then presses a choice; so does this.

use model::fill::Choice;
use wasm_bindgen::JsCast as _;
use web_sys::{
    Element, HtmlElement, HtmlInputElement, HtmlSlotElement, MouseEvent, MouseEventInit,
    PointerEvent, PointerEventInit,
};

use super::enter::{dispatch, key, set};
use super::listen::Writing;
use super::read::{choice_of, shown};
use super::{dom, tell, visible, wait};

/// How long a list has to open, in milliseconds.
const OPEN: f64 = 400.0;
/// How long the choices have to come: some are looked for on a server.
const FOUND: f64 = 2000.0;

/// How long a mouse button is held.
const HAND: u32 = 40;

/// What came of choosing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chosen {
    /// A choice was pressed.
    Choice,
    /// No list opened: what was typed stays, as in any field.
    Typed,
    /// A list opened and no choice of it is the one: the field is as it was.
    None,
}

/// A combobox of the page at work.
pub(super) struct Combobox<'a> {
    pub(super) element: &'a HtmlElement,
    /// What keeps our own events apart from the person's.
    pub(super) writing: &'a Writing,
}

impl Combobox<'_> {
    /// Opens the list, types `text` where one can, and presses the choice that `pick` finds.
    pub(super) async fn choose(
        &self,
        text: &str,
        pick: &dyn Fn(&[Choice]) -> Option<usize>,
    ) -> Chosen {
        let before = shown(self.element);
        self.writing.during(|| self.enter());
        let chosen = match self.input() {
            Some(input) => self.choose_typing(input, text, pick).await,
            None => self.choose_opening(pick).await,
        };
        if chosen == Chosen::None {
            self.give_up(&before);
        }
        self.writing.during(|| self.leave());
        chosen
    }

    /// Empties it, where one can type.
    pub(super) fn clear(&self) {
        if let Some(input) = self.input() {
            self.writing.during(|| {
                self.enter();
                type_text(input, "");
                self.leave();
            });
        }
    }

    /// Where one types; a read-only input only opens the list.
    fn input(&self) -> Option<&HtmlInputElement> {
        let input = self.element.dyn_ref::<HtmlInputElement>();
        input.filter(|input| !input.read_only())
    }

    /// What is typed narrows the list. A choice may begin otherwise, `Femme` for `Madame`: then all of it is looked at.
    async fn choose_typing(
        &self,
        input: &HtmlInputElement,
        text: &str,
        pick: &dyn Fn(&[Choice]) -> Option<usize>,
    ) -> Chosen {
        self.writing.during(|| type_text(input, text));
        if self.press_choice(pick, FOUND).await {
            return Chosen::Choice;
        }
        let opened = self.list().is_some();
        self.writing.during(|| type_text(input, ""));
        self.open().await;
        if self.press_choice(pick, OPEN).await {
            return Chosen::Choice;
        }
        if opened || self.list().is_some() {
            return Chosen::None;
        }
        self.writing.during(|| type_text(input, text));
        Chosen::Typed
    }

    async fn choose_opening(&self, pick: &dyn Fn(&[Choice]) -> Option<usize>) -> Chosen {
        self.open().await;
        match self.press_choice(pick, FOUND).await {
            true => Chosen::Choice,
            false => Chosen::None,
        }
    }

    /// Presses it as a mouse does, then as a keyboard does.
    async fn open(&self) {
        if self.list().is_none() {
            self.press(self.element).await;
            wait::until(self.element, OPEN, || self.list()).await;
        }
        if self.list().is_none() {
            self.writing.during(|| strike(self.element, "ArrowDown"));
            wait::until(self.element, OPEN, || self.list()).await;
        }
    }

    /// Presses the choice, once it is there; `false` when it does not come in time.
    async fn press_choice(&self, pick: &dyn Fn(&[Choice]) -> Option<usize>, limit: f64) -> bool {
        let found = wait::until(self.element, limit, || {
            let options = self.options();
            let choices: Vec<_> = options.iter().map(choice_of).collect();
            options.get(pick(&choices)?).cloned()
        });
        let Some(option) = found.await else {
            return false;
        };
        self.press(&option).await;
        let closed = || self.list().is_none().then_some(());
        if wait::until(self.element, OPEN, closed).await.is_none() {
            self.writing.during(|| strike(&option, "Enter"));
        }
        true
    }

    /// What a mouse tells of a press, in its order. A hand takes its time before it lets go: lists that open meanwhile
    /// count on it.
    async fn press(&self, element: &Element) {
        self.writing.during(|| {
            pointer(element, "pointermove");
            pointer(element, "pointerdown");
            mouse(element, "mousedown");
        });
        wait::pause(HAND).await;
        self.writing.during(|| {
            pointer(element, "pointerup");
            mouse(element, "mouseup");
            if let Some(element) = element.dyn_ref::<HtmlElement>() {
                element.click();
            }
        });
    }

    /// The list that is open.
    fn list(&self) -> Option<Element> {
        let named = ["aria-controls", "aria-owns"].iter().find_map(|name| {
            let ids = self.element.get_attribute(name)?;
            ids.split_whitespace()
                .find_map(|id| dom::by_id(self.element, id))
        });
        let around = || {
            let place = self.element.parent_element()?;
            place.query_selector("[role=listbox]").ok().flatten()
        };
        let anywhere = || {
            let lists = dom::all_in(&self.element.get_root_node(), "[role=listbox]");
            lists.into_iter().rfind(|list| !visible::is_hidden(list))
        };
        let is_open = |list: &Element| !visible::is_hidden(list);
        let closed = self.element.get_attribute("aria-expanded").as_deref() == Some("false");
        let list = named.or_else(around).filter(is_open).or_else(anywhere);
        list.filter(|_| !closed)
    }

    /// Its choices, which may stand in the place that the list keeps for what the page puts in it.
    fn options(&self) -> Vec<Element> {
        let Some(list) = self.list() else {
            return Vec::new();
        };
        let inside = dom::all(&list, "[role=option]");
        if !inside.is_empty() {
            return inside;
        }
        let slots = dom::all(&list, "slot").into_iter();
        let slots = slots.filter_map(|slot| slot.dyn_into::<HtmlSlotElement>().ok());
        let slotted = slots.flat_map(|slot| slot.assigned_nodes().iter().collect::<Vec<_>>());
        slotted
            .filter_map(|element| element.dyn_into().ok())
            .filter(|element: &Element| dom::is(element, "[role=option]"))
            .collect()
    }

    fn enter(&self) {
        tell::entered(self.element);
    }

    fn leave(&self) {
        if self.input().is_some() {
            tell::changed(self.element);
        }
        tell::left(self.element);
    }

    fn give_up(&self, before: &str) {
        self.writing.during(|| {
            if let Some(input) = self.input() {
                type_text(input, before);
            }
            if self.list().is_some() {
                strike(self.element, "Escape");
            }
        });
    }
}

fn type_text(input: &HtmlInputElement, text: &str) {
    set(input, "value", &text.into());
    tell::input(input);
}

fn strike(element: &Element, name: &str) {
    key(element, "keydown", name);
    key(element, "keyup", name);
}

fn pointer(element: &Element, name: &str) {
    let init = PointerEventInit::new();
    init.set_pointer_type("mouse");
    init.set_is_primary(true);
    init.set_bubbles(true);
    init.set_cancelable(true);
    init.set_composed(true);
    if let Ok(event) = PointerEvent::new_with_event_init_dict(name, &init) {
        dispatch(element, &event);
    }
}

fn mouse(element: &Element, name: &str) {
    let init = MouseEventInit::new();
    init.set_bubbles(true);
    init.set_cancelable(true);
    init.set_composed(true);
    if let Ok(event) = MouseEvent::new_with_mouse_event_init_dict(name, &init) {
        dispatch(element, &event);
    }
}
