//! A document of headings, paragraphs, lists and tables, and its two shapes. Values are escaped when they are written.

mod html;
mod markdown;

pub(super) use html::{body, html};
pub(super) use markdown::markdown;

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Span {
    Text(String),
    Strong(String),
    Code(String),
    Break,
}

/// A line of text.
pub(super) type Line = Vec<Span>;

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// A heading of this level.
    Heading(u8, Line),
    Paragraph(Line),
    /// A text given word for word, paragraph by paragraph.
    Quote(Vec<Line>),
    List(Vec<Line>),
    Table {
        head: Vec<Line>,
        rows: Vec<Vec<Line>>,
    },
}

/// A line from its template: `{name}` stands for a value, which is never read as anything but text; between backticks stands
/// code, between two pairs of asterisks what matters most.
pub(super) fn line(template: &str, values: &[(&str, &str)]) -> Line {
    let mut spans = Vec::new();
    for (rank, part) in template.split("**").enumerate() {
        for (place, piece) in part.split('`').enumerate() {
            let text = filled(piece, values);
            match (rank % 2, place % 2) {
                _ if text.is_empty() => {}
                (_, 1) => spans.push(Span::Code(text)),
                (1, _) => spans.push(Span::Strong(text)),
                _ => spans.push(Span::Text(text)),
            }
        }
    }
    spans
}

fn filled(template: &str, values: &[(&str, &str)]) -> String {
    let mut parts = template.split('{');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('}').unwrap_or((part, ""));
        let value = values.iter().find(|(known, _)| *known == name);
        text.push_str(value.map_or(name, |(_, value)| value));
        text.push_str(rest);
    }
    text
}

/// A text that is nothing but text.
pub(super) fn text(text: &str) -> Line {
    vec![Span::Text(text.to_owned())]
}

/// Codes, with a comma between them; a dash when there is none.
pub(super) fn codes<'a>(codes: impl IntoIterator<Item = &'a str>) -> Line {
    let mut spans = Vec::new();
    for code in codes {
        if !spans.is_empty() {
            spans.push(Span::Text(", ".to_owned()));
        }
        spans.push(Span::Code(code.to_owned()));
    }
    if spans.is_empty() { text("—") } else { spans }
}

/// Lines one under the other, as one line.
pub(super) fn stacked(lines: impl IntoIterator<Item = Line>) -> Line {
    let mut spans = Vec::new();
    for line in lines {
        if !spans.is_empty() {
            spans.push(Span::Break);
        }
        spans.extend(line);
    }
    spans
}

/// The bare words of a line.
pub(super) fn plain(line: &Line) -> String {
    let words = line.iter().map(|span| match span {
        Span::Text(text) | Span::Strong(text) | Span::Code(text) => text.as_str(),
        Span::Break => " ",
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_never_read_as_anything_but_text() {
        let values = [("what", "a {what} `b` **c** | <d>\n# e")];
        let whole = line("**Or:** {what}, `{what}`", &values);
        assert_eq!(whole[0], Span::Strong("Or:".to_owned()));
        assert_eq!(whole[1], Span::Text(format!(" {}, ", values[0].1)));
        assert_eq!(whole[2], Span::Code(values[0].1.to_owned()));
        let table = Block::Table {
            head: vec![text("h"), text("i")],
            rows: vec![vec![whole, text("-")]],
        };
        let written = markdown(std::slice::from_ref(&table));
        assert_eq!(
            written.lines().nth(2).unwrap(),
            "| **Or:** a {what} \\`b\\` \\*\\*c\\*\\* \\| \\<d\\> # e, `` a {what} `b` **c** \\| <d> # e `` | - |"
        );
        let page = html("t <", "fr", &[table]);
        assert!(page.contains("<title>t &lt;</title>"), "{page}");
        assert!(page.contains("<td>-</td>"), "{page}");
        assert!(
            page.contains("<th scope=\"row\"><strong>Or:</strong> a {what} `b` **c** | &lt;d&gt;"),
            "{page}"
        );
    }

    #[test]
    fn a_paragraph_that_looks_like_a_heading_or_a_list_stays_one() {
        for begins in ["#", "-", "+", ">"] {
            let written = markdown(&[Block::Paragraph(text(&format!("{begins} oui")))]);
            assert_eq!(written, format!("\\{begins} oui\n"));
        }
    }
}
