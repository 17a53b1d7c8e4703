//! The demonstration that people run, with its own program.

use std::process::Stdio;

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// `pre-remplir demo` at work; it ends when this is dropped.
pub struct Demo {
    /// The address of the town's web site.
    pub site: String,
    _program: Child,
}

impl Demo {
    /// Starts it on free ports.
    pub async fn start() -> Self {
        let mut program = Command::new(crate::binary())
            .arg("demo")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("the relay's program; `cargo xtask test` builds it");
        let mut lines = BufReader::new(program.stdout.take().unwrap()).lines();
        let site = loop {
            let line = lines.next_line().await.unwrap().expect("a ready site");
            if let Some(site) = line.strip_prefix("ready: ") {
                break site.trim_end_matches('/').to_owned();
            }
        };
        Self {
            site,
            _program: program,
        }
    }
}
