//! A document as a whole HTML page, without script, that prints well.

use super::{Block, Line, Span};

const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}\
table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{border:1px solid #767676;padding:.4rem;text-align:left;\
vertical-align:top;overflow-wrap:anywhere}tbody th{font-weight:normal}blockquote{border-left:.25rem solid #767676;margin-left:0;padding-left:1rem}";

/// The document as a page in the language `lang`.
pub(in crate::dpo) fn html(title: &str, lang: &str, blocks: &[Block]) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n<style>{STYLE}</style>\n\
         </head>\n<body>\n{}\n</body>\n</html>\n",
        escaped(title),
        body(blocks)
    )
}

/// The document without the page around it.
pub(in crate::dpo) fn body(blocks: &[Block]) -> String {
    let blocks: Vec<_> = blocks.iter().map(block).collect();
    blocks.join("\n")
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(level, title) => element(&format!("h{level}"), &inline(title)),
        Block::Paragraph(words) => element("p", &inline(words)),
        Block::Quote(lines) => element("blockquote", &each("p", lines)),
        Block::List(lines) => element("ul", &each("li", lines)),
        Block::Table { head, rows } => {
            let head = each("th scope=\"col\"", head);
            let rows: String = rows.iter().map(|cells| row(cells)).collect();
            format!("<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>")
        }
    }
}

/// A row, whose first cell says what it is about.
fn row(cells: &[Line]) -> String {
    let (first, rest) = cells.split_at(cells.len().min(1));
    format!(
        "<tr>{}{}</tr>\n",
        each("th scope=\"row\"", first),
        each("td", rest)
    )
}

/// Each line in an element that may have attributes.
fn each(tag: &str, lines: &[Line]) -> String {
    let name = tag.split(' ').next().unwrap_or(tag);
    let written = lines
        .iter()
        .map(|line| format!("<{tag}>{}</{name}>", inline(line)));
    written.collect()
}

fn element(name: &str, inside: &str) -> String {
    format!("<{name}>{inside}</{name}>")
}

fn inline(spans: &Line) -> String {
    let written = spans.iter().map(|span| match span {
        Span::Text(text) => escaped(text),
        Span::Strong(text) => element("strong", &escaped(text)),
        Span::Code(text) => element("code", &escaped(text)),
        Span::Break => "<br>".to_owned(),
    });
    written.collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
