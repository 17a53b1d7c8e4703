//! Reading HTML as the doctor needs it.

use scraper::{ElementRef, Html, Selector};

/// What is inside a label and is not its words.
const NOT_WORDS: [&str; 6] = ["input", "select", "textarea", "button", "script", "style"];

/// The class of a hint inside a label, in the State's design system.
const HINT: &str = "fr-hint-text";

/// The elements of the page that a selector finds, in its order; none for a text that is no selector.
pub(super) fn all<'a>(document: &'a Html, selector: &str) -> impl Iterator<Item = ElementRef<'a>> {
    let found: Vec<_> = match Selector::parse(selector) {
        Ok(selector) => document.select(&selector).collect(),
        Err(_) => Vec::new(),
    };
    found.into_iter()
}

/// The same, inside an element.
pub(super) fn inside<'a>(
    element: ElementRef<'a>,
    selector: &str,
) -> impl Iterator<Item = ElementRef<'a>> {
    let found: Vec<_> = match Selector::parse(selector) {
        Ok(selector) => element.select(&selector).collect(),
        Err(_) => Vec::new(),
    };
    found.into_iter()
}

/// The nearest element around, itself included, that the selector finds.
pub(super) fn closest<'a>(element: ElementRef<'a>, selector: &str) -> Option<ElementRef<'a>> {
    let selector = Selector::parse(selector).ok()?;
    let around = element.ancestors().filter_map(ElementRef::wrap);
    std::iter::once(element)
        .chain(around)
        .find(|element| selector.matches(element))
}

/// An attribute; empty when it is absent.
pub(super) fn attribute<'a>(element: ElementRef<'a>, name: &str) -> &'a str {
    element.value().attr(name).unwrap_or_default()
}

/// A selector that finds the element: by its id, else its name, else its place.
pub(super) fn selector(element: ElementRef<'_>) -> String {
    let plain = |text: &&str| {
        let begins = text.starts_with(|letter: char| letter.is_ascii_alphabetic());
        begins
            && text
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || "-_".contains(letter))
    };
    let quotable = |text: &&str| !text.is_empty() && !text.contains(['"', '\\']);
    if let Some(id) = element.attr("id").filter(plain) {
        return format!("#{id}");
    }
    if let Some(name) = element.attr("name").filter(quotable) {
        return format!("[name=\"{name}\"]");
    }
    let parent = element.parent().and_then(ElementRef::wrap);
    let name = element.value().name();
    match parent.filter(|parent| parent.value().name() != "html") {
        Some(parent) => {
            let rank = parent
                .child_elements()
                .position(|child| child.id() == element.id())
                .map_or(1, |rank| rank + 1);
            format!("{} > {name}:nth-child({rank})", selector(parent))
        }
        None => name.to_owned(),
    }
}

/// The words of an element's label: by `aria-labelledby`, `aria-label`, its `label`, its placeholder or title.
pub(super) fn label(document: &Html, element: ElementRef<'_>) -> String {
    let by_id = |id: &str| {
        let all = document.tree.nodes().filter_map(ElementRef::wrap);
        all.into_iter().find(|other| other.attr("id") == Some(id))
    };
    let labelled = attribute(element, "aria-labelledby").split_whitespace();
    let labelled: Vec<_> = labelled.filter_map(by_id).map(words).collect();
    let pointing = || {
        let id = element.attr("id")?;
        all(document, "label[for]").find(|label| label.attr("for") == Some(id))
    };
    let own = || pointing().or_else(|| closest(element, "label")).map(words);
    let said = |name: &str| Some(attribute(element, name).trim().to_owned());
    [
        Some(labelled.join(" ")),
        said("aria-label"),
        own(),
        said("placeholder"),
        said("title"),
    ]
    .into_iter()
    .flatten()
    .find(|text| !text.is_empty())
    .unwrap_or_default()
}

/// The legend of the nearest group.
pub(super) fn legend(element: ElementRef<'_>) -> String {
    let group = closest(element, "fieldset, [role=group], [role=radiogroup]");
    let said = group.map(|group| {
        let legend = group
            .child_elements()
            .find(|child| child.value().name() == "legend");
        legend.map_or_else(|| attribute(group, "aria-label").trim().to_owned(), words)
    });
    said.unwrap_or_default()
}

/// The words of an element, without its hint, its controls and the mark of what must be filled.
pub(super) fn words(element: ElementRef<'_>) -> String {
    let is_said = |text: &scraper::node::Text, around: ElementRef<'_>| {
        let mut inside = around.ancestors().filter_map(ElementRef::wrap);
        let no_words = |part: &ElementRef<'_>| {
            NOT_WORDS.contains(&part.value().name())
                || part.value().classes().any(|class| class == HINT)
        };
        let hidden = no_words(&around)
            || inside
                .by_ref()
                .take_while(|part| part.id() != element.id())
                .any(|part| no_words(&part));
        (around.id() == element.id() || !hidden).then(|| text.to_string())
    };
    let texts = element.descendants().filter_map(|node| {
        let text = node.value().as_text()?;
        is_said(text, ElementRef::wrap(node.parent()?)?)
    });
    let text: String = texts.collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.trim_end_matches([' ', '*', ':', '\u{a0}']).to_owned()
}
