//! The program that drives the browsers, and what it is told of each.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use thirtyfour::{ChromiumLikeCapabilities, DesiredCapabilities, LoggingPrefsLogLevel, WebDriver};

/// Headless, without sandbox since containers run as root, and quiet: no call of the browser's own.
const FLAGS: [&str; 12] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--lang=fr",
    "--window-size=1280,900",
];

/// The driver; tests that run at the same moment share one, which ends with the last of them.
pub(super) struct Driver {
    child: Child,
    address: String,
}

static SHARED: Mutex<Weak<Driver>> = Mutex::new(Weak::new());

impl Driver {
    /// The driver that runs, or a new one.
    pub(super) fn shared() -> Arc<Self> {
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        shared.upgrade().unwrap_or_else(|| {
            let driver = Arc::new(Self::start());
            *shared = Arc::downgrade(&driver);
            driver
        })
    }

    fn start() -> Self {
        let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("../pkg/dist/pre-remplir.js");
        assert!(built.is_file(), "the widget is not built: {REMEDY}");
        let program = program("CHROMEDRIVER", "/usr/bin/chromedriver");
        let child = Command::new(program)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .spawn();
        let mut child = child.expect(REMEDY);
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let ready = lines
            .map_while(Result::ok)
            .find(|line| line.contains("started successfully on port"));
        let ready = ready.expect("a driver that starts");
        let port = ready.trim_end_matches('.').rsplit(' ').next().unwrap();
        let address = format!("http://127.0.0.1:{port}");
        Self { child, address }
    }

    /// A new browser, with an empty profile, that keeps a record of its requests and of its console.
    pub(super) async fn browser(&self) -> WebDriver {
        let mut capabilities = DesiredCapabilities::chrome();
        let browser = program("CHROMIUM", "/usr/bin/chromium");
        capabilities.set_binary(browser.to_str().unwrap()).unwrap();
        for flag in FLAGS {
            capabilities.add_arg(flag).unwrap();
        }
        for record in ["performance", "browser"] {
            capabilities
                .set_logging_prefs(record, LoggingPrefsLogLevel::All)
                .unwrap();
        }
        crate::choose_cryptography();
        WebDriver::new(&self.address, capabilities)
            .await
            .expect("a browser that starts")
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended by itself.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// What to do when something is missing.
pub(super) const REMEDY: &str =
    "run `cargo xtask test`, which installs the browser and builds the widget";

/// A program or a file: where the environment says, or at its usual place.
pub(super) fn program(variable: &str, usual: &str) -> PathBuf {
    let path = std::env::var_os(variable).map_or_else(|| PathBuf::from(usual), PathBuf::from);
    assert!(path.is_file(), "{} is not there: {REMEDY}", path.display());
    path
}
