//! One control of the host form: which element it is, and whether it may be filled.

use model::fill::Reason;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{
    Element, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, Node,
};

use super::drawn::Drawn;
use super::{dom, label, sections, visible};

/// A control of the page.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Field {
    Input(HtmlInputElement),
    Checkbox(HtmlInputElement),
    Radios(Vec<HtmlInputElement>),
    Lines(HtmlTextAreaElement),
    Select(HtmlSelectElement),
    Editable(HtmlElement),
    /// An element that plays a checkbox.
    Switch(HtmlElement),
    /// Elements that play radio buttons.
    Options(Vec<HtmlElement>),
    /// An element that opens a list of choices, and lets type in it when it is an `input`.
    Combobox(HtmlElement),
    /// An element of the page's own making that holds a value.
    Custom(HtmlElement),
    /// A password, a file, a hidden input: never filled.
    Never(HtmlInputElement),
    /// An element that is mapped, and where nothing is found that can be written.
    Nothing(Element),
}

/// All that a control holds, so that it can be given back.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum State {
    Text(String),
    /// The rank of the choice; -1 when there is none.
    Rank(i32),
    /// The ranks of the choices that are made.
    Ranks(Vec<usize>),
    Checked(bool),
    /// What an editable element contains, its own markup included.
    Nodes(Vec<Node>),
    /// The value of an element of the page's own making.
    Value(JsValue),
}

impl Field {
    /// The control that `element` is; `None` when it is none.
    pub(super) fn of(element: &Element) -> Option<Self> {
        let role = dom::attribute(element, "role").unwrap_or_default();
        if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
            return Self::of_input(input, &role);
        }
        if let Some(lines) = element.dyn_ref::<HtmlTextAreaElement>() {
            return Some(Self::Lines(lines.clone()));
        }
        if let Some(select) = element.dyn_ref::<HtmlSelectElement>() {
            return Some(Self::Select(select.clone()));
        }
        Self::of_role(element.dyn_ref()?, &role)
    }

    fn of_input(input: &HtmlInputElement, role: &str) -> Option<Self> {
        Some(match input.type_().as_str() {
            "checkbox" => Self::Checkbox(input.clone()),
            "radio" => Self::Radios(same_group(input)),
            "text" | "search" if opens_list(input, role) => Self::Combobox(input.clone().into()),
            "text" | "search" | "email" | "tel" | "url" | "number" | "date" | "month" => {
                Self::Input(input.clone())
            }
            "button" | "submit" | "reset" | "image" => return None,
            _ => Self::Never(input.clone()),
        })
    }

    /// Elements that play a control, as the page tells screen readers.
    fn of_role(element: &HtmlElement, role: &str) -> Option<Self> {
        let opens_list = dom::attribute(element, "aria-haspopup").as_deref() == Some("listbox");
        match role {
            "checkbox" | "switch" => Some(Self::Switch(element.clone())),
            "radiogroup" | "radio" => options(element).map(Self::Options),
            "combobox" => Some(Self::Combobox(element.clone())),
            "spinbutton" => sections::input(element).map(Self::Input),
            _ if opens_list => Some(Self::Combobox(element.clone())),
            _ if dom::is(element, "[contenteditable]:not([contenteditable=false])") => {
                Some(Self::Editable(element.clone()))
            }
            _ => None,
        }
    }

    /// Whether it is one of HTML's own: what it is stands in the page, and does not change unheard.
    pub(super) fn is_html(&self) -> bool {
        !matches!(
            self,
            Self::Switch(_) | Self::Options(_) | Self::Combobox(_) | Self::Custom(_)
        )
    }

    /// Its elements; only radio buttons have several.
    pub(super) fn elements(&self) -> Vec<&Element> {
        match self {
            Self::Input(input) | Self::Checkbox(input) | Self::Never(input) => vec![input],
            Self::Radios(radios) => radios.iter().map(AsRef::as_ref).collect(),
            Self::Lines(lines) => vec![lines],
            Self::Select(select) => vec![select],
            Self::Options(options) => options.iter().map(AsRef::as_ref).collect(),
            Self::Editable(element)
            | Self::Switch(element)
            | Self::Combobox(element)
            | Self::Custom(element) => vec![element],
            Self::Nothing(element) => vec![element],
        }
    }

    /// The element that it is known by.
    pub(super) fn first(&self) -> Option<Element> {
        self.elements().first().map(|element| (*element).clone())
    }

    /// Whether all of it stands in the page.
    pub(super) fn is_connected(&self) -> bool {
        let elements = self.elements();
        elements.iter().all(|element| element.is_connected())
    }

    /// Whether all of it stands in `group`.
    pub(super) fn is_in(&self, group: &Element) -> bool {
        self.elements()
            .into_iter()
            .all(|element| dom::holds(group, element))
    }

    /// Why nobody is to write in it.
    pub(super) fn closed(&self) -> Option<Reason> {
        let elements = self.elements();
        let all = |test: &dyn Fn(&Element) -> bool| elements.iter().all(|element| test(element));
        match self {
            Self::Never(input) => return Some(never(input)),
            Self::Nothing(_) => return Some(Reason::Unfit),
            _ => {}
        }
        if all(&|element| self.is_hidden(element)) {
            return Some(Reason::Hidden);
        }
        // Most controls are open: one look tells.
        if !all(&|element| dom::is(element, SHUT)) {
            return None;
        }
        if all(&is_disabled) {
            return Some(Reason::Disabled);
        }
        all(&|element| self.is_read_only(element)).then_some(Reason::ReadOnly)
    }

    /// A page may hide a box or a radio button and draw its label in its place, or a `select` and draw a list.
    fn is_hidden(&self, element: &Element) -> bool {
        let has_drawn_label = || {
            let is_box = matches!(self, Self::Checkbox(_) | Self::Radios(_));
            let label = label::label_element(element).filter(|_| is_box);
            label.is_some_and(|label| !visible::is_hidden(&label))
        };
        let is_drawn = || matches!(self, Self::Select(select) if Drawn::of(select).is_some());
        let has_sections = || matches!(self, Self::Input(input) if sections::text(input).is_some());
        visible::is_hidden(element) && !has_drawn_label() && !is_drawn() && !has_sections()
    }

    /// An input that opens a list is often read-only, so that one chooses rather than types.
    fn is_read_only(&self, element: &Element) -> bool {
        match self {
            Self::Input(_) | Self::Lines(_) => dom::is(element, "[readonly], [aria-readonly=true]"),
            _ => dom::is(element, "[aria-readonly=true]"),
        }
    }
}

/// What a control says that nobody is to write in.
const SHUT: &str = ":disabled, [aria-disabled=true], [readonly], [aria-readonly=true]";

/// Whether choices are proposed below an input. What opens a calendar takes what is typed in it.
fn opens_list(input: &HtmlInputElement, role: &str) -> bool {
    let proposes = ":is([aria-autocomplete=list], [aria-autocomplete=both])[aria-controls]";
    let opens_dialog = ":is([aria-haspopup=dialog], [aria-haspopup=grid])";
    (role == "combobox" || dom::is(input, proposes)) && !dom::is(input, opens_dialog)
}

fn never(input: &HtmlInputElement) -> Reason {
    match input.type_().as_str() {
        "hidden" => Reason::Hidden,
        "password" | "file" => Reason::Never,
        _ => Reason::Unfit,
    }
}

/// Whether the page has disabled the element, by HTML or by what it tells screen readers.
pub(super) fn is_disabled(element: &Element) -> bool {
    dom::is(element, ":disabled, [aria-disabled=true]")
}

/// The radio buttons that a form sends as one.
fn same_group(radio: &HtmlInputElement) -> Vec<HtmlInputElement> {
    let name = radio.name();
    if name.is_empty() {
        return vec![radio.clone()];
    }
    let inputs = dom::all_in(&radio.get_root_node(), "input[type=radio]");
    let inputs = inputs.into_iter().filter_map(|input| input.dyn_into().ok());
    inputs
        .filter(|other: &HtmlInputElement| other.name() == name && other.form() == radio.form())
        .collect()
}

/// The elements that play the radio buttons of a group. Elements of the page's own making keep the group itself in a
/// shadow root of their own.
fn options(element: &HtmlElement) -> Option<Vec<HtmlElement>> {
    let named = dom::closest(element, "[role=radiogroup]");
    let is_one = dom::is(element, "[role=radio]");
    let group = named.or_else(|| element.parent_element().filter(|_| is_one));
    let group = group.unwrap_or_else(|| element.clone().into());
    let options = dom::all(&group, "[role=radio]").into_iter();
    let options: Vec<HtmlElement> = options
        .filter_map(|option| option.dyn_into().ok())
        .collect();
    (!options.is_empty()).then_some(options)
}
