//! How long files and functions are, crate by crate: a report to look at, not a gate.

use crate::error::Result;
use crate::{files, progress, workspace};
use std::path::Path;

/// A function longer than this is worth a second look.
const LONG: usize = 60;

/// Prints one line per crate of `src`.
pub(crate) fn print() -> Result {
    progress::result(&format!(
        "\n{:<12}{:>6}{:>14}{:>11}{:>22}",
        "lines", "files", "median/file", "p95/file", "functions over 60"
    ));
    for folder in crates()? {
        let name = folder
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let sources = rust_files(&folder)?;
        let mut lengths = Vec::new();
        let mut long = 0;
        for path in &sources {
            let text = without_tests(&files::read_text(path)?);
            lengths.push(text.lines().count());
            long += functions(&text)
                .into_iter()
                .filter(|length| *length > LONG)
                .count();
        }
        lengths.sort_unstable();
        let (median, high) = (percentile(&lengths, 50), percentile(&lengths, 95));
        progress::result(&format!(
            "{name:<12}{:>6}{median:>14}{high:>11}{long:>22}",
            sources.len()
        ));
    }
    Ok(())
}

/// The folders of `src` that are crates, sorted.
pub(crate) fn crates() -> Result<Vec<std::path::PathBuf>> {
    let manifests = files::walk(&workspace::root().join("src"), &|folder| {
        !folder.ends_with("src")
    })?;
    let crates = manifests
        .iter()
        .filter(|path| path.ends_with("Cargo.toml"))
        .filter_map(|path| path.parent());
    Ok(crates.map(Path::to_path_buf).collect())
}

/// A crate's source files, those that hold only tests left out.
fn rust_files(folder: &Path) -> Result<Vec<std::path::PathBuf>> {
    let mut found = files::walk(&folder.join("src"), &|folder| !folder.ends_with("tests"))?;
    found.retain(|path| {
        path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("tests.rs")
    });
    Ok(found)
}

/// The text without its test modules: in formatted code, one ends at the brace that stands where it began.
pub(crate) fn without_tests(text: &str) -> String {
    let mut kept = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let opens = lines
            .peek()
            .is_some_and(|next| next.trim_start().starts_with("mod ") && next.ends_with('{'));
        if line.trim() == "#[cfg(test)]" && opens {
            let end = format!("{}}}", indentation(line));
            lines.by_ref().find(|line| *line == end);
        } else {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// The length in lines of every function, from its signature to the brace that stands where it began.
fn functions(text: &str) -> Vec<usize> {
    let lines: Vec<&str> = text.lines().collect();
    let starts = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| is_function(line));
    let lengths = starts.map(|(start, line)| {
        let indent = indentation(line);
        let ends = |line: &&str| {
            **line == *format!("{indent}}}")
                || line.starts_with(&format!("{indent})")) && line.ends_with(';')
        };
        let body = if line.ends_with('}') {
            &[]
        } else {
            &lines[start..]
        };
        body.iter().take_while(|line| !ends(line)).count() + 1
    });
    lengths.collect()
}

/// Whether a line of formatted code opens a function: only qualifiers stand before `fn`, and no `;` ends it.
fn is_function(line: &str) -> bool {
    let qualifier =
        |word: &&str| ["async", "const", "extern"].contains(word) || word.starts_with("pub");
    line.split_whitespace().find(|word| !qualifier(word)) == Some("fn") && !line.ends_with(';')
}

fn indentation(line: &str) -> &str {
    &line[..line.len() - line.trim_start().len()]
}

/// The value that this share of the sorted numbers does not exceed.
fn percentile(sorted: &[usize], percent: usize) -> usize {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
pub(crate) fn long(
    a: u8,
) -> u8 {
    a
}

impl X {
    async fn short() {
        if true {
        }
    }

    fn one_line() -> u8 { 1 }
}

trait Y {
    fn declared(
        a: u8,
    ) -> u8;
}

#[cfg(test)]
mod tests {
    fn hidden() {
    }
}
// after
";

    #[test]
    fn functions_are_measured_from_signature_to_brace() {
        assert_eq!(functions(&without_tests(TEXT)), [5, 4, 1, 3]);
        assert_eq!(
            functions("// a fn in words (\n\"fn x() {\"\nlet f: fn(u8) = g;\n"),
            [0; 0]
        );
    }

    #[test]
    fn test_modules_are_left_out_and_what_follows_is_not() {
        let kept = without_tests(TEXT);
        assert!(!kept.contains("hidden"), "{kept}");
        assert!(kept.ends_with("// after\n"), "{kept}");
    }

    #[test]
    fn percentiles_by_nearest_rank() {
        let numbers: Vec<usize> = (1..=20).collect();
        assert_eq!(
            (
                percentile(&numbers, 50),
                percentile(&numbers, 95),
                percentile(&numbers, 100)
            ),
            (10, 19, 20)
        );
        assert_eq!(percentile(&[], 50), 0);
    }
}
