//! `cargo xtask dist`: what is given to others, in `target/dist`, each file with its SHA-256.

use crate::error::Result;
use crate::{command, digest, files, progress, setup, widget, workspace};
use std::path::Path;
use std::process::Command;

/// Builds the release binary with the widget inside, and the npm package when there is one.
pub(crate) fn run() -> Result {
    setup::wasm_target()?;
    widget::build(Some(&setup::optimiser()?))?;
    let folder = workspace::target().join("dist");
    files::remove_folder(&folder)?;
    files::create_folder(&folder)?;
    relay(&folder)?;
    npm_package(&folder)?;
    progress::step("Summing");
    files::write(&folder.join("SHA256SUMS"), sums(&folder)?)?;
    progress::result(&format!("shipped files: {}", folder.display()));
    Ok(())
}

fn relay(folder: &Path) -> Result {
    progress::step("Compiling the relay, optimised, the widget inside");
    // The widget is read while the relay compiles, and cargo does not know that it is new.
    files::touch(&workspace::root().join("src/relay/src/lib.rs"))?;
    command::run(&mut command::cargo("build --release --package pre-remplir"))?;
    files::copy(
        &workspace::target().join("release/pre-remplir"),
        &folder.join("pre-remplir"),
    )
}

fn npm_package(folder: &Path) -> Result {
    let package = workspace::root().join("pkg");
    if !package.join("package.json").is_file() {
        return Ok(());
    }
    progress::step("Packing for npm");
    command::run_quietly(
        Command::new("npm")
            .args(["pack", "--pack-destination"])
            .arg(folder)
            .current_dir(package),
    )
}

/// The lines that `sha256sum --check` reads.
fn sums(folder: &Path) -> Result<String> {
    let mut lines = String::new();
    for path in files::walk(folder, &|_| true)? {
        let name = path.strip_prefix(folder).unwrap_or(&path);
        lines += &format!(
            "{}  {}\n",
            digest::sha256(&files::read(&path)?),
            name.display()
        );
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_what_sha256sum_reads() {
        let folder = tempfile::tempdir().unwrap();
        files::write(&folder.path().join("b"), "").unwrap();
        files::write(&folder.path().join("a"), "a").unwrap();
        let sums = sums(folder.path()).unwrap();
        let mut lines = sums.lines();
        assert_eq!(
            lines.next(),
            Some("ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb  a")
        );
        assert_eq!(
            lines.next(),
            Some("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  b")
        );
        assert_eq!(lines.next(), None);
    }
}
