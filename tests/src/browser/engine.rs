//! The three engines that browsers stand on, and how each is started for tests.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use super::driver::program;

/// An engine, by the browser that has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// That of Chrome, Edge and most browsers of Android.
    Chromium,
    /// That of Firefox.
    Firefox,
    /// That of Safari, and of every browser of an iPhone.
    Webkit,
}

/// Headless, without sandbox since containers run as root, and quiet: no call of the browser's own.
const CHROMIUM: [&str; 12] = [
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

impl Engine {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    /// The engine that the running test program is named after; Chromium when it is named after none.
    pub fn of_this_program() -> Self {
        let program = std::env::current_exe().unwrap_or_default();
        let name = program.file_stem().unwrap_or_default().to_string_lossy();
        match name.split('-').next() {
            Some("firefox") => Self::Firefox,
            Some("webkit") => Self::Webkit,
            _ => Self::Chromium,
        }
    }

    /// The program that drives it.
    pub(super) fn driver(self) -> PathBuf {
        match self {
            Self::Chromium => program("CHROMEDRIVER", "/usr/bin/chromedriver"),
            Self::Firefox => program("GECKODRIVER", &tool("bin/geckodriver")),
            Self::Webkit => program("WEBKIT_DRIVER", "/usr/bin/WebKitWebDriver"),
        }
    }

    /// Whether it only runs on a screen.
    pub(super) fn needs_a_display(self) -> bool {
        self == Self::Webkit
    }

    /// What the driver is told of the browser.
    pub(super) fn capabilities(self) -> Map<String, Value> {
        let told = match self {
            Self::Chromium => chromium(&program("CHROMIUM", "/usr/bin/chromium")),
            Self::Firefox => firefox(&program("FIREFOX", "/usr/bin/firefox-esr")),
            Self::Webkit => webkit(&program("MINIBROWSER", &minibrowser())),
        };
        told.as_object().cloned().unwrap_or_default()
    }
}

/// It keeps a record of its requests and of its console.
fn chromium(binary: &Path) -> Value {
    json!({
        "browserName": "chrome",
        "goog:chromeOptions": { "binary": binary, "args": CHROMIUM },
        "goog:loggingPrefs": { "performance": "ALL", "browser": "ALL" },
    })
}

/// Headless, in French, and quiet.
fn firefox(binary: &Path) -> Value {
    json!({
        "browserName": "firefox",
        "moz:firefoxOptions": {
            "binary": binary,
            "args": ["-headless", "--width=1280", "--height=900"],
            "prefs": {
                "intl.accept_languages": "fr",
                "app.update.enabled": false,
                "datareporting.policy.dataSubmissionEnabled": false,
                "network.captive-portal-service.enabled": false,
                "network.connectivity-service.enabled": false,
                "browser.safebrowsing.malware.enabled": false,
                "browser.safebrowsing.phishing.enabled": false,
            },
        },
    })
}

fn webkit(binary: &Path) -> Value {
    json!({
        "browserName": "MiniBrowser",
        "webkitgtk:browserOptions": { "binary": binary, "args": ["--automation"] },
    })
}

/// A file among the tools that `cargo xtask test` installs.
pub(crate) fn tool(path: &str) -> String {
    format!("{}/../target/tools/{path}", env!("CARGO_MANIFEST_DIR"))
}

/// WebKit's own small browser: Debian keeps it beside the library, under the library's version and the machine's name.
fn minibrowser() -> String {
    let machine = format!("/usr/lib/{}-linux-gnu", std::env::consts::ARCH);
    let version = ["webkit2gtk-4.1", "webkit2gtk-4.0", "webkitgtk-6.0"];
    let places = version.map(|version| format!("{machine}/{version}/MiniBrowser"));
    let there = places.iter().find(|place| Path::new(place).is_file());
    there.unwrap_or(&places[0]).clone()
}
