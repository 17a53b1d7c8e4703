//! The page by the keyboard alone.

use thirtyfour::{Key, TypingData};

use super::page::Page;

/// More controls than any page has: a person who pressed Tab that often would be going round.
const TOO_FAR: usize = 150;

impl Page {
    /// Types on whatever has the focus.
    pub async fn keys(&self, keys: impl Into<TypingData>) {
        let focused = self.browser.active_element().await.unwrap();
        focused.send_keys(keys).await.unwrap();
    }

    /// What has the focus, in words: its label or its text.
    pub async fn focused(&self) -> String {
        let name = self
            .script(
                "const one = document.activeElement;
                 const name = one.labels?.[0] ?? one;
                 return (one.getAttribute('aria-label') ?? name.textContent).replace(/\\s+/g, ' ').trim()",
            )
            .await;
        name.as_str().unwrap_or_default().to_owned()
    }

    /// Presses Tab until a control of this name has the focus.
    pub async fn tab_to(&self, name: &str) {
        let mut passed = Vec::new();
        while passed.len() < TOO_FAR {
            self.keys(Key::Tab).await;
            let focused = self.focused().await;
            if focused.starts_with(name) {
                return;
            }
            passed.push(focused);
        }
        panic!("the keyboard does not lead to “{name}”, only to {passed:?}");
    }
}
