//! The programs that drive the browsers, and what each is told.

use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use thirtyfour::{Capabilities, WebDriver};

use super::engine::Engine;

/// A driver at work, for one browser; both end with it.
pub(super) struct Driver {
    /// The driver, after what it stands on.
    processes: Vec<Child>,
    address: String,
    engine: Engine,
}

impl Driver {
    /// Starts the driver of this engine.
    pub(super) fn start(engine: Engine) -> Self {
        let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("../pkg/dist/pre-remplir.js");
        assert!(built.is_file(), "the widget is not built: {REMEDY}");
        let mut command = Command::new(engine.driver());
        let mut processes = Vec::new();
        if engine.needs_a_display() {
            let (display, name) = display();
            command.env("DISPLAY", name);
            processes.push(display);
        }
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let (driver, address) = listening(command);
        processes.push(driver);
        Self {
            processes,
            address,
            engine,
        }
    }

    /// A new browser, with an empty profile.
    pub(super) async fn browser(&self) -> WebDriver {
        crate::choose_cryptography();
        let capabilities = Capabilities::from(self.engine.capabilities());
        WebDriver::new(&self.address, capabilities)
            .await
            .expect("a browser that starts")
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        for process in self.processes.iter_mut().rev() {
            // It may have ended by itself.
            process.kill().ok();
            process.wait().ok();
        }
    }
}

/// A screen that nobody sees, and its name.
fn display() -> (Child, String) {
    let mut command = Command::new(program("XVFB", "/usr/bin/Xvfb"));
    command.args([
        "-displayfd",
        "1",
        "-screen",
        "0",
        "1280x1000x24",
        "-nolisten",
        "tcp",
    ]);
    command.stdout(Stdio::piped()).stderr(Stdio::null());
    let mut display = command.spawn().expect(REMEDY);
    let mut number = String::new();
    let said = display.stdout.take().unwrap();
    BufReader::new(said).read_line(&mut number).unwrap();
    (display, format!(":{}", number.trim()))
}

/// Starts a driver on a free port, since not all of them say which one they would choose.
fn listening(mut command: Command) -> (Child, String) {
    let port = free_port();
    let mut driver = command.arg(format!("--port={port}")).spawn().expect(REMEDY);
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        let ended = driver.try_wait().unwrap();
        assert!(ended.is_none(), "the driver ended: {ended:?}");
        std::thread::sleep(Duration::from_millis(20));
    }
    (driver, format!("http://127.0.0.1:{port}"))
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

/// What to do when something is missing.
pub(super) const REMEDY: &str =
    "run `cargo xtask test`, which installs the browsers and builds the widget";

/// A program or a file: where the environment says, or at its usual place.
pub(super) fn program(variable: &str, usual: &str) -> PathBuf {
    let path = std::env::var_os(variable).map_or_else(|| PathBuf::from(usual), PathBuf::from);
    assert!(path.is_file(), "{} is not there: {REMEDY}", path.display());
    path
}
