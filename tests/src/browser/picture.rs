//! Pictures of the page, to be looked at.

use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::engine::Engine;
use super::page::Page;

/// Where the pictures are kept.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/pictures")
}

/// Where the widget is, with a little of the page around it.
const AROUND: &str = "
const { x, y, width, height } = document.querySelector('pre-remplir').getBoundingClientRect();
const margin = Math.min(16, x);
return { x: x - margin, y: y + scrollY - margin, width: width + 2 * margin, height: height + 2 * margin, scale: 1 }";

impl Page {
    /// Keeps a picture of the page: of all of it in Chromium, of what the window shows elsewhere.
    pub async fn picture(&self, name: &str) {
        if self.engine != Engine::Chromium {
            return save(name, &self.browser.screenshot_as_png().await.unwrap());
        }
        let whole = json!({ "format": "png", "captureBeyondViewport": true });
        self.keep(name, whole).await;
    }

    /// Keeps a picture of the widget.
    pub async fn picture_of_widget(&self, name: &str) {
        let around = self.script(AROUND).await;
        let part = json!({ "format": "png", "captureBeyondViewport": true, "clip": around });
        self.keep(name, part).await;
    }

    async fn keep(&self, name: &str, what: Value) {
        let taken = self.ask_browser("Page.captureScreenshot", what).await;
        save(
            name,
            &STANDARD.decode(taken["data"].as_str().unwrap()).unwrap(),
        );
    }
}

fn save(name: &str, picture: &[u8]) {
    std::fs::create_dir_all(folder()).unwrap();
    std::fs::write(folder().join(format!("{name}.png")), picture).unwrap();
}
