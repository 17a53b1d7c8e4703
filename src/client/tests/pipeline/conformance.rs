//! The README's tables: tests that exist, and the operations as they are.

use std::{fs, path::Path};

use api_particulier::{Operation, operations};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Every line of the Rust files under `folder`.
fn sources(folder: &Path) -> String {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .map(|path| {
            if path.is_dir() {
                sources(&path)
            } else {
                fs::read_to_string(path).unwrap()
            }
        })
        .collect()
}

fn readme() -> String {
    fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap()
}

/// Provider, data and way of asking.
fn segments(operation: &Operation) -> [&'static str; 3] {
    let path = operation.versions[0].path.split('/').skip(2);
    path.collect::<Vec<_>>().try_into().unwrap()
}

/// The line of the README about the operations of one provider and one data.
fn line(group: &[&'static Operation]) -> String {
    let [provider, data, _] = segments(group[0]);
    let modes = group
        .iter()
        .map(|operation| format!("`{}`", segments(operation)[2]));
    let versions = group[0].versions.iter().map(|version| {
        let mark = if version.deprecated { "~~" } else { "" };
        format!("{mark}{}{mark}", version.number)
    });
    let (modes, versions): (Vec<_>, Vec<_>) = (modes.collect(), versions.collect());
    let (modes, versions) = (modes.join(", "), versions.join(", "));
    format!("| `{provider}()` | `{data}` | {modes} | {versions} |")
}

#[test]
fn the_table_of_the_readme_is_that_of_the_operations() {
    let readme = readme();
    let groups = operations::ALL.chunk_by(|one, next| segments(one)[..2] == segments(next)[..2]);
    let expected: Vec<String> = groups.map(line).collect();
    let written: Vec<&str> = readme
        .lines()
        .filter(|line| line.contains("()` | `"))
        .collect();
    assert_eq!(written.len(), expected.len());
    for (written, expected) in written.iter().zip(&expected) {
        assert!(
            written.starts_with(expected.as_str()),
            "{written}\n{expected}"
        );
    }
}

#[test]
fn every_test_named_by_the_table_exists() {
    let readme = readme();
    let (_, table) = readme.split_once("## Conformance").unwrap();
    let sources = sources(&Path::new(ROOT).join("src")) + &sources(&Path::new(ROOT).join("tests"));
    let names = table
        .split('`')
        .skip(1)
        .step_by(2)
        .filter_map(|path| path.rsplit("::").next());
    let tests: Vec<&str> = names
        .filter(|name| name.matches('_').count() >= 2)
        .collect();
    assert!(tests.len() > 25, "{tests:?}");
    for test in tests {
        assert!(sources.contains(&format!("fn {test}(")), "{test}");
    }
}
