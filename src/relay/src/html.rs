//! The pages that the relay itself shows: no image, nothing from elsewhere; for a screen, a small one, the dark, and paper.

use std::sync::LazyLock;

use model::lang::Lang;

use crate::notice::hash;
use crate::texts;

/// The style of all of them.
pub(crate) const STYLE: &str = include_str!("style.css");

/// Its hash, by which a page's policy allows it.
pub(crate) static STYLE_HASH: LazyLock<String> = LazyLock::new(|| hash(STYLE));

/// A whole page, of a body that is HTML.
pub(crate) fn whole(title: &str, lang: Lang, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n",
        lang.tag(),
        text(title)
    )
}

/// The way to the same page in the other language.
pub(crate) fn other_lang(lang: Lang) -> String {
    let (other, label) = texts::other_lang(lang);
    let tag = other.tag();
    format!(
        "<p class=\"screen\"><a href=\"?lang={tag}\" hreflang=\"{tag}\" lang=\"{tag}\">{}</a></p>\n",
        text(label)
    )
}

/// A paragraph of a text.
pub(crate) fn paragraph(words: &str) -> String {
    format!("<p>{}</p>\n", text(words))
}

/// A text as HTML shows it, in an element or between quotes: none of it is markup.
pub(crate) fn text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        let hostile = "<script>alert('\"&\"')</script>";
        assert_eq!(
            text(hostile),
            "&lt;script&gt;alert(&#39;&quot;&amp;&quot;&#39;)&lt;/script&gt;"
        );
        assert_eq!(text("<b a=\"1\">&"), "&lt;b a=&quot;1&quot;&gt;&amp;");
    }
}
