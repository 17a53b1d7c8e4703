//! The pages of the renderers that tests fill: their packages fetched from npm, and the pages built from `tests/renderers`.

use crate::error::Result;
use crate::{command, digest, files, progress, setup, workspace};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Builds the pages into the target folder when their sources or pins changed, and says where they are.
///
/// Fails when npm cannot be installed, or the pages cannot be built.
pub(crate) fn build() -> Result<PathBuf> {
    let (from, to) = (
        workspace::root().join("tests/renderers"),
        workspace::target().join("renderers"),
    );
    let (package, lock) = (
        files::read_text(&from.join("package.json"))?,
        files::read_text(&from.join("package-lock.json"))?,
    );
    let what = "the renderers whose forms are filled in tests";
    let why = "forms of real renderers are filled in tests";
    setup::npm_packages(&to, &package, &lock, what, why)?;
    let built = to.join("dist");
    let stamp = stamp(&from, &lock)?;
    if std::fs::read_to_string(built.join(".stamp")).is_ok_and(|made_from| made_from == stamp) {
        return Ok(built);
    }
    progress::step("Building the pages of the renderers");
    files::remove_folder(&to.join("src"))?;
    for path in sources(&from)? {
        let name = path.strip_prefix(&from).unwrap_or(&path);
        files::write(&to.join(name), files::read(&path)?)?;
    }
    let node = setup::program("NODE", "node", "Node.js", why, &["nodejs"])?;
    command::run(Command::new(node).arg("build.mjs").current_dir(&to))?;
    files::write(&built.join(".stamp"), stamp)?;
    Ok(built)
}

/// Every file that the pages are made from.
fn sources(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = files::walk(folder, &|inside| !inside.ends_with("node_modules"))?;
    found.retain(|path| !path.ends_with("package.json") && !path.ends_with("package-lock.json"));
    Ok(found)
}

/// What the pages are made from, in one hash: names and contents, and the pins.
fn stamp(folder: &Path, lock: &str) -> Result<String> {
    let mut parts = vec![lock.as_bytes().to_vec()];
    for path in sources(folder)? {
        parts.push(path.to_string_lossy().into_owned().into_bytes());
        parts.push(files::read(&path)?);
    }
    Ok(digest::stamp(
        &parts.iter().map(Vec::as_slice).collect::<Vec<_>>(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_changes_or_appears_is_built_again() {
        let folder = tempfile::tempdir().unwrap();
        let page = folder.path().join("src/plain/page.html");
        files::write(&page, "one").unwrap();
        let first = stamp(folder.path(), "pins").unwrap();
        assert_eq!(first, stamp(folder.path(), "pins").unwrap());
        assert_ne!(first, stamp(folder.path(), "other pins").unwrap());
        files::write(&page, "two").unwrap();
        let second = stamp(folder.path(), "pins").unwrap();
        files::write(&folder.path().join("src/lit/page.html"), "").unwrap();
        assert_ne!(first, second);
        assert_ne!(second, stamp(folder.path(), "pins").unwrap());
    }
}
