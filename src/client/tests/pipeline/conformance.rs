//! The conformance table of the README names tests that exist.

use std::{fs, path::Path};

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

#[test]
fn every_test_named_by_the_table_exists() {
    let readme = fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap();
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
