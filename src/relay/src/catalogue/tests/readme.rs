//! The table of sources in the README, written from the catalogue.

use std::fmt::Write;

use model::lang::Lang;

use super::super::file::{ModeFile, SourceFile};
use super::super::{COMMON, Files, text_of};

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../README.md");
/// Between these two lines stands what is written here.
const MARKS: (&str, &str) = (
    "<!-- sources: written by UPDATE_README=1 -->",
    "<!-- /sources -->",
);
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

#[test]
fn the_readme_has_the_table_of_sources() {
    let readme = std::fs::read_to_string(README).unwrap();
    let (before, rest) = readme
        .split_once(MARKS.0)
        .expect("the README marks where the table begins");
    let (_, after) = rest
        .split_once(MARKS.1)
        .expect("the README marks where the table ends");
    let expected = format!("{before}{}\n\n{}\n{}{after}", MARKS.0, table(), MARKS.1);
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(README, expected).unwrap();
        return;
    }
    assert_eq!(
        readme, expected,
        "the catalogue changed: run the tests once with UPDATE_README=1"
    );
}

fn table() -> String {
    let mut table =
        "| source | provider | ways to ask | fields | limits |\n|---|---|---|---|---|\n".to_owned();
    let mut names: Vec<_> = Files::iter().filter(|name| name != COMMON).collect();
    names.sort();
    for name in names {
        let file: SourceFile = toml::from_str(&text_of(&name).unwrap()).unwrap();
        let id = name.trim_end_matches(".toml");
        let modes: Vec<_> = file
            .modes
            .iter()
            .map(|(mode, asked)| way(mode, asked))
            .collect();
        let (label, provider) = (&file.label.fr, &file.provider.name.fr);
        writeln!(
            table,
            "| {label}<br>`{id}` | {provider} | {} | {} | {} |",
            modes.join("<br>"),
            fields(&file).join("<br>"),
            limits(&file)
        )
        .unwrap();
    }
    table
}

/// A way of asking, whom it is about, and when it is open.
fn way(mode: &str, asked: &ModeFile) -> String {
    let open = match &asked.only_for {
        Some(tag) => format!(" (forms tagged `{tag}`)"),
        None if asked.path.starts_with("/api/v2/") => " (withdrawn upstream)".to_owned(),
        None => String::new(),
    };
    let about = asked.about.as_ref();
    let whose = about.map(|about| format!(" of `{}`", about.id));
    format!("`{mode}`{}{open}", whose.unwrap_or_default())
}

/// Each item, and the fields in it that differ from the item itself.
fn fields(file: &SourceFile) -> Vec<String> {
    let items = file.item.iter().map(|item| {
        let inside = |path: String| {
            path.strip_prefix(&item.path.to_string())
                .map(|rest| rest.trim_start_matches('.').to_owned())
        };
        let names: Vec<_> = item
            .field
            .iter()
            .filter_map(|field| inside(field.path.to_string()))
            .filter(|rest| !rest.is_empty())
            .map(|rest| format!("`{rest}`"))
            .collect();
        match names.is_empty() {
            true => format!("**`{}`**", item.path),
            false => format!("**`{}`**: {}", item.path, names.join(", ")),
        }
    });
    items.collect()
}

/// What the source covers and does not, and what the law keeps it from.
fn limits(file: &SourceFile) -> String {
    let mut limits = vec![file.help.get(Lang::En).to_owned()];
    for refused in &file.refused_for {
        limits.push(format!(
            "Refused in forms tagged `{}`: {}; use `{}`.",
            refused.tag, refused.reason, refused.instead
        ));
    }
    if file.monthly {
        limits.push("Figures of a month, renewed early in the next one.".to_owned());
    }
    for field in file.item.iter().flat_map(|item| &item.field) {
        if let Some(unknown) = &field.unknown {
            limits.push(format!(
                "`{}` = {} is given as unknown from {} until {}.",
                field.path,
                unknown.value,
                day(unknown.from),
                day(unknown.until)
            ));
        }
    }
    limits.join(" ")
}

fn day([month, day]: [u8; 2]) -> String {
    format!("{day} {}", MONTHS[usize::from(month) - 1])
}
