//! The cases of every operation, from the families embedded in the program or from a folder.

use std::{
    collections::{BTreeMap, HashMap},
    fs, io,
    path::{Path, PathBuf},
};

use jiff::civil::Date;
use rust_embed::Embed;

use crate::{
    case::Case,
    error::Error,
    key::Key,
    operations::{OPERATIONS, Operation},
    query::Given,
    rules,
};

/// The families written for this sandbox.
#[derive(Embed)]
#[folder = "cases"]
struct Embedded;

/// The answer to everybody no case knows, in each operation's folder.
const DEFAULT: &str = "404.yaml";

/// A file's path below the folder of cases, with `/`, and its text; in the order of the paths.
type Files = BTreeMap<String, String>;

/// The cases of every operation served.
pub(crate) struct Library {
    folders: BTreeMap<&'static str, Folder>,
    warnings: Vec<String>,
}

/// The cases of one operation.
struct Folder {
    cases: Vec<Case>,
    by_key: HashMap<Key, usize>,
    default: usize,
}

impl Library {
    /// Reads the cases of `folder`, or the embedded ones.
    ///
    /// # Errors
    /// When a file cannot be read or breaks the format, an operation has no `404.yaml`, or no operation has cases.
    pub(crate) fn open(folder: Option<&Path>, today: Date) -> Result<Self, Error> {
        let files = folder.map_or_else(|| Ok(embedded()), read_folder)?;
        let mut library = Self { folders: BTreeMap::new(), warnings: Vec::new() };
        for operation in OPERATIONS {
            match Folder::build(operation, &files, today, &mut library.warnings)? {
                Some(folder) => drop(library.folders.insert(operation.id, folder)),
                None => library.warnings.push(format!("{} has no folder: not served", operation.id)),
            }
        }
        if library.folders.is_empty() {
            return Err(Error::NoCases { example: OPERATIONS[0].id });
        }
        Ok(library)
    }

    /// Whether an operation has cases.
    pub(crate) fn serves(&self, operation: &Operation) -> bool {
        self.folders.contains_key(operation.id)
    }

    /// The case for these parameters, or the operation's default one.
    pub(crate) fn find(&self, operation: &Operation, key: &Key) -> Option<&Case> {
        let folder = self.folders.get(operation.id)?;
        folder.cases.get(folder.by_key.get(key).copied().unwrap_or(folder.default))
    }

    /// The first case that answers 200.
    pub(crate) fn sample(&self, operation: &Operation) -> Option<&Case> {
        self.folders.get(operation.id)?.cases.iter().find(|case| case.status == 200)
    }

    /// Every case, by operation and then by file.
    pub(crate) fn cases(&self) -> impl Iterator<Item = (&'static str, &Case)> {
        self.folders.iter().flat_map(|(id, folder)| folder.cases.iter().map(|case| (*id, case)))
    }

    /// What the person starting the sandbox should know about the cases.
    pub(crate) fn warnings(&self) -> &[String] {
        &self.warnings
    }
}

impl Folder {
    fn build(
        operation: &Operation,
        files: &Files,
        today: Date,
        warnings: &mut Vec<String>,
    ) -> Result<Option<Self>, Error> {
        let prefix = format!("{}/", operation.id);
        let own = files.iter().filter(|(file, _)| file.starts_with(&prefix));
        let cases = own
            .map(|(file, text)| {
                Case::parse(file, text).map_err(|flaw| Error::Case { file: file.clone(), flaw })
            })
            .collect::<Result<Vec<_>, _>>()?;
        if cases.is_empty() {
            return Ok(None);
        }
        let default = cases
            .iter()
            .position(|case| case.file.strip_prefix(&prefix) == Some(DEFAULT))
            .ok_or_else(|| Error::NoDefault { folder: operation.id.to_owned() })?;
        let mut by_key = HashMap::new();
        for (index, case) in cases.iter().enumerate() {
            if index != default && !reachable(case, operation, today) {
                warnings.push(format!("{} can never match: the API refuses or renames its params", case.file));
            }
            if let Some(first) = by_key.get(&case.key()).map(|&first: &usize| &cases[first]) {
                warnings.push(format!("{} is never answered: {} has the same params", case.file, first.file));
            } else {
                by_key.insert(case.key(), index);
            }
        }
        Ok(Some(Self { cases, by_key, default }))
    }
}

/// Whether a call with the case's own parameters comes to the case.
fn reachable(case: &Case, operation: &Operation, today: Date) -> bool {
    let mut params = case.params.clone();
    // The state's own digital directorate: any right SIRET would do.
    params.insert("recipient".to_owned(), vec!["13002526500013".to_owned()]);
    rules::check(operation.rules, &Given::new(params), today).is_ok_and(|key| key == case.key())
}

fn embedded() -> Files {
    let text = |file: &str| Embedded::get(file).map(|found| String::from_utf8_lossy(&found.data).into_owned());
    let cases = Embedded::iter().filter(|file| is_case(Path::new(file.as_ref())));
    cases.filter_map(|file| Some((file.to_string(), text(&file)?))).collect()
}

fn read_folder(folder: &Path) -> Result<Files, Error> {
    let mut files = Files::new();
    let mut to_read = vec![PathBuf::new()];
    while let Some(below) = to_read.pop() {
        let here = folder.join(&below);
        let unreadable = |source| Error::Unreadable { path: here.clone(), source };
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
    fs::read_to_string(path).map_err(|source: io::Error| Error::Unreadable { path: path.to_owned(), source })
}

fn is_case(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml")
}

fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests;
