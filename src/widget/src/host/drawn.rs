//! A `select` that the page hides, and what it draws in its place: a person sees and presses that.

use model::fill::Choice;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, HtmlOptionElement, HtmlSelectElement};

use super::combobox::{Chosen, Combobox};
use super::field::{Field, State};
use super::listen::Writing;
use super::{dom, visible, wait};

/// What opens a list.
const OPENERS: &str = "[role=combobox], [role=listbox][aria-haspopup]";
/// What would make of the place more than one control.
const CONTROLS: &str = "input:not([type=hidden]), select, textarea";

/// What is drawn in place of a `select`.
pub(super) struct Drawn {
    select: HtmlSelectElement,
    /// All of it, where what is chosen is read.
    area: HtmlElement,
    opener: HtmlElement,
}

impl Drawn {
    /// What is drawn in place of `select`, around it or right after it, when the page hides it, clips it, or lets no key
    /// come to it.
    pub(super) fn of(select: &HtmlSelectElement) -> Option<Self> {
        let is_clipped = select.offset_width() <= 1 || select.offset_height() <= 1;
        let is_put_aside = is_clipped || dom::is(select, "[tabindex='-1']");
        if select.multiple() || !(is_put_aside || visible::is_hidden(select)) {
            return None;
        }
        let around = dom::around(select);
        let around = around.take(3).find(|place| dom::is(place, OPENERS));
        let area = around.or_else(|| select.next_element_sibling())?;
        let opener = opener(&area).filter(|opener| is_alone(&area, opener, select))?;
        let opener = Some(opener).filter(|opener| !visible::is_hidden(opener))?;
        Some(Self {
            select: select.clone(),
            area: area.dyn_into().ok()?,
            opener: opener.dyn_into().ok()?,
        })
    }

    /// Whether this is, or is in, what opens its list.
    pub(super) fn opens_by(&self, element: &Element) -> bool {
        dom::holds(&self.opener, element)
    }

    /// Makes the choice of this rank, by the `select` itself where what is drawn follows it, else as a person does; whether
    /// it is made.
    pub(super) async fn choose(&self, rank: i32, writing: &Writing) -> bool {
        let (before, held) = (self.text(), self.select.selected_index());
        self.write(rank, writing);
        wait::turn().await;
        let is_drawn = || self.text() != before;
        if is_drawn() || self.choose_drawn(rank, writing, &is_drawn).await || is_drawn() {
            return true;
        }
        // What the person sees is what is sent.
        self.write(held, writing);
        false
    }

    /// What a person reads there, but for the choices of a list that is open.
    fn text(&self) -> String {
        let mut text = self.area.inner_text();
        for list in dom::all(self.area.as_ref() as &Element, "[role=listbox]") {
            // A list of one is what is chosen.
            let is_of_choices = dom::all(&list, "[role=option]").len() != 1;
            let choices = list
                .dyn_into::<HtmlElement>()
                .ok()
                .filter(|_| is_of_choices);
            let choices = choices.map(|list| list.inner_text()).unwrap_or_default();
            if !choices.is_empty() {
                text = text.replacen(&choices, "", 1);
            }
        }
        text
    }

    fn write(&self, rank: i32, writing: &Writing) {
        let field = Field::Select(self.select.clone());
        writing.during(|| field.write(&State::Rank(rank)));
    }

    /// Presses the choice that is drawn; the empty one may not be.
    async fn choose_drawn(
        &self,
        rank: i32,
        writing: &Writing,
        is_drawn: &dyn Fn() -> bool,
    ) -> bool {
        let option = u32::try_from(rank).ok();
        let option = option.and_then(|rank| self.select.options().item(rank));
        let option: Option<HtmlOptionElement> = option.and_then(|option| option.dyn_into().ok());
        let combobox = Combobox {
            element: &self.opener,
            writing,
        };
        let is_empty = option
            .as_ref()
            .is_none_or(|option| option.value().is_empty());
        let made = match option {
            Some(option) => {
                let same = |choice: &Choice| {
                    choice.value == option.value() || choice.label == option.label()
                };
                let pick = |choices: &[Choice]| choices.iter().position(same);
                combobox.choose(&option.label(), &pick).await == Chosen::Choice
            }
            None => false,
        };
        if !made && is_empty {
            combobox.clear_until(is_drawn).await;
        }
        made
    }
}

fn opener(area: &Element) -> Option<Element> {
    if dom::is(area, OPENERS) {
        return Some(area.clone());
    }
    let inside = dom::all(area, OPENERS);
    match &inside[..] {
        [only] => Some(only.clone()),
        _ => None,
    }
}

/// Whether nothing else can be written there.
fn is_alone(area: &Element, opener: &Element, select: &Element) -> bool {
    let inside = dom::all(area, CONTROLS);
    inside
        .iter()
        .all(|inner| inner == select || dom::holds(opener, inner))
}
