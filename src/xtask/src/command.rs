//! Running other programs.

use crate::error::{Error, Result};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

/// `cargo` with these words, in the project's folder.
///
/// What the cargo that started this program said about *this* package is taken out:
/// build scripts that watch those variables would otherwise run again each time.
pub(crate) fn cargo(words: &str) -> Command {
    let mut command = Command::new("cargo");
    command
        .args(words.split_whitespace())
        .current_dir(crate::workspace::root());
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    command
}

/// Runs a program to its end, its output going where ours goes.
///
/// Fails when it cannot start or ends badly; the error carries the line that runs it again.
pub(crate) fn run(command: &mut Command) -> Result {
    let status = command.status().map_err(start_error(command))?;
    check(command, status)
}

/// As [`run`], keeping what the program prints to itself unless it fails.
pub(crate) fn run_quietly(command: &mut Command) -> Result {
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(start_error(command))?;
    if !output.status.success() {
        crate::progress::note(&String::from_utf8_lossy(
            &[output.stdout, output.stderr].concat(),
        ));
    }
    check(command, output.status)
}

/// What a program prints, or nothing when it is absent or fails.
pub(crate) fn answer(program: &str, words: &str) -> Option<String> {
    let output = Command::new(program)
        .args(words.split_whitespace())
        .stdin(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The file that a program name stands for.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
}

/// The line that a person types to run this command.
pub(crate) fn line(command: &Command) -> String {
    let mut line = String::new();
    for (name, value) in command.get_envs() {
        if let Some(value) = value {
            // Writing to a string cannot fail.
            let _ = write!(
                line,
                "{}={} ",
                name.to_string_lossy(),
                quoted(&value.to_string_lossy())
            );
        }
    }
    line.push_str(&short(command.get_program().as_ref()));
    for word in command.get_args() {
        line.push(' ');
        line.push_str(&quoted(&word.to_string_lossy()));
    }
    line
}

fn short(program: &Path) -> String {
    program
        .strip_prefix(crate::workspace::root())
        .unwrap_or(program)
        .display()
        .to_string()
}

fn quoted(word: &str) -> String {
    if word.contains(char::is_whitespace) {
        format!("'{word}'")
    } else {
        word.to_owned()
    }
}

fn check(command: &Command, status: ExitStatus) -> Result {
    if status.success() {
        return Ok(());
    }
    Err(Error::Failed {
        command: line(command),
        status: status.to_string(),
    })
}

fn start_error(command: &Command) -> impl FnOnce(std::io::Error) -> Error {
    let program = command.get_program().to_string_lossy().into_owned();
    |source| Error::Start { program, source }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_to_type_carries_the_environment_and_quotes() {
        let mut command = Command::new("cargo");
        command
            .env("RUSTDOCFLAGS", "-D warnings")
            .args(["doc", "--workspace"]);
        assert_eq!(
            line(&command),
            "RUSTDOCFLAGS='-D warnings' cargo doc --workspace"
        );
    }

    #[test]
    fn a_program_that_fails_names_itself() {
        let error = run(Command::new("false").arg("x")).unwrap_err();
        assert!(error.to_string().ends_with("\n  false x"), "{error}");
        let error = run(&mut Command::new("no-such-program")).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("`no-such-program` could not be started"),
            "{error}"
        );
    }

    #[test]
    fn nested_cargo_does_not_hear_of_this_package() {
        let removed = cargo("build")
            .get_envs()
            .any(|(name, value)| name == "CARGO_PKG_NAME" && value.is_none());
        assert!(removed);
    }
}
