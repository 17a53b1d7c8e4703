//! The catalogue as a whole: operations that no source asks, reasons that nothing needs.

use super::super::super::file::SourceFile;
use super::documents::Documents;
use super::reasons::{UNDESCRIBED, UNREAD, UNSENT};
use crate::catalogue::Api;

/// The operations for individuals, in their latest version, that no source asks.
pub(super) fn forgotten_operations(documents: &Documents, files: &[SourceFile]) -> Vec<String> {
    let asked = |key: &String| {
        let mut modes = files.iter().flat_map(|file| file.modes.values());
        modes.any(|mode| mode.api == Api::Particulier && key.ends_with(&format!(" {}", mode.path)))
    };
    let current = documents
        .operations
        .iter()
        .filter(|(_, operation)| operation.name.is_some() && !operation.deprecated);
    current
        .filter(|(key, _)| !asked(key))
        .map(|(key, _)| format!("no source asks {key}"))
        .collect()
}

/// Reasons that nothing needs any more.
pub(super) fn unlisted_reasons(documents: &Documents, files: &[SourceFile]) -> Vec<String> {
    let operations = || documents.operations.values();
    let sends = |name: &str| operations().any(|operation| operation.parameters.contains_key(name));
    let answers = |start: &str| {
        operations().any(|operation| operation.fields.keys().any(|path| path.starts_with(start)))
    };
    let asks = |path: &str| {
        files
            .iter()
            .flat_map(|file| file.modes.values())
            .any(|mode| mode.path == path)
    };
    let stale = UNSENT.iter().filter(|(name, _)| !sends(name));
    let stale = stale.chain(UNREAD.iter().filter(|(start, _)| !answers(start)));
    let stale = stale.chain(UNDESCRIBED.iter().filter(|(path, _)| !asks(path)));
    stale
        .map(|(name, _)| format!("a reason is given for `{name}`, which is nowhere"))
        .collect()
}
