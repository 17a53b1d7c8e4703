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
use super::{dom, remove, tell, visible, wait};

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

    /// Empties it as a person may, each way until it is empty: its own button, its text, a key, its choice pressed again.
    pub(super) async fn clear(&self) {
        let is_empty = || shown(self.element).is_empty();
        self.clear_until(&is_empty).await;
    }

    /// The same, where `is_empty` tells.
    pub(super) async fn clear_until(&self, is_empty: &dyn Fn() -> bool) {
        let came = || wait::until(self.element, OPEN, || is_empty().then_some(()));
        self.writing.during(|| hover(self.element));
        wait::turn().await;
        if let Some(button) = remove::emptier(self.element) {
            self.press(&button).await;
            if came().await.is_some() {
                return;
            }
        }
        self.writing.during(|| self.enter());
        // Some only write there what is chosen once one comes to it.
        wait::turn().await;
        if let Some(input) = self.input() {
            self.writing.during(|| type_text(input, ""));
        }
        if came().await.is_none() {
            self.writing.during(|| strike(self.element, "Backspace"));
            if came().await.is_none() {
                self.press_again().await;
            }
        }
        self.writing.during(|| self.leave());
    }

    /// Some lists take a choice back when it is pressed again.
    async fn press_again(&self) {
        self.open().await;
        let is_made = |option: &Element| dom::is(option, "[aria-selected=true]");
        match self.options().into_iter().find(is_made) {
            Some(option) => self.press(&on_screen(&option)).await,
            None => self.close(),
        }
    }

    /// Where one types; an input that is read-only, or asks for no keyboard, only opens the list.
    fn input(&self) -> Option<&HtmlInputElement> {
        let input = self.element.dyn_ref::<HtmlInputElement>();
        input.filter(|input| !dom::is(input, "[readonly], [inputmode=none]"))
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
        self.press(&on_screen(&option)).await;
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
            match element.dyn_ref::<HtmlElement>() {
                Some(element) => element.click(),
                // A drawing has no such method.
                None => mouse(element, "click"),
            }
        });
    }

    /// The list that is open.
    fn list(&self) -> Option<Element> {
        let is_open = |list: &Element| !visible::is_hidden(list);
        let named = ["aria-controls", "aria-owns"].iter().find_map(|name| {
            let ids = self.element.get_attribute(name)?;
            ids.split_whitespace()
                .find_map(|id| dom::by_id(self.element, id))
        });
        let around = || {
            let place = self.element.parent_element()?;
            let lists = dom::all(&place, "[role=listbox]").into_iter();
            lists.into_iter().rfind(is_open)
        };
        let anywhere = || {
            let lists = dom::all_in(&self.element.get_root_node(), "[role=listbox]");
            lists.into_iter().rfind(|list| !visible::is_hidden(list))
        };
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
        });
        self.close();
    }

    fn close(&self) {
        if self.list().is_some() {
            self.writing.during(|| strike(self.element, "Escape"));
        }
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

/// Some controls draw what empties them once the pointer is on them.
fn hover(element: &Element) {
    for around in dom::around(element).take(3) {
        mouse(&around, "mouseenter");
    }
    mouse(element, "mouseenter");
    mouse(element, "mouseover");
}

/// What a person presses for a choice: the choice, or what is drawn with its words when it is only there to be read out.
fn on_screen(option: &Element) -> Element {
    let is_drawn = |element: &Element| {
        let element = element.dyn_ref::<HtmlElement>();
        element.is_some_and(|element| {
            let is_there = element.offset_width() > 0 && element.offset_height() > 0;
            is_there && !visible::is_hidden(element)
        })
    };
    let words = choice_of(option).label;
    let around = dom::around(option).take(4);
    let same = |place: Element| {
        let mut inside = dom::all(&place, "*").into_iter();
        inside.rfind(|inner| {
            is_drawn(inner)
                && inner
                    .text_content()
                    .is_some_and(|text| text.trim() == words)
        })
    };
    match is_drawn(option) {
        true => option.clone(),
        false => around
            .into_iter()
            .find_map(same)
            .unwrap_or_else(|| option.clone()),
    }
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
