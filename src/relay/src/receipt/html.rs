//! The few pieces that the page is made of. Every text passes through [`crate::html::text`].

use crate::html::text;

/// A name and what it stands for, which is HTML.
pub(super) fn row(name: &str, html: &str) -> String {
    format!("<dt>{}</dt><dd>{html}</dd>\n", text(name))
}

/// A list of names and what they stand for.
pub(super) fn rows(rows: &[String]) -> String {
    format!("<dl>\n{}</dl>\n", rows.concat())
}

/// A list of texts.
pub(super) fn list(items: &[String]) -> String {
    let items: String = items
        .iter()
        .map(|item| format!("<li>{}</li>", text(item)))
        .collect();
    format!("<ul>{items}</ul>\n")
}

/// A section under its title, with HTML in it.
pub(super) fn section(title: &str, html: &str) -> String {
    format!("<section>\n<h2>{}</h2>\n{html}</section>\n", text(title))
}

/// The way to write to someone: a link when it is an address of mail.
pub(super) fn contact(contact: &str) -> String {
    let is_mail = contact.contains('@') && !contact.contains([' ', '/', '?', '&']);
    match is_mail {
        true => format!("<a href=\"mailto:{0}\">{0}</a>", text(contact)),
        false => text(contact),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert!(!contact("\"><b>@x").contains("<b>"));
    }
}
