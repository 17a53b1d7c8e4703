//! One control of the host form: what it is and what it holds.

use model::fill::{Choice, Entry, Kind};
use wasm_bindgen::JsCast as _;
use web_sys::{
    Element, HtmlElement, HtmlInputElement, HtmlOptionElement, HtmlSelectElement,
    HtmlTextAreaElement, Node,
};

use super::dom;

/// A control that may be filled.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Field {
    Input(HtmlInputElement),
    Checkbox(HtmlInputElement),
    Radios(Vec<HtmlInputElement>),
    Lines(HtmlTextAreaElement),
    Select(HtmlSelectElement),
    Editable(HtmlElement),
}

/// All that a control holds, so that it can be given back.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum State {
    Text(String),
    /// The rank of the choice; -1 when there is none.
    Rank(i32),
    Checked(bool),
    /// What an editable element contains, its own markup included.
    Nodes(Vec<Node>),
}

impl Field {
    /// The control that `element` is; `None` when it is none that may be filled: hidden, closed, secret, a file.
    ///
    /// `radios` gives the buttons of the same group.
    pub(super) fn of(
        element: &Element,
        radios: impl FnOnce(&HtmlInputElement) -> Vec<HtmlInputElement>,
    ) -> Option<Self> {
        if dom::is(element, ":disabled, [readonly], pre-remplir *") {
            return None;
        }
        if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
            return Self::of_input(input, radios);
        }
        if let Some(lines) = element.dyn_ref::<HtmlTextAreaElement>() {
            return Some(Self::Lines(lines.clone()));
        }
        if let Some(select) = element.dyn_ref::<HtmlSelectElement>() {
            return (!select.multiple()).then(|| Self::Select(select.clone()));
        }
        let editable = dom::is(element, "[contenteditable]:not([contenteditable=false])");
        let element = element.dyn_ref::<HtmlElement>().filter(|_| editable)?;
        Some(Self::Editable(element.clone()))
    }

    fn of_input(
        input: &HtmlInputElement,
        radios: impl FnOnce(&HtmlInputElement) -> Vec<HtmlInputElement>,
    ) -> Option<Self> {
        match input.type_().as_str() {
            "text" | "search" | "email" | "tel" | "url" | "number" | "date" | "month" => {
                Some(Self::Input(input.clone()))
            }
            "checkbox" => Some(Self::Checkbox(input.clone())),
            "radio" => Some(Self::Radios(radios(input))),
            _ => None,
        }
    }

    /// Its elements; only radio buttons have several.
    pub(super) fn elements(&self) -> Vec<&Element> {
        match self {
            Self::Input(input) | Self::Checkbox(input) => vec![input],
            Self::Radios(radios) => radios.iter().map(AsRef::as_ref).collect(),
            Self::Lines(lines) => vec![lines],
            Self::Select(select) => vec![select],
            Self::Editable(element) => vec![element],
        }
    }

    /// Whether all of it stands in `group`.
    pub(super) fn is_in(&self, group: &Element) -> bool {
        self.elements()
            .into_iter()
            .all(|element| group.contains(Some(element)))
    }

    /// What it is.
    pub(super) fn kind(&self) -> Kind {
        match self {
            Self::Input(input) => match input.type_().as_str() {
                "number" => Kind::Number,
                "date" => Kind::Date,
                "month" => Kind::Month,
                _ => Kind::Text,
            },
            Self::Checkbox(input) => Kind::Checkbox {
                value: input.value(),
            },
            Self::Radios(radios) => Kind::Choice(radios.iter().map(radio_choice).collect()),
            Self::Lines(_) | Self::Editable(_) => Kind::Lines,
            Self::Select(select) => {
                Kind::Choice(options(select).iter().map(option_choice).collect())
            }
        }
    }

    /// How many UTF-16 units it takes.
    pub(super) fn maxlength(&self) -> Option<usize> {
        let most = match self {
            Self::Input(input) => input.max_length(),
            Self::Lines(lines) => lines.max_length(),
            _ => -1,
        };
        usize::try_from(most).ok()
    }

    /// All that it holds.
    pub(super) fn state(&self) -> State {
        match self {
            Self::Input(input) => State::Text(input.value()),
            Self::Lines(lines) => State::Text(lines.value()),
            Self::Checkbox(input) => State::Checked(input.checked()),
            Self::Radios(radios) => {
                let rank = radios.iter().position(HtmlInputElement::checked);
                State::Rank(rank.and_then(|rank| i32::try_from(rank).ok()).unwrap_or(-1))
            }
            Self::Select(select) => State::Rank(select.selected_index()),
            Self::Editable(element) => State::Nodes(dom::nodes(&element.child_nodes())),
        }
    }

    /// What it holds, for whoever fills it: `None` when it is empty.
    pub(super) fn held(&self) -> Option<Entry> {
        match (self, self.state()) {
            (Self::Editable(element), _) => filled_text(element.text_content().unwrap_or_default()),
            (_, State::Text(text)) => filled_text(text),
            (_, State::Checked(checked)) => checked.then_some(Entry::Checked(true)),
            (Self::Select(select), State::Rank(_)) if select.value().is_empty() => None,
            (_, State::Rank(rank)) => usize::try_from(rank).ok().map(Entry::Choice),
            (_, State::Nodes(_)) => None,
        }
    }
}

impl From<&Entry> for State {
    fn from(entry: &Entry) -> Self {
        match entry {
            Entry::Text(text) => Self::Text(text.clone()),
            Entry::Choice(rank) => Self::Rank(i32::try_from(*rank).unwrap_or(-1)),
            Entry::Checked(checked) => Self::Checked(*checked),
        }
    }
}

fn filled_text(text: String) -> Option<Entry> {
    (!text.trim().is_empty()).then_some(Entry::Text(text))
}

fn radio_choice(radio: &HtmlInputElement) -> Choice {
    Choice {
        value: radio.value(),
        label: super::label::of(radio),
        enabled: !dom::is(radio, ":disabled"),
    }
}

fn options(select: &HtmlSelectElement) -> Vec<HtmlOptionElement> {
    let options = dom::all(select.as_ref() as &Element, "option").into_iter();
    options
        .filter_map(|option| option.dyn_into().ok())
        .collect()
}

fn option_choice(option: &HtmlOptionElement) -> Choice {
    Choice {
        value: option.value(),
        label: option.label(),
        enabled: !dom::is(option, ":disabled"),
    }
}
