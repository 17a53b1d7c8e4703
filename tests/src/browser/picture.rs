//! Pictures of the page, to be looked at.

use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::page::Page;

/// Where the pictures are kept.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/pictures")
}

impl Page {
    /// Keeps a picture of the whole page, however long.
    pub async fn picture(&self, name: &str) {
        let whole = json!({ "format": "png", "captureBeyondViewport": true });
        let taken = self.ask_browser("Page.captureScreenshot", whole).await;
        let picture = STANDARD.decode(taken["data"].as_str().unwrap()).unwrap();
        std::fs::create_dir_all(folder()).unwrap();
        std::fs::write(folder().join(format!("{name}.png")), picture).unwrap();
    }
}
