//! What a control is and holds, for whoever plans to fill it.

use model::fill::{Choice, Entry, Kind};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlOptionElement, HtmlSelectElement};

use super::field::{Field, State, is_disabled};
use super::{custom, dom, label, visible};

impl Field {
    /// What it is.
    pub(super) fn kind(&self) -> Kind {
        match self {
            Self::Input(input) => kind_of_input(input),
            Self::Checkbox(input) => Kind::Checkbox {
                value: input.value(),
            },
            Self::Radios(radios) => Kind::Choice(radios.iter().map(radio_choice).collect()),
            Self::Lines(_) | Self::Editable(_) | Self::Never(_) | Self::Nothing(_) => Kind::Lines,
            Self::Select(select) => {
                let choices = select_options(select).iter().map(option_choice).collect();
                match select.multiple() {
                    true => Kind::Choices(choices),
                    false => Kind::Choice(choices),
                }
            }
            Self::Switch(element) => Kind::Checkbox {
                value: sent(element).unwrap_or_else(|| "on".to_owned()),
            },
            Self::Options(options) => {
                Kind::Choice(options.iter().map(|option| choice_of(option)).collect())
            }
            Self::Combobox(_) => Kind::Combobox,
            Self::Custom(element) => custom::kind(element),
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
            Self::Input(input) | Self::Never(input) => State::Text(input.value()),
            Self::Lines(lines) => State::Text(lines.value()),
            Self::Checkbox(input) => State::Checked(input.checked()),
            Self::Radios(radios) => State::Rank(rank(radios, HtmlInputElement::checked)),
            Self::Select(select) if select.multiple() => State::Ranks(chosen(select)),
            Self::Select(select) => State::Rank(select.selected_index()),
            Self::Editable(element) => State::Nodes(dom::nodes(&element.child_nodes())),
            Self::Switch(element) => State::Checked(is_checked(element)),
            Self::Options(options) => State::Rank(rank(options, is_checked)),
            Self::Combobox(element) => State::Text(shown(element)),
            Self::Custom(element) => custom::state(element),
            Self::Nothing(_) => State::Text(String::new()),
        }
    }

    /// What it holds, for whoever fills it: `None` when it is empty.
    pub(super) fn held(&self) -> Option<Entry> {
        match (self, self.state()) {
            (Self::Custom(element), state) => custom::held(element, &state),
            (Self::Editable(element), _) => filled_text(element.text_content().unwrap_or_default()),
            (_, State::Text(text)) => filled_text(text),
            (_, State::Checked(checked)) => checked.then_some(Entry::Checked(true)),
            (_, State::Ranks(ranks)) => (!ranks.is_empty()).then_some(Entry::Choices(ranks)),
            (Self::Select(select), State::Rank(_)) if select.value().is_empty() => None,
            (_, State::Rank(rank)) => usize::try_from(rank).ok().map(Entry::Choice),
            (_, State::Nodes(_) | State::Value(_)) => None,
        }
    }
}

impl From<&Entry> for State {
    fn from(entry: &Entry) -> Self {
        match entry {
            Entry::Text(text) => Self::Text(text.clone()),
            Entry::Choice(rank) => Self::Rank(i32::try_from(*rank).unwrap_or(-1)),
            Entry::Choices(ranks) => Self::Ranks(ranks.clone()),
            Entry::Checked(checked) => Self::Checked(*checked),
        }
    }
}

/// A text that says something: spaces do not, nor what a mask shows before anything is typed, `__/__/____`.
pub(super) fn filled_text(text: String) -> Option<Entry> {
    text.contains(char::is_alphanumeric)
        .then_some(Entry::Text(text))
}

fn kind_of_input(input: &HtmlInputElement) -> Kind {
    match input.type_().as_str() {
        "number" => Kind::Number,
        "date" => Kind::Date,
        "month" => Kind::Month,
        _ => match suggestions(input) {
            Some(list) => Kind::Suggested(list.iter().map(option_choice).collect()),
            None => Kind::Text,
        },
    }
}

/// The options of the `datalist` that an input names.
fn suggestions(input: &HtmlInputElement) -> Option<Vec<HtmlOptionElement>> {
    let list = dom::by_id(input, &dom::attribute(input, "list")?)?;
    Some(options_in(&list))
}

fn radio_choice(radio: &HtmlInputElement) -> Choice {
    Choice {
        value: radio.value(),
        label: label::of(radio),
        enabled: !dom::is(radio, ":disabled"),
    }
}

fn select_options(select: &HtmlSelectElement) -> Vec<HtmlOptionElement> {
    options_in(select)
}

fn options_in(list: &Element) -> Vec<HtmlOptionElement> {
    let options = dom::all(list, "option").into_iter();
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

fn chosen(select: &HtmlSelectElement) -> Vec<usize> {
    let options = select_options(select).into_iter().enumerate();
    options
        .filter(|(_, option)| option.selected())
        .map(|(rank, _)| rank)
        .collect()
}

fn rank<T>(choices: &[T], is_chosen: impl Fn(&T) -> bool) -> i32 {
    let rank = choices.iter().position(is_chosen);
    rank.and_then(|rank| i32::try_from(rank).ok()).unwrap_or(-1)
}

/// Whether an element that plays a box or a radio button is checked.
pub(super) fn is_checked(element: &HtmlElement) -> bool {
    dom::is(element, "[aria-checked=true]") || dom::property(element, "checked").is_truthy()
}

/// An element that plays a choice: what it sends, where the page says it, and what it reads.
pub(super) fn choice_of(element: &Element) -> Choice {
    let label = label::of_choice(element);
    Choice {
        value: sent(element).unwrap_or_else(|| label.clone()),
        label,
        enabled: !is_disabled(element),
    }
}

fn sent(element: &Element) -> Option<String> {
    let attributes = ["value", "data-value"];
    let mut values = attributes
        .iter()
        .filter_map(|name| element.get_attribute(name));
    values
        .next()
        .or_else(|| dom::property(element, "value").as_string())
}

/// What an element that opens a list shows: nothing while it only invites to choose.
pub(super) fn shown(element: &HtmlElement) -> String {
    let text = match element.dyn_ref::<HtmlInputElement>() {
        Some(input) if !input.value().is_empty() => return input.value(),
        Some(input) => beside(input)
            .or_else(|| chosen_in_list(input))
            .unwrap_or_default(),
        None => element.text_content().unwrap_or_default(),
    };
    let text = text.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{200b}');
    match invites(element, text) {
        true => String::new(),
        false => text.to_owned(),
    }
}

/// What was chosen, where the page shows it beside the input rather than in it, as its class names say.
const BESIDE: &str = ":is([class*=value i], [class*=selected i], [class*=selection i]):not([class*=placeholder i], [role=listbox] *)";

/// What is shown of a choice around an input, as far as the input stands there alone.
fn beside(input: &Element) -> Option<String> {
    let mut around = input.parent_element();
    loop {
        let place = around?;
        if dom::all(
            &place,
            "input:not([type=hidden]), select:not([hidden]), textarea",
        )
        .len()
            > 1
            || dom::is(&place, "form, body")
        {
            return None;
        }
        let shown = dom::all(&place, BESIDE).into_iter();
        let shown = shown.filter(|shown| !dom::holds(shown, input));
        let mut texts = shown.filter_map(|shown| shown.text_content());
        if let Some(text) = texts.find(|text| !text.trim().is_empty()) {
            return Some(text);
        }
        around = place.parent_element();
    }
}

/// The only choice of the input's list that is told to be made, while that list is closed: in an open one, it may be the
/// one under the pointer.
fn chosen_in_list(input: &Element) -> Option<String> {
    let list = dom::by_id(input, &input.get_attribute("aria-controls")?)?;
    let chosen = dom::all(&list, "[role=option][aria-selected=true]");
    match &chosen[..] {
        [only] if visible::is_hidden(only) => only.text_content(),
        _ => None,
    }
}

/// The first words of an invitation to choose.
const INVITATIONS: [&str; 6] = ["choisi", "sélectionn", "select", "choose", "--", "…"];

fn invites(element: &HtmlElement, text: &str) -> bool {
    let text = text.to_lowercase();
    element.has_attribute("data-placeholder")
        || INVITATIONS.iter().any(|words| text.starts_with(words))
}
