//! What a fresh machine lacks: each is installed once, with a line that says what and why.

use crate::error::{Error, Result};
use crate::{command, files, progress, workspace};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The pinned npm programs.
pub(crate) const LOCK: &str = include_str!("../tools/package-lock.json");
const PACKAGE: &str = include_str!("../tools/package.json");
const WASM: &str = "wasm32-unknown-unknown";

/// Rust's standard library for WebAssembly.
///
/// Fails when it is missing and rustup cannot add it.
pub(crate) fn wasm_target() -> Result {
    let library = command::answer("rustc", &format!("--print target-libdir --target {WASM}"));
    if library.is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    progress::step("Installing Rust's WebAssembly target (the widget is compiled to it)");
    command::run(
        Command::new("rustup")
            .args(["target", "add", WASM])
            .current_dir(workspace::root()),
    )
    .map_err(|_| {
        let remedy = format!("Install it by hand: rustup target add {WASM}");
        Error::Missing {
            what: "Rust's WebAssembly target",
            why: "the widget is compiled to it",
            remedy,
        }
    })
}

/// `wasm-opt`, which makes the widget a tenth smaller: that much less for an old phone to compile.
///
/// Fails when npm cannot be installed or cannot fetch it.
pub(crate) fn optimiser() -> Result<PathBuf> {
    npm_programs()?;
    Ok(workspace::tools().join("node_modules/.bin/wasm-opt"))
}

/// Fetches the pinned npm programs into the target folder, when the pins changed.
pub(crate) fn npm_programs() -> Result {
    let why = "it runs wasm-opt, which shrinks the widget";
    let what = "wasm-opt (shrinks the widget), axe (checks its accessibility), jose (verifies attestations) and oidc-provider (identifies people in tests)";
    npm_packages(&workspace::tools(), PACKAGE, LOCK, what, why)
}

/// A PostgreSQL server: the journal is tested over a real one.
///
/// Fails with what to install by hand when this cannot be done here.
pub(crate) fn database() -> Result {
    if command::find("initdb").is_some() {
        return Ok(());
    }
    let why = "the journal is tested over a real server";
    // Debian keeps the server's own programs out of the path, and puts this one there with them.
    let debian = "pg_createcluster";
    program(
        "PG_CREATECLUSTER",
        debian,
        "PostgreSQL",
        why,
        &["postgresql"],
    )
    .map(drop)
}

/// What mounts the disk that loses its power; root needs nothing.
///
/// Fails with what to install by hand when this cannot be done here.
pub(crate) fn disk() -> Result {
    if command::answer("id", "-u").as_deref() == Some("0") {
        return Ok(());
    }
    let why = "the journal is tested on a disk that loses its power";
    program("FUSERMOUNT3", "fusermount3", "FUSE", why, &["fuse3"]).map(drop)
}

/// Fetches `what`, the packages that a lock pins, into a folder, when the pins changed; `why` says what npm is for.
pub(crate) fn npm_packages(
    folder: &Path,
    package: &str,
    lock: &str,
    what: &str,
    why: &'static str,
) -> Result {
    let stamp = folder.join("node_modules/.installed");
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let npm = program("NPM", "npm", "Node.js with npm", why, &["nodejs", "npm"])?;
    progress::step(&format!("Fetching {what} from npm"));
    files::write(&folder.join("package.json"), package)?;
    files::write(&folder.join("package-lock.json"), lock)?;
    let mut fetch = Command::new(npm);
    fetch
        .args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"])
        .current_dir(folder);
    command::run_quietly(&mut fetch)?;
    files::write(&stamp, lock)
}

/// A program: where the environment says, or on the path, or installed now from Debian's packages.
pub(crate) fn program(
    variable: &str,
    name: &str,
    what: &'static str,
    why: &'static str,
    packages: &[&str],
) -> Result<PathBuf> {
    if let Some(path) = std::env::var_os(variable) {
        return Ok(path.into());
    }
    if let Some(path) = command::find(name) {
        return Ok(path);
    }
    install(what, why, packages, &|| command::find(name))
}

/// Installs Debian's packages, and gives what `find` then finds.
pub(crate) fn install(
    what: &'static str,
    why: &'static str,
    packages: &[&str],
    find: &dyn Fn() -> Option<PathBuf>,
) -> Result<PathBuf> {
    let by_hand = format!("sudo apt-get install {}", packages.join(" "));
    let missing = || Error::Missing {
        what,
        why,
        remedy: format!("Install it by hand, on Debian: {by_hand}"),
    };
    let administrator = administrator().ok_or_else(missing)?;
    progress::step(&format!("Installing {what} ({why})"));
    if apt_get(administrator, "install", packages).is_err() {
        // On a fresh machine the lists of packages are empty or old.
        apt_get(administrator, "update", &[])?;
        apt_get(administrator, "install", packages)?;
    }
    find().ok_or_else(missing)
}

/// The words that make a command run as root without asking for a password, if there are any.
fn administrator() -> Option<&'static [&'static str]> {
    command::find("apt-get")?;
    if command::answer("id", "-u")? == "0" {
        return Some(&[]);
    }
    command::answer("sudo", "-n true").map(|_| ["sudo", "-n"].as_slice())
}

fn apt_get(administrator: &[&str], verb: &str, packages: &[&str]) -> Result {
    let quiet = [
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        verb,
        "-y",
        "-qq",
        "--no-install-recommends",
    ];
    let words = [administrator, &quiet, packages].concat();
    command::run_quietly(Command::new(words[0]).args(&words[1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_fetched_is_what_is_pinned() {
        let read = |text| serde_json::from_str::<serde_json::Value>(text).unwrap();
        let (package, lock) = (read(PACKAGE), read(LOCK));
        assert_eq!(
            package["dependencies"],
            lock["packages"][""]["dependencies"]
        );
        for (name, version) in package["dependencies"].as_object().unwrap() {
            assert_eq!(
                lock["packages"][format!("node_modules/{name}")]["version"],
                *version
            );
        }
    }

    #[test]
    fn a_program_that_is_there_is_not_installed() {
        let found = program(
            "NO_SUCH_VARIABLE",
            "sh",
            "a shell",
            "tests",
            &["no-such-package"],
        )
        .unwrap();
        assert!(found.ends_with("sh"));
    }
}
