//! A real browser, driven as a person would use it: by what is written on the page, and by the keyboard.

mod area;
mod axe;
mod driver;
mod engine;
mod keyboard;
mod page;
mod picture;
mod traffic;
mod widget;

use std::panic::{AssertUnwindSafe, resume_unwind};

use futures_util::FutureExt;

pub use area::Area;
pub use engine::Engine;
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
    let walked = AssertUnwindSafe(walk(&mut stage, &page))
        .catch_unwind()
        .await;
    if walked.is_err() {
        page.picture(&format!("broken-{}", test_name())).await;
    }
    page.close().await;
    if let Err(panic) = walked {
        resume_unwind(panic);
    }
}

/// The name of the running test, fit for a file.
fn test_name() -> String {
    let thread = std::thread::current();
    thread.name().unwrap_or("test").replace("::", "-")
}
