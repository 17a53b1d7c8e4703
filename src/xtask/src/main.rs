//! Every command of the project, run as `cargo xtask <command>`. Each installs what it needs and says so.

mod assemble;
mod bench;
mod browsers;
mod command;
mod compress;
mod demo;
mod digest;
mod dist;
mod error;
mod files;
mod interpreters;
mod progress;
mod renderers;
mod setup;
mod shape;
mod size;
mod test;
mod tidy;
mod widget;
mod workspace;

use clap::Parser;
use std::process::ExitCode;

/// The commands of Préremplir: nothing else to know.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
enum Command {
    /// Build everything, then open the demonstration on this machine
    Demo {
        /// Port to listen on (default: a free one)
        #[arg(long)]
        port: Option<u16>,
    },
    /// Run every check that continuous integration runs
    Test {
        /// Run the tests that take hours too
        #[arg(long)]
        long: bool,
    },
    /// Run the benchmarks
    Bench,
    /// Build the widget and print what each of its parts weighs
    Size,
    /// Build what is shipped, into `target/dist`
    Dist,
}

fn main() -> ExitCode {
    let outcome = match Command::parse() {
        Command::Demo { port } => demo::run(port),
        Command::Test { long } => test::run(long),
        Command::Bench => bench::run(),
        Command::Size => size::run(),
        Command::Dist => dist::run(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            progress::failure(&error);
            ExitCode::FAILURE
        }
    }
}
