//! File operations whose errors name the file.

use crate::error::{Error, Result};
use std::path::{Path, PathBuf};

/// Reads a whole file.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(naming(path))
}

/// Reads a whole UTF-8 file.
pub(crate) fn read_text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(naming(path))
}

/// Writes a file, creating the folders it sits in.
pub(crate) fn write(path: &Path, content: impl AsRef<[u8]>) -> Result {
    if let Some(folder) = path.parent() {
        create_folder(folder)?;
    }
    std::fs::write(path, content).map_err(naming(path))
}

/// Creates a folder and those it sits in.
pub(crate) fn create_folder(path: &Path) -> Result {
    std::fs::create_dir_all(path).map_err(naming(path))
}

/// Makes a file look changed now.
pub(crate) fn touch(path: &Path) -> Result {
    let file = std::fs::File::options().append(true).open(path);
    file.and_then(|file| file.set_modified(std::time::SystemTime::now()))
        .map_err(naming(path))
}

/// Copies a file, permissions included.
pub(crate) fn copy(from: &Path, to: &Path) -> Result {
    std::fs::copy(from, to).map(drop).map_err(naming(from))
}

/// Removes a folder and all it holds; a folder that is not there is fine.
pub(crate) fn remove_folder(path: &Path) -> Result {
    match std::fs::remove_dir_all(path) {
        Err(source) if source.kind() != std::io::ErrorKind::NotFound => Err(naming(path)(source)),
        _ => Ok(()),
    }
}

/// Every file under a folder, sorted; `enter` says which folders to go into.
pub(crate) fn walk(folder: &Path, enter: &dyn Fn(&Path) -> bool) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).map_err(naming(&folder))? {
            let path = entry.map_err(naming(&folder))?.path();
            if !path.is_dir() {
                found.push(path);
            } else if enter(&path) {
                folders.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Puts a file's name into what went wrong with it.
pub(crate) fn naming(path: &Path) -> impl FnOnce(std::io::Error) -> Error {
    let path = path.to_path_buf();
    |source| Error::File { path, source }
}
