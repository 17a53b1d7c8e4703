//! `cargo xtask demo`: everything on this machine, from an empty folder to a page to open.

use crate::error::{Error, Result};
use crate::{command, progress, setup, widget, workspace};
use std::os::unix::process::CommandExt;
use std::process::Command;

/// Builds the widget and the relay, then becomes the relay in its demonstration mode.
///
/// This program is replaced, not kept waiting: Ctrl-C reaches the relay alone, and nothing is left behind.
pub(crate) fn run(port: Option<u16>) -> Result {
    setup::wasm_target()?;
    let optimiser = setup::optimiser();
    if let Err(error) = &optimiser {
        progress::note(&format!(
            "{error}\nThe demonstration goes on; its widget is larger than what is shipped."
        ));
    }
    widget::build(optimiser.ok().as_deref())?;
    progress::step("Compiling the relay and the sandbox");
    command::run(&mut command::cargo(
        "build --package pre-remplir --bin pre-remplir",
    ))?;
    progress::step("Starting");
    let mut relay = Command::new(workspace::target().join("debug/pre-remplir"));
    relay.arg("demo").current_dir(workspace::root());
    if let Some(port) = port {
        relay.args(["--port", &port.to_string()]);
    }
    let source = relay.exec();
    Err(Error::Start {
        program: command::line(&relay),
        source,
    })
}
