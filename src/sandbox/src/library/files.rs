//! Where case files come from: the program itself, or a folder.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use rust_embed::Embed;

use crate::error::Error;

/// The families written for this sandbox.
#[derive(Embed)]
#[folder = "cases"]
struct Embedded;

/// A file's path below the folder of cases, with `/`, and its text; in the order of the paths.
pub(super) type Files = BTreeMap<String, String>;

/// The embedded case files.
pub(super) fn embedded() -> Files {
    let text = |file: &str| {
        Embedded::get(file).map(|found| String::from_utf8_lossy(&found.data).into_owned())
    };
    let cases = Embedded::iter().filter(|file| is_case(Path::new(file.as_ref())));
    cases
        .filter_map(|file| Some((file.to_string(), text(&file)?)))
        .collect()
}

/// The case files of a folder and of those below it.
///
/// # Errors
/// When one of them cannot be read.
pub(super) fn read_folder(folder: &Path) -> Result<Files, Error> {
    let mut files = Files::new();
    let mut to_read = vec![PathBuf::new()];
    while let Some(below) = to_read.pop() {
        let here = folder.join(&below);
        let unreadable = |source| Error::Unreadable {
            path: here.clone(),
            source,
        };
        for entry in fs::read_dir(&here).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            let below = below.join(entry.file_name());
            if entry.path().is_dir() {
                to_read.push(below);
            } else if is_case(&below) {
                files.insert(slashed(&below), read_file(&entry.path())?);
            }
        }
    }
    Ok(files)
}

fn read_file(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|source: io::Error| Error::Unreadable {
        path: path.to_owned(),
        source,
    })
}

fn is_case(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "yaml" || extension == "yml")
}

fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}
