//! What a person does in the host's page, and what stands there, by selector; `a >>> b` is b in the open shadow root of a.

use serde_json::{Value, json};
use thirtyfour::{By, Key, WebElement};

use crate::browser::{Page, until};

/// Finds one element.
const ONE: &str = "
const steps = arguments[0].split('>>>').map((step) => step.trim());
return steps.reduce((root, step) => (root?.shadowRoot ?? root)?.querySelector(step), document)";
/// Reads the page.
const LOOK: &str = include_str!("look.js");
impl Page {
    async fn element(&self, selector: &str) -> WebElement {
        until(&format!("the element {selector}"), async || {
            let found = self.browser.execute(ONE, vec![json!(selector)]).await?;
            Ok(found.element().ok())
        })
        .await
    }

    /// Clicks an element of the page.
    pub async fn press_on(&self, selector: &str) {
        self.element(selector).await.click().await.unwrap();
    }

    /// Types in a control in place of what it holds.
    pub async fn type_in(&self, selector: &str, text: &str) {
        let control = self.element(selector).await;
        control.click().await.unwrap();
        control.send_keys(Key::Control + "a").await.unwrap();
        // What is chosen goes at the first letter, and at this key when there is none.
        control.send_keys(Key::Delete + text).await.unwrap();
    }

    /// What the page holds where `expected` says what must be held, once it is so, or when it has had time to be.
    pub async fn holds(&self, expected: &Value) -> Value {
        let look = async || {
            let looked = self.browser.execute(LOOK, vec![expected.clone()]).await;
            looked.unwrap().json().clone()
        };
        self.settles(look, expected).await
    }

    /// Leaves the page by a link, and comes back by the browser's own button.
    pub async fn leave_and_come_back(&self) {
        self.browser
            .find(By::Css("a[href='/ailleurs.html']"))
            .await
            .unwrap()
            .click()
            .await
            .unwrap();
        until("the other page", async || {
            let title = self.browser.title().await?;
            Ok((title == "Une autre page").then_some(()))
        })
        .await;
        self.browser.back().await.unwrap();
    }

    /// Cuts the network off, or gives it back. Nothing is kept from the cases before.
    pub async fn online(&self, online: bool) {
        self.ask_browser("Network.clearBrowserCache", json!({}))
            .await;
        let network = json!({ "offline": !online, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.ask_browser("Network.emulateNetworkConditions", network)
            .await;
    }
}
