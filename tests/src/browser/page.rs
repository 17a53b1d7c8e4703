//! A page in a browser.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::{By, WebDriver};

use super::area::Area;
use super::driver::Driver;
use super::engine::Engine;

/// How long a person would wait at most; a right page never takes that long.
const PATIENCE: Duration = Duration::from_secs(60);
/// How often a page is looked at again.
pub(super) const GLANCE: Duration = Duration::from_millis(40);

/// Which colours the person prefers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Dark letters on a light page.
    Light,
    /// Light letters on a dark page.
    Dark,
}

impl Scheme {
    /// Its name in style sheets.
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// Notes the words of the parts of the page that a selector names, whenever they change.
const WATCH: &str = "
window.watched = [];
const note = () => {
    const words = [...document.querySelectorAll('SELECTOR')].map((one) => one.textContent.replace(/\\s+/g, ' ').trim());
    const now = words.filter((one) => one).join('\\n');
    if (now && now !== window.watched.at(-1)) window.watched.push(now);
};
new MutationObserver(note).observe(document.body, { subtree: true, childList: true, characterData: true });
note();
";

/// A browser that visits a web site.
pub struct Page {
    pub(crate) browser: WebDriver,
    pub(super) engine: Engine,
    origin: String,
    _driver: Driver,
}

impl Page {
    /// A new browser, for the site of this origin.
    pub async fn open_browser(engine: Engine, origin: &str) -> Self {
        let driver = Driver::start(engine);
        Self {
            browser: driver.browser().await,
            engine,
            origin: origin.to_owned(),
            _driver: driver,
        }
    }

    /// Closes the browser.
    pub async fn close(self) {
        self.quit().await;
    }

    pub(super) async fn quit(&self) {
        // A browser that has already gone is closed.
        self.browser.clone().quit().await.ok();
    }

    /// Goes to a page of the site.
    pub async fn go(&self, path: &str) {
        let address = format!("{}/{path}", self.origin);
        self.browser.goto(address).await.unwrap();
    }

    /// The widget.
    pub fn widget(&self) -> Area<'_> {
        Area::widget(self)
    }

    /// The host's own form, the widget left out.
    pub fn form(&self) -> Area<'_> {
        Area::form(self)
    }

    /// All that the page is about.
    pub fn whole(&self) -> Area<'_> {
        Area::whole(self)
    }

    /// What a script of the page's own would return.
    pub async fn script(&self, script: &str) -> Value {
        let returned = self.browser.execute(script.to_owned(), Vec::new()).await;
        returned.unwrap().json().clone()
    }

    /// From now on, keeps the words of these parts of the page, each time that they change.
    pub async fn watch(&self, selector: &str) {
        let script = WATCH.replace("SELECTOR", selector);
        self.script(&script).await;
    }

    /// What was kept of the parts that are watched, one line for each part, first to last.
    pub async fn watched(&self) -> Vec<String> {
        let kept = self.script("return window.watched").await;
        serde_json::from_value(kept).unwrap()
    }

    /// How many cookies the browser holds, from whichever site.
    pub async fn cookies(&self) -> usize {
        let jar = self.ask_browser("Storage.getCookies", json!({})).await;
        jar["cookies"].as_array().unwrap().len()
    }

    /// Asks the browser itself, in its own protocol, which Chromium alone has.
    pub(crate) async fn ask_browser(&self, method: &str, params: Value) -> Value {
        self.only_chromium(method);
        let answered = self.browser.cdp().send_raw(method, params).await;
        answered.unwrap()
    }

    /// What no standard lets one ask of every browser is asked of Chromium alone, by a choice that the test makes.
    pub(super) fn only_chromium(&self, what: &str) {
        assert_eq!(self.engine, Engine::Chromium, "{what}");
    }

    /// Makes the window as wide as a device, in the colours that a person prefers.
    pub async fn resize(&self, width: u32, scheme: Scheme) {
        let size =
            json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
        self.ask_browser("Emulation.setDeviceMetricsOverride", size)
            .await;
        let colours = json!({ "name": "prefers-color-scheme", "value": scheme.name() });
        self.ask_browser(
            "Emulation.setEmulatedMedia",
            json!({ "features": [colours] }),
        )
        .await;
    }

    /// Sends the form, and waits for the town's answer.
    pub async fn submit(&self) {
        self.form().press("Envoyer la demande").await;
        until("the town's answer", async || {
            let title = self.browser.find(By::Tag("h1")).await?.text().await?;
            Ok((title == "Demande reçue").then_some(()))
        })
        .await;
    }

    /// The names and values that the form would send now, with the number of its children's rows.
    pub async fn content(&self) -> Value {
        self.script(
            "const form = document.querySelector('#inscription');
             return [[...new FormData(form)], document.querySelectorAll('#enfants > *').length]",
        )
        .await
    }
}

/// Looks again and again until there is something to see, as a person does; what is in the way now may soon be gone.
///
/// # Panics
/// When nothing came, with `what` was waited for and why it was not seen.
pub async fn until<T>(
    what: &str,
    mut look: impl AsyncFnMut() -> thirtyfour::error::WebDriverResult<Option<T>>,
) -> T {
    let start = Instant::now();
    loop {
        let seen = look().await;
        if let Ok(Some(seen)) = seen {
            return seen;
        }
        if start.elapsed() > PATIENCE {
            panic!("waited in vain for {what} ({:?})", seen.err());
        }
        tokio::time::sleep(GLANCE).await;
    }
}
