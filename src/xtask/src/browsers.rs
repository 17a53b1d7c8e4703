//! The browsers of the journeys, one of each engine, and what drives them.

use crate::error::Result;
use crate::{command, progress, setup, workspace};
use std::path::PathBuf;

/// What each is needed for.
const WHY: &str = "the journeys are made in real browsers";
/// The driver of Firefox, which Debian does not have.
const GECKODRIVER: &str = "0.37.1";
/// The variable that names a program to the tests, the program, what it is, and Debian's packages of it.
const PROGRAMS: [(&str, &str, &str, &[&str]); 5] = [
    (
        "CHROMIUM",
        "chromium",
        "Chromium",
        &["chromium", "fonts-dejavu-core"],
    ),
    (
        "CHROMEDRIVER",
        "chromedriver",
        "Chromium's driver",
        &["chromium-driver"],
    ),
    ("FIREFOX", "firefox-esr", "Firefox", &["firefox-esr"]),
    (
        "WEBKIT_DRIVER",
        "WebKitWebDriver",
        "WebKit, its small browser and its driver",
        &["webkit2gtk-driver"],
    ),
    (
        "XVFB",
        "Xvfb",
        "a screen that nobody sees, for WebKit",
        &["xvfb"],
    ),
];

/// Installs what is missing, and says where each is, by the variable that names it to the tests: the browsers with their
/// drivers, a font so that pages have text, and the accessibility checker.
///
/// Fails with what to install by hand when this cannot be done here.
pub(crate) fn install() -> Result<Vec<(&'static str, PathBuf)>> {
    let programs = PROGRAMS.iter().map(|(variable, name, what, packages)| {
        setup::program(variable, name, what, WHY, packages).map(|path| (*variable, path))
    });
    let mut installed = programs.collect::<Result<Vec<_>>>()?;
    installed.push(("GECKODRIVER", geckodriver()?));
    setup::npm_programs()?;
    let axe = workspace::tools().join("node_modules/axe-core/axe.min.js");
    installed.push(("AXE_JS", axe));
    Ok(installed)
}

/// The driver of Firefox: where the environment says, or compiled once into the target folder.
fn geckodriver() -> Result<PathBuf> {
    if let Some(path) = std::env::var_os("GECKODRIVER") {
        return Ok(path.into());
    }
    let built = workspace::tools().join("bin/geckodriver");
    let version = format!("geckodriver {GECKODRIVER}");
    let answered = command::answer(&built.to_string_lossy(), "--version");
    if !answered.is_some_and(|answer| answer.starts_with(&version)) {
        progress::step("Compiling Firefox's driver (the journeys are made in real browsers)");
        let mut install = command::cargo("install geckodriver --force --quiet");
        install
            .args(["--version", GECKODRIVER, "--root"])
            .arg(workspace::tools());
        command::run(&mut install)?;
    }
    Ok(built)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_program_has_its_variable_and_its_packages() {
        let mut variables: Vec<_> = PROGRAMS.iter().map(|(variable, ..)| variable).collect();
        variables.sort_unstable();
        variables.dedup();
        assert_eq!(variables.len(), PROGRAMS.len());
        assert!(PROGRAMS.iter().all(|(.., packages)| !packages.is_empty()));
    }
}
