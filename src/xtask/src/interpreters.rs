//! The languages in which the documentation shows how to verify what was delivered: the tests run that code.

use crate::error::Result;
use crate::{command, setup};
use std::path::PathBuf;
use std::process::Command;

const WHY: &str = "the documentation's verifiers are run as they are shown";

/// Variable that names it to the tests, program, what tells that it can do what the verifiers need, what it is, packages.
type Interpreter = (
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static str,
    &'static [&'static str],
);

const INTERPRETERS: [Interpreter; 4] = [
    (
        "PHP",
        "php",
        &[
            "-r",
            "exit(function_exists('openssl_pkey_derive') ? 0 : 1);",
        ],
        "PHP with openssl",
        &["php-cli"],
    ),
    // Debian's own, which has Debian's packages, whatever other one comes first in the path.
    (
        "DEBIAN_PYTHON",
        "/usr/bin/python3",
        &["-c", "import jwcrypto"],
        "Python with jwcrypto",
        &["python3-jwcrypto"],
    ),
    (
        "JAVA",
        "java",
        &["-cp", "/usr/share/java/jackson-databind.jar", "--version"],
        "Java",
        &["default-jdk-headless", "libjackson2-databind-java"],
    ),
    (
        "RUBY",
        "ruby",
        &["-e", "require 'jwt'"],
        "Ruby with jwt",
        &["ruby", "ruby-jwt"],
    ),
];

/// Installs what is missing, and says where each is, by the variable that names it to the tests.
///
/// Fails with what to install by hand when this cannot be done here.
pub(crate) fn install() -> Result<Vec<(&'static str, PathBuf)>> {
    let all = INTERPRETERS.iter();
    all.map(|(variable, name, words, what, packages)| {
        let find = || able(variable, name, words);
        match find() {
            Some(path) => Ok((*variable, path)),
            None => setup::install(what, WHY, packages, &find).map(|path| (*variable, path)),
        }
    })
    .collect()
}

/// The program, where the environment says or by its name, if it can do what is needed.
fn able(variable: &str, name: &str, words: &[&str]) -> Option<PathBuf> {
    let named = std::env::var_os(variable).map(PathBuf::from);
    let path = named.or_else(|| command::find(name))?;
    let jackson = PathBuf::from("/usr/share/java/jackson-databind.jar");
    let has_library = name != "java" || jackson.is_file();
    let tried = Command::new(&path).args(words).output().ok()?;
    (tried.status.success() && has_library).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_cannot_do_what_is_needed_is_not_enough() {
        assert!(able("NO_SUCH_VARIABLE", "sh", &["-c", "true"]).is_some());
        assert!(able("NO_SUCH_VARIABLE", "sh", &["-c", "false"]).is_none());
        assert!(able("NO_SUCH_VARIABLE", "no-such-program", &[]).is_none());
    }
}
