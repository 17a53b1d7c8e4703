//! What a person reads while a command works: the only place that prints.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line program talks to a terminal"
)]

use std::sync::LazyLock;
use std::time::Instant;

static START: LazyLock<Instant> = LazyLock::new(Instant::now);

/// One line per step, with the seconds since the command began.
pub(crate) fn step(title: &str) {
    eprintln!("[{:>4} s] {title}", START.elapsed().as_secs());
}

/// Something to know, between two steps.
pub(crate) fn note(text: &str) {
    eprintln!("{text}");
}

/// A line of a result that was asked for.
pub(crate) fn result(line: &str) {
    println!("{line}");
}

/// The last line of a command that stopped.
pub(crate) fn failure(error: &crate::error::Error) {
    eprintln!("\ncargo xtask stopped: {error}");
}
