//! The cases of every operation, from the families embedded in the program or from a folder.

mod files;

use std::{
    cmp::Reverse,
    collections::HashMap,
    path::Path,
    sync::{Arc, OnceLock},
};

use jiff::civil::Date;

use crate::{
    case::Case,
    error::Error,
    france_connect::{self, Person},
    key::Key,
    operations::{self, Operation},
    query::Given,
    rules,
};
use files::Files;

/// The answer to everybody no case knows, in each operation's folder.
const DEFAULT: &str = "404.yaml";

/// A folder that would be served.
const EXAMPLE: &str = "api_particulier_v3_cnav_quotient_familial_with_civility";

/// The operations that have cases, and those of FranceConnect.
pub(crate) struct Library {
    served: Vec<Arc<Served>>,
    warnings: Vec<String>,
}

/// One operation and its cases.
pub(crate) struct Served {
    pub(crate) operation: &'static Operation,
    /// In the order of their files.
    cases: Vec<Case>,
    by_key: HashMap<Key, usize>,
    default: Case,
}

impl Library {
    /// Reads the cases of `folder`, or the embedded ones.
    ///
    /// # Errors
    /// When a file cannot be read or breaks the format, or no operation has cases.
    pub(crate) fn open(folder: Option<&Path>, today: Date) -> Result<Self, Error> {
        let served = match folder {
            None => embedded()?,
            Some(folder) => read(&files::read_folder(folder)?)?,
        };
        if served.iter().all(|served| served.cases.is_empty()) {
            return Err(Error::NoCases { example: EXAMPLE });
        }
        let without = operations::all()
            .filter(|operation| {
                served
                    .iter()
                    .all(|served| served.operation.id != operation.id)
            })
            .map(|operation| format!("{} has no case: not served", operation.id));
        let unreached = served.iter().flat_map(|served| served.warnings(today));
        let warnings = without.chain(unreached).collect();
        Ok(Self { served, warnings })
    }

    /// The operations that have cases, in the table's order.
    pub(crate) fn served(&self) -> &[Arc<Served>] {
        &self.served
    }

    /// What the person starting the sandbox should know about the cases.
    pub(crate) fn warnings(&self) -> &[String] {
        &self.warnings
    }
}

impl Served {
    fn new(operation: &'static Operation, cases: Vec<Case>) -> Self {
        let default = cases
            .iter()
            .find(|case| is_default(operation, &case.file))
            .cloned();
        let default = default.unwrap_or_else(|| Case::not_found(operation));
        let mut by_key = HashMap::new();
        for (index, case) in cases.iter().enumerate() {
            by_key.entry(case.key()).or_insert(index);
        }
        Self {
            operation,
            cases,
            by_key,
            default,
        }
    }

    /// The case about a person, with these other parameters: an own case before the sister's, then the one that tells most of them.
    pub(crate) fn about(&self, person: &Person, others: &Key) -> &Case {
        let own = |case: &Case| case.file.starts_with(self.operation.id);
        let theirs = self
            .cases
            .iter()
            .filter(|case| person.identity.is_in(case) && france_connect::others(case) == *others);
        let case = theirs.min_by_key(|case| (!own(case), Reverse(france_connect::told(case))));
        case.unwrap_or(&self.default)
    }

    /// The case for these parameters, or the operation's default one.
    pub(crate) fn find(&self, key: &Key) -> &Case {
        let index = self.by_key.get(key).copied();
        index
            .and_then(|index| self.cases.get(index))
            .unwrap_or(&self.default)
    }

    /// Every case, in the order of their files.
    pub(crate) fn cases(&self) -> &[Case] {
        &self.cases
    }

    /// The body of the first case that answers 200.
    pub(crate) fn sample(&self) -> &str {
        let sample = self.cases.iter().find(|case| case.status == 200);
        sample.map_or("{}", |case| case.payload.as_str())
    }

    /// The cases that no call comes to; the default one needs none.
    fn warnings(&self, today: Date) -> Vec<String> {
        let others = self
            .cases
            .iter()
            .filter(|case| **case != self.default && !self.operation.connected);
        others
            .filter_map(|case| self.warning(case, today))
            .collect()
    }

    fn warning(&self, case: &Case, today: Date) -> Option<String> {
        let answered = self.find(&case.key());
        if answered.file != case.file {
            return Some(format!(
                "{} is never answered: {} has the same params",
                case.file, answered.file
            ));
        }
        let reason = unreachable(case, self.operation, today)?;
        Some(format!("{} can never match: {reason}", case.file))
    }
}

/// The families that come with the program, read once.
///
/// # Errors
/// As [`read`]; a test proves that there is none.
fn embedded() -> Result<Vec<Arc<Served>>, Error> {
    static EMBEDDED: OnceLock<Vec<Arc<Served>>> = OnceLock::new();
    if let Some(served) = EMBEDDED.get() {
        return Ok(served.clone());
    }
    let served = read(&files::embedded())?;
    Ok(EMBEDDED.get_or_init(|| served).clone())
}

/// The operations that have cases among `files`.
fn read(files: &Files) -> Result<Vec<Arc<Served>>, Error> {
    let mut served = Vec::new();
    for operation in operations::all() {
        let mut cases = parse(operation, files)?;
        if operation.connected {
            cases.extend(sister_cases(operation, &served));
        }
        if operation.connected || !cases.is_empty() {
            served.push(Arc::new(Served::new(operation, cases)));
        }
    }
    Ok(served)
}

/// Whether a file is the operation's default, or its sister's where there is none.
fn is_default(operation: &Operation, file: &str) -> bool {
    let folder = file
        .strip_suffix(DEFAULT)
        .and_then(|file| file.strip_suffix('/'));
    folder
        .is_some_and(|folder| folder == operation.id || folder == operations::sister(operation.id))
}

/// The cases of the operation that takes as parameters what FranceConnect says: it comes before in the table.
fn sister_cases(operation: &Operation, served: &[Arc<Served>]) -> Vec<Case> {
    let id = operations::sister(operation.id);
    let sister = served.iter().find(|served| served.operation.id == id);
    sister
        .map(|sister| sister.cases.clone())
        .unwrap_or_default()
}

fn parse(operation: &Operation, files: &Files) -> Result<Vec<Case>, Error> {
    let prefix = format!("{}/", operation.id);
    let own = files.iter().filter(|(file, _)| file.starts_with(&prefix));
    own.map(|(file, text)| {
        Case::parse(file, text).map_err(|flaw| Error::Case {
            file: file.clone(),
            flaw,
        })
    })
    .collect()
}

/// Why no call with the case's own parameters comes to the case; `None` when one does.
fn unreachable(case: &Case, operation: &Operation, today: Date) -> Option<String> {
    let mut params = case.params.clone();
    // The state's own digital directorate: any right SIRET would do.
    params.insert("recipient".to_owned(), vec!["13002526500013".to_owned()]);
    match rules::check(operation.rules, &Given::new(params), today) {
        Ok(key) if key == case.key() => None,
        Ok(_) => Some("the API does not know some of its params, or drops them".to_owned()),
        Err(violations) => {
            let details = violations.iter().map(|violation| violation.text.detail);
            Some(format!(
                "the API refuses its params: {}",
                details.collect::<Vec<_>>().join("; ")
            ))
        }
    }
}

#[cfg(test)]
mod tests;
