//! `cargo xtask bench`: the benchmarks, over what is shipped.

use crate::error::Result;
use crate::{command, progress, setup, widget, workspace};

/// Builds the widget and an optimised relay, then runs the benchmarks of `tests/`.
pub(crate) fn run() -> Result {
    setup::wasm_target()?;
    widget::build(Some(&setup::optimiser()?))?;
    progress::step("Compiling the relay, optimised");
    command::run(&mut command::cargo("build --release --package pre-remplir"))?;
    progress::step("Running the benchmarks");
    let mut benches = command::cargo("bench --package tests");
    command::run(benches.env(
        "PRE_REMPLIR_BIN",
        workspace::target().join("release/pre-remplir"),
    ))
}
