//! A document in Markdown, with the tables of GitHub.

use super::{Block, Line, Span};

/// What means something in the middle of a line.
const SPECIAL: [char; 9] = ['\\', '*', '_', '`', '<', '>', '[', ']', '|'];
/// What means something at the beginning of one.
const LEADING: [char; 3] = ['#', '-', '+'];

/// The document in Markdown.
pub(in crate::dpo) fn markdown(blocks: &[Block]) -> String {
    let blocks: Vec<_> = blocks.iter().map(block).collect();
    format!("{}\n", blocks.join("\n\n"))
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(level, title) => {
            format!("{} {}", "#".repeat(usize::from(*level)), inline(title))
        }
        Block::Paragraph(words) => paragraph(words),
        Block::Quote(lines) => {
            let lines = lines.iter().map(|line| format!("> {}", paragraph(line)));
            lines.collect::<Vec<_>>().join("\n>\n")
        }
        Block::List(lines) => {
            let lines = lines.iter().map(|line| format!("- {}", paragraph(line)));
            lines.collect::<Vec<_>>().join("\n")
        }
        Block::Table { head, rows } => {
            let mut lines = vec![row(head), format!("|{}", " --- |".repeat(head.len()))];
            lines.extend(rows.iter().map(|cells| row(cells)));
            lines.join("\n")
        }
    }
}

fn row(cells: &[Line]) -> String {
    let cells: Vec<_> = cells.iter().map(inline).collect();
    format!("| {} |", cells.join(" | "))
}

/// A line that begins no heading and no list.
fn paragraph(words: &Line) -> String {
    let text = inline(words);
    if text.starts_with(LEADING) {
        format!("\\{text}")
    } else {
        text
    }
}

fn inline(spans: &Line) -> String {
    let written = spans.iter().map(|span| match span {
        Span::Text(text) => escaped(text),
        Span::Strong(text) => format!("**{}**", escaped(text)),
        Span::Code(text) => code(text),
        Span::Break => "<br>".to_owned(),
    });
    written.collect()
}

fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        match letter {
            '\n' | '\r' => escaped.push(' '),
            special if SPECIAL.contains(&special) => escaped.extend(['\\', special]),
            other => escaped.push(other),
        }
    }
    escaped
}

fn code(text: &str) -> String {
    let text = text.replace(['\n', '\r'], " ").replace('|', "\\|");
    if text.contains('`') {
        format!("`` {text} ``")
    } else {
        format!("`{text}`")
    }
}
