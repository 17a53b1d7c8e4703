//! The rules that this repository sets itself and no other program checks.

use crate::error::{Error, Result};
use crate::{files, shape, workspace};
use std::path::Path;

/// A source file longer than this, tests left out, is two rooms in one.
const LONGEST: usize = 400;
const TEXT: [&str; 11] = [
    "css", "html", "js", "json", "md", "php", "rs", "sh", "toml", "yaml", "yml",
];
/// Split here so that this file does not break its own rule.
const UNFINISHED: [&str; 2] = [concat!("TO", "DO"), concat!("FIX", "ME")];
const MACHINE: [&str; 3] = [
    concat!("/ho", "me/"),
    concat!("/ro", "ot/"),
    concat!("/Us", "ers/"),
];

/// Checks the whole tree; fails with one line per finding.
pub(crate) fn run() -> Result {
    let root = workspace::root();
    let mut findings = Vec::new();
    for path in files::walk(&root, &|folder| ours(&root, folder))? {
        if path
            .extension()
            .is_some_and(|extension| TEXT.iter().any(|text| extension == *text))
        {
            let name = path
                .strip_prefix(&root)
                .unwrap_or(&path)
                .display()
                .to_string();
            findings.extend(in_file(&name, &files::read_text(&path)?));
        }
    }
    let crates = shape::crates()?;
    let names = crates
        .iter()
        .filter_map(|folder| folder.file_name()?.to_str());
    // A map that is missing names no crate, and each is then reported.
    let map = files::read_text(&root.join("src/README.md")).unwrap_or_default();
    findings.extend(in_map(&map, &names.collect::<Vec<_>>(), &|path| {
        exists(&root, path)
    }));
    if findings.is_empty() {
        Ok(())
    } else {
        Err(Error::Untidy(findings))
    }
}

/// Folders that people write; what programs write is not looked at.
fn ours(root: &Path, folder: &Path) -> bool {
    let built = ["node_modules", ".git", "target"]
        .iter()
        .any(|name| folder.ends_with(name));
    !built
        && folder != workspace::target()
        && folder != workspace::built()
        && folder.starts_with(root)
}

/// What is wrong inside one file.
fn in_file(name: &str, text: &str) -> Vec<String> {
    let mut findings = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        findings.extend(
            UNFINISHED
                .iter()
                .filter(|mark| line.contains(**mark))
                .map(|mark| {
                    format!(
                        "{name}:{number}: {mark}: finish it, or say in a sentence what is not done"
                    )
                }),
        );
        findings.extend(MACHINE.iter().filter(|folder| line.contains(**folder)).map(|folder| {
            format!("{name}:{number}: a path of one machine ({folder}): write it relative to the project")
        }));
    }
    let source = name.starts_with("src/") && name.ends_with(".rs") && !name.contains("/tests");
    let length = if source {
        shape::without_tests(text).lines().count()
    } else {
        0
    };
    if length > LONGEST {
        findings.push(format!(
            "{name}: {length} lines without tests, {LONGEST} at most: split it by purpose"
        ));
    }
    findings
}

/// What the map in `src/README.md` gets wrong: paths that do not exist, crates it leaves out.
fn in_map(map: &str, crates: &[&str], exists: &dyn Fn(&str) -> bool) -> Vec<String> {
    let named: Vec<&str> = map.split('`').skip(1).step_by(2).collect();
    let dead = named.iter().filter(|word| is_path(word) && !exists(word));
    let mut findings: Vec<_> = dead
        .map(|path| format!("src/README.md: `{path}` does not exist"))
        .collect();
    let absent = crates
        .iter()
        .filter(|name| !named.iter().any(|word| of_crate(word, name)));
    findings
        .extend(absent.map(|name| format!("src/README.md: the crate `{name}` is not on the map")));
    findings
}

/// Whether a word in backticks is meant as a path: it has a folder, and ends as a folder or with an extension.
fn is_path(word: &str) -> bool {
    let plain = word
        .chars()
        .all(|letter| letter.is_ascii_alphanumeric() || "/._-".contains(letter));
    let last = word.rsplit('/').next().unwrap_or_default();
    plain && word.contains('/') && !word.starts_with('/') && (last.is_empty() || last.contains('.'))
}

fn of_crate(word: &str, name: &str) -> bool {
    word.trim_start_matches("src/").split('/').next() == Some(name)
}

/// The map names paths from the root, or from the folder it is in.
fn exists(root: &Path, path: &str) -> bool {
    root.join(path).exists() || root.join("src").join(path).exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unfinished_work_and_machine_paths_are_found() {
        let planted = format!(
            "a\n// {}: later\nlet x = \"{}me\";\n",
            UNFINISHED[0], MACHINE[0]
        );
        let found = in_file("www/a.js", &planted);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(
            found[0].starts_with("www/a.js:2: ") && found[1].starts_with("www/a.js:3: "),
            "{found:?}"
        );
        assert!(in_file("www/a.js", "a finished line, and a route /me/home\n").is_empty());
    }

    #[test]
    fn the_length_limit_holds_at_its_edge_and_leaves_tests_out() {
        let code = "// line\n".repeat(LONGEST);
        let tests = format!(
            "#[cfg(test)]\nmod tests {{\n{}}}\n",
            "    // line\n".repeat(100)
        );
        assert!(in_file("src/a/src/b.rs", &format!("{code}{tests}")).is_empty());
        assert_eq!(
            in_file("src/a/src/b.rs", &format!("{code}// more\n{tests}")).len(),
            1
        );
        assert!(in_file("src/a/src/tests.rs", &format!("{code}{code}")).is_empty());
        assert!(in_file("www/b.css", &format!("{code}{code}")).is_empty());
    }

    #[test]
    fn the_map_names_every_crate_and_no_dead_path() {
        let exists = |path: &str| path == "model/src/lib.rs";
        let map =
            "`model/src/lib.rs`, `GET /v1/forms`, `/v1/forms/x.js`, `application/json`, `relay`";
        assert!(in_map(map, &["model", "relay"], &exists).is_empty());
        assert_eq!(
            in_map(map, &["model", "widget"], &exists),
            ["src/README.md: the crate `widget` is not on the map"]
        );
        let dead = "`model/src/lib.rs` and `model/src/gone.rs`";
        assert_eq!(
            in_map(dead, &["model"], &exists),
            ["src/README.md: `model/src/gone.rs` does not exist"]
        );
    }
}
