//! `cargo xtask test`: every check, in the order that finds the cheapest mistake first, stopping at the first failure.

use crate::error::Result;
use crate::{
    browsers, command, interpreters, progress, renderers, setup, size, tidy, widget, workspace,
};
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

/// Runs every check; `long` adds the tests marked `#[ignore]`, which take hours.
pub(crate) fn run(long: bool) -> Result {
    setup::wasm_target()?;
    let optimiser = setup::optimiser()?;
    setup::database()?;
    setup::disk()?;
    let mut found = browsers::install()?;
    found.extend(interpreters::install()?);
    found.push(("RENDERERS", renderers::build()?));
    step("Repository rules", tidy::run)?;
    cargo("Formatting", "fmt --all --check")?;
    cargo("Lints", "clippy --workspace --all-targets -- -D warnings")?;
    cargo(
        "Lints for WebAssembly",
        "clippy -p widget -p model --target wasm32-unknown-unknown -- -D warnings",
    )?;
    step("Building the widget", || widget::build(Some(&optimiser)))?;
    step("Weights", size::check_built)?;
    cargo("Building the programs", "build --workspace --bins")?;
    tests("Tests", "test --workspace", &found)?;
    if long {
        tests(
            "Tests that take hours",
            "test --workspace -- --ignored",
            &found,
        )?;
    }
    let mut documentation = command::cargo("doc --workspace --no-deps --document-private-items");
    step_command(
        "Documentation",
        documentation.env("RUSTDOCFLAGS", "-D warnings"),
    )
}

fn cargo(title: &str, words: &str) -> Result {
    step_command(title, &mut command::cargo(words))
}

/// The tests, told where the browsers, the built pages and the built relay are, by variables of the environment.
fn tests(title: &str, words: &str, found: &[(&str, PathBuf)]) -> Result {
    let mut tests = command::cargo(words);
    tests.envs(found.iter().map(|(variable, path)| (variable, path)));
    tests.env(
        "PRE_REMPLIR_BIN",
        workspace::target().join("debug/pre-remplir"),
    );
    step_command(title, &mut tests)
}

fn step_command(title: &str, command: &mut Command) -> Result {
    step(&format!("{title}: {}", command::line(command)), || {
        command::run(command)
    })
}

/// Announces a step, and says how long it took.
fn step(title: &str, work: impl FnOnce() -> Result) -> Result {
    progress::step(title);
    let start = Instant::now();
    work()?;
    progress::note(&format!(
        "         passed in {:.1} s\n",
        start.elapsed().as_secs_f32()
    ));
    Ok(())
}
