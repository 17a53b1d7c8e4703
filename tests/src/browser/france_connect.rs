//! A person at FranceConnect: in the window that the widget opens, or in the page's own tab where none may open.

use thirtyfour::By;
use thirtyfour::error::WebDriverResult;

use super::page::{Page, until};

/// What FranceConnect's addresses hold, the stand-in's as the real one's.
const PROVIDER: &str = "/api/v2/authorize";

/// The button of the relay's own page on the way there.
const ONWARD: &str = "form[data-onward] button";
/// That of its page on the way back.
const BACK: &str = "form[data-origin] button";

impl Page {
    /// Presses what leads to FranceConnect, and looks where that is.
    pub async fn goes_to_france_connect(&self, press: impl AsyncFnOnce()) {
        press().await;
        until("FranceConnect", async || {
            let windows = self.browser.windows().await?;
            let in_the_tab = windows.len() == 1;
            for window in windows {
                self.browser.switch_to_window(window).await?;
                if in_the_tab {
                    self.says_so_to_the_relay().await;
                }
                if self.is_at_france_connect().await? {
                    return Ok(Some(()));
                }
            }
            Ok(None)
        })
        .await;
    }

    /// Says to be this person, as FranceConnect's page names them, and is back at the form.
    pub async fn is_identified_as(&self, person: &str) {
        self.chooses(&format!("button[name=personne][value='{person}']"))
            .await;
    }

    /// The same where FranceConnect has cut the window from the page that opened it: the relay asks there whether to go on.
    pub async fn is_identified_in_a_cut_window(&self, person: &str) {
        let button = format!("button[name=personne][value='{person}']");
        self.press_when_there(&button).await;
        self.press_when_there(BACK).await;
        until("the form again", async || {
            for window in self.browser.windows().await? {
                self.browser.switch_to_window(window).await?;
                if self.browser.find(By::Tag("pre-remplir")).await.is_ok() {
                    return Ok(Some(()));
                }
            }
            Ok(None)
        })
        .await;
    }

    /// Gives up, and is back at the form.
    pub async fn gives_france_connect_up(&self) {
        self.chooses("#annuler").await;
    }

    /// In the page's own tab, the relay asks whether the person comes from this form. In a window of its own it goes on unasked:
    /// a press would reach whatever has come under it since, and the buttons of FranceConnect's page name people.
    async fn says_so_to_the_relay(&self) {
        if let Ok(button) = self.browser.find(By::Css(ONWARD)).await {
            button.click().await.ok();
        }
    }

    async fn is_at_france_connect(&self) -> WebDriverResult<bool> {
        let address = self.browser.current_url().await?;
        Ok(address.as_str().contains(PROVIDER))
    }

    async fn press_when_there(&self, button: &str) {
        let find = async || self.browser.find(By::Css(button)).await.map(Some);
        until(button, find).await.click().await.unwrap();
    }

    async fn chooses(&self, button: &str) {
        self.press_when_there(button).await;
        until("the form again", async || {
            let mut windows = self.browser.windows().await?;
            let (Some(window), true) = (windows.pop(), windows.is_empty()) else {
                return Ok(None);
            };
            self.browser.switch_to_window(window).await?;
            let is_back = self.browser.find(By::Tag("pre-remplir")).await.is_ok();
            Ok(is_back.then_some(()))
        })
        .await;
    }
}
