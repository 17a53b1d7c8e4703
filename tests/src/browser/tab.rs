//! The tabs that a page opens, and a page on paper.

use serde_json::json;

use super::page::{Page, until};

impl Page {
    /// Goes to the tab that was opened last, once it is there.
    pub async fn go_to_new_tab(&self) {
        let tab = until("a new tab", async || {
            let mut tabs = self.browser.windows().await?;
            Ok(tabs.pop().filter(|_| !tabs.is_empty()))
        })
        .await;
        self.browser.switch_to_window(tab).await.unwrap();
    }

    /// From now on, shows the page as it is printed.
    pub async fn put_on_paper(&self) {
        self.ask_browser("Emulation.setEmulatedMedia", json!({ "media": "print" }))
            .await;
    }
}
