//! A part of the page, in which things are found by what a person reads.

use thirtyfour::error::WebDriverResult;
use thirtyfour::{By, Key, WebElement};

use super::page::{Page, until};

/// Words of the page, in a path: spaces that do not break are spaces too.
const TEXT: &str = "normalize-space(translate(., '\u{a0}\u{202f}', '  '))";

/// A part of the page.
#[derive(Clone)]
pub struct Area<'a> {
    page: &'a Page,
    /// Where it begins.
    root: String,
    /// What is in it and not part of it.
    without: &'static str,
}

impl<'a> Area<'a> {
    pub(super) fn widget(page: &'a Page) -> Self {
        Self {
            page,
            root: "//pre-remplir".to_owned(),
            without: "",
        }
    }

    pub(super) fn form(page: &'a Page) -> Self {
        Self {
            page,
            root: "//form".to_owned(),
            without: "[not(ancestor::pre-remplir)]",
        }
    }

    /// The group in it whose legend begins so.
    pub fn group(&self, legend: &str) -> Self {
        let root = &self.root;
        Self {
            root: format!("{root}//fieldset[legend[starts-with({TEXT}, \"{legend}\")]]"),
            ..self.clone()
        }
    }

    /// The first element of this kind whose words begin so, once a person can see it.
    async fn find(&self, kind: &str, words: &str) -> WebDriverResult<Option<WebElement>> {
        let begins = format!("[starts-with({TEXT}, \"{words}\")]");
        let path = format!("{}//{kind}{begins}{}", self.root, self.without);
        for element in self.page.browser.find_all(By::XPath(path)).await? {
            if element.is_displayed().await? {
                return Ok(Some(element));
            }
        }
        Ok(None)
    }

    /// Acts on an element; what moves away under the hand is looked for again.
    async fn act(
        &self,
        kind: &str,
        words: &str,
        act: impl AsyncFn(WebElement) -> WebDriverResult<()>,
    ) {
        until(&format!("{kind} “{words}”"), async || {
            match self.find(kind, words).await? {
                Some(element) => act(element).await.map(Some),
                None => Ok(None),
            }
        })
        .await;
    }

    /// The control that a label is for.
    pub async fn field(&self, label: &str) -> WebElement {
        until(&format!("the field “{label}”"), async || {
            let Some(label) = self.find("label", label).await? else {
                return Ok(None);
            };
            let id = label.attr("for").await?.unwrap_or_default();
            self.page.browser.find(By::Id(id)).await.map(Some)
        })
        .await
    }

    /// Presses a button.
    pub async fn press(&self, name: &str) {
        self.act("button", name, async |button| button.click().await)
            .await;
    }

    /// Clicks a label: that of a radio button or of a check box.
    pub async fn tick(&self, label: &str) {
        self.act("label", label, async |label| label.click().await)
            .await;
    }

    /// Clicks an option of a list of suggestions.
    pub async fn suggestion(&self, words: &str) {
        let kind = "*[@role='option']";
        self.act(kind, words, async |option| option.click().await)
            .await;
    }

    /// Unfolds or folds what has this summary.
    pub async fn unfold(&self, summary: &str) {
        self.act("summary", summary, async |one| one.click().await)
            .await;
    }

    /// Follows a link.
    pub async fn follow(&self, words: &str) {
        self.act("a", words, async |link| link.click().await).await;
    }

    /// Types in a field, letter after letter, after what it holds.
    pub async fn write(&self, label: &str, text: &str) {
        let field = self.field(label).await;
        field.click().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Types in a field in place of what it holds.
    pub async fn rewrite(&self, label: &str, text: &str) {
        let field = self.field(label).await;
        field.send_keys(Key::Control + "a").await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Chooses in a drop-down list.
    pub async fn choose(&self, label: &str, option: &str) {
        let list = self.field(label).await;
        let option = format!("./option[normalize-space(.) = \"{option}\"]");
        let option = list.find(By::XPath(option)).await.unwrap();
        option.click().await.unwrap();
    }

    /// What a field holds.
    pub async fn value(&self, label: &str) -> String {
        let field = self.field(label).await;
        field.value().await.unwrap().unwrap_or_default()
    }

    /// The button of this name, when a person sees one now.
    pub async fn offers(&self, button: &str) -> bool {
        self.find("button", button).await.unwrap().is_some()
    }

    /// All the words that a person reads in it now, separated by single spaces.
    pub async fn words(&self) -> String {
        let root = self
            .page
            .browser
            .find(By::XPath(self.root.as_str()))
            .await
            .unwrap();
        plain(&root.text().await.unwrap())
    }

    /// Waits until these words are read.
    pub async fn sees(&self, words: &str) {
        until(&format!("the words “{words}”"), async || {
            let root = self
                .page
                .browser
                .find(By::XPath(self.root.as_str()))
                .await?;
            Ok(plain(&root.text().await?)
                .contains(&plain(words))
                .then_some(()))
        })
        .await;
    }

    /// Waits until these words are the heading of the step.
    pub async fn arrives(&self, heading: &str) {
        until(&format!("the heading “{heading}”"), async || {
            let found = self
                .page
                .browser
                .find(By::XPath(format!("{}//h2", self.root)));
            Ok(plain(&found.await?.text().await?)
                .contains(heading)
                .then_some(()))
        })
        .await;
    }
}

/// Words without regard to how wide and of which kind the spaces between them are.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
