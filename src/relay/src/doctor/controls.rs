//! The controls of a form, as its HTML has them.

use std::collections::BTreeMap;

use model::doctor::{By, Clues, Form, Mapping, Seen, SeenList};
use model::fill::{Choice, Kind, Reason};
use scraper::{ElementRef, Html, Selector};

use super::html;

/// What may hold a datum, or seems to.
const CONTROLS: &str = "input, select, textarea, [contenteditable]";
/// Buttons are no controls.
const BUTTONS: [&str; 4] = ["submit", "button", "reset", "image"];

/// Reads the form; `page` and `relay` are mappings by selector.
pub(super) fn read(
    document: &Html,
    form: ElementRef<'_>,
    page: &BTreeMap<String, String>,
    relay: &BTreeMap<String, String>,
) -> Form {
    let mut seen: Vec<Seen> = Vec::new();
    for element in html::all(document, CONTROLS).filter(|element| is_of(*element, form)) {
        let kind = kind(document, element, form);
        let selector = match html::attribute(element, "type") {
            "radio" => format!("[name=\"{}\"]", html::attribute(element, "name")),
            _ => html::selector(element),
        };
        let known = seen.iter_mut().find(|other| other.selector == selector);
        let mappings = mappings(element, page, relay);
        match known {
            // The buttons of a group are one control: any of them may carry the mapping.
            Some(group) if group.mappings.is_empty() => group.mappings = mappings,
            Some(_) => {}
            None => seen.extend(kind.map(|kind| {
                Seen {
                    kind,
                    mappings,
                    format: element.attr("data-prefill-format").map(str::to_owned),
                    maxlength: html::attribute(element, "maxlength").parse().ok(),
                    list: html::closest(element, "[data-prefill-each]")
                        .map(|row| html::attribute(row, "data-prefill-each").to_owned()),
                    clues: clues(document, element),
                    selector,
                }
            })),
        }
    }
    Form {
        controls: seen,
        lists: lists(document, form),
    }
}

fn is_of(element: ElementRef<'_>, form: ElementRef<'_>) -> bool {
    let in_widget = html::closest(element, "pre-remplir").is_some();
    match element.attr("form") {
        Some(id) => !id.is_empty() && form.attr("id") == Some(id),
        None => !in_widget && element.ancestors().any(|around| around.id() == form.id()),
    }
}

/// What a control is; `None` for what is no control, a button.
fn kind(document: &Html, element: ElementRef<'_>, form: ElementRef<'_>) -> Option<Kind> {
    let kind = match element.value().name() {
        "select" if element.attr("multiple").is_some() => Kind::Choices(options(element)),
        "select" => Kind::Choice(options(element)),
        "input" => input(document, element, form)?,
        _ => Kind::Lines,
    };
    Some(closed(element).map_or(kind, Kind::Closed))
}

/// Why nobody can write in it, as far as the HTML tells.
fn closed(element: ElementRef<'_>) -> Option<Reason> {
    let is_hidden = "[hidden], [inert], [style*=\"display:none\"], [style*=\"display: none\"]";
    if html::attribute(element, "type").eq_ignore_ascii_case("hidden")
        || html::closest(element, is_hidden).is_some()
    {
        Some(Reason::Hidden)
    } else if element.attr("disabled").is_some()
        || html::closest(element, "fieldset[disabled]").is_some()
    {
        Some(Reason::Disabled)
    } else {
        element.attr("readonly").map(|_| Reason::ReadOnly)
    }
}

fn input(document: &Html, element: ElementRef<'_>, form: ElementRef<'_>) -> Option<Kind> {
    let kind = html::attribute(element, "type").to_ascii_lowercase();
    Some(match kind.as_str() {
        button if BUTTONS.contains(&button) => return None,
        "" | "text" | "search" | "email" | "tel" | "url" => Kind::Text,
        "number" => Kind::Number,
        "date" => Kind::Date,
        "month" => Kind::Month,
        "checkbox" => Kind::Checkbox {
            value: element.attr("value").unwrap_or("on").to_owned(),
        },
        "radio" => Kind::Choice(radios(document, element, form)),
        "password" | "file" => Kind::Closed(Reason::Never),
        _ => Kind::Closed(Reason::Unfit),
    })
}

fn options(select: ElementRef<'_>) -> Vec<Choice> {
    let options = html::inside(select, "option");
    let choice = |option: ElementRef<'_>| {
        let label = html::words(option);
        Choice {
            value: option
                .attr("value")
                .map_or_else(|| label.clone(), str::to_owned),
            label,
            enabled: option.attr("disabled").is_none(),
        }
    };
    options.map(choice).collect()
}

fn radios(document: &Html, radio: ElementRef<'_>, form: ElementRef<'_>) -> Vec<Choice> {
    let name = html::attribute(radio, "name");
    let same = html::all(document, "input[type=radio]")
        .filter(|other| html::attribute(*other, "name") == name && is_of(*other, form));
    let choice = |radio: ElementRef<'_>| Choice {
        value: radio.attr("value").unwrap_or("on").to_owned(),
        label: html::label(document, radio),
        enabled: radio.attr("disabled").is_none(),
    };
    same.map(choice).collect()
}

/// Every mapping that is for this control, in the order of precedence.
fn mappings(
    element: ElementRef<'_>,
    page: &BTreeMap<String, String>,
    relay: &BTreeMap<String, String>,
) -> Vec<Mapping> {
    let own = element.attr("data-prefill").map(|text| Mapping {
        by: By::Attribute,
        text: text.to_owned(),
    });
    let by = |by: By, mapping: &BTreeMap<String, String>| {
        let found = mapping.iter().find(|(selector, _)| {
            Selector::parse(selector).is_ok_and(|selector| selector.matches(&element))
        });
        found.map(|(_, path)| Mapping {
            by,
            text: path.clone(),
        })
    };
    [own, by(By::Page, page), by(By::Relay, relay)]
        .into_iter()
        .flatten()
        .collect()
}

fn clues(document: &Html, element: ElementRef<'_>) -> Clues {
    let name = element
        .attr("name")
        .or(element.attr("id"))
        .unwrap_or_default();
    let is_radio = html::attribute(element, "type") == "radio";
    let group = html::legend(element);
    Clues {
        // The label of one radio button is a choice: the group's own is its legend.
        label: if is_radio {
            group.clone()
        } else {
            html::label(document, element)
        },
        group: if is_radio { String::new() } else { group },
        name: name.to_owned(),
        autocomplete: html::attribute(element, "autocomplete").to_ascii_lowercase(),
    }
}

fn lists(document: &Html, form: ElementRef<'_>) -> Vec<SeenList> {
    let repeated = html::inside(form, "[data-prefill-each]");
    let list = |element: ElementRef<'_>| {
        let add = element.attr("data-prefill-add").map(|selector| {
            let found = Selector::parse(selector)
                .is_ok_and(|parsed| document.select(&parsed).next().is_some());
            (selector.to_owned(), found)
        });
        SeenList {
            selector: html::selector(element),
            each: html::attribute(element, "data-prefill-each").to_owned(),
            add,
        }
    };
    repeated.map(list).collect()
}
