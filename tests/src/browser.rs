//! A real browser, driven as a person would use it: by what is written on the page, and by the keyboard.

mod area;
mod axe;
mod driver;
mod engine;
mod france_connect;
mod keyboard;
mod page;
mod picture;
mod settle;
mod tab;
mod traffic;
mod widget;

use std::panic::{AssertUnwindSafe, resume_unwind};

use futures_util::FutureExt;

pub use area::Area;
pub use engine::Engine;
pub(crate) use engine::tool;
pub use page::{Page, Scheme, until};
pub use traffic::Exchange;

use crate::stage::{Setting, Stage};

/// Plays a journey on a stage of its own, in a browser of its own with an empty profile, of the engine that the test
/// program is named after, or Chromium.
///
/// When it fails, a picture of the page is kept in `target/pictures`, and the browser is closed all the same.
pub async fn journey(setting: Setting, walk: impl AsyncFnOnce(&mut Stage, &Page)) {
    let mut stage = Stage::set(setting).await;
    let page = Page::open_browser(Engine::of_this_program(), &stage.site.origin).await;
    page.played(&test_name(), async || walk(&mut stage, &page).await)
        .await;
    page.close().await;
}

impl Page {
    /// Plays in this browser; when it fails, keeps a picture of the page and closes the browser all the same.
    pub async fn played(&self, name: &str, walk: impl AsyncFnOnce()) {
        let walked = AssertUnwindSafe(walk()).catch_unwind().await;
        if let Err(panic) = walked {
            self.picture(&format!("broken-{name}")).await;
            self.quit().await;
            resume_unwind(panic);
        }
    }
}

/// The name of the running test, fit for a file.
fn test_name() -> String {
    let thread = std::thread::current();
    thread.name().unwrap_or("test").replace("::", "-")
}
