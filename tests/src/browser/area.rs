//! A part of the page, in which things are found by what a person reads.

use serde_json::{Value, json};
use thirtyfour::error::WebDriverResult;
use thirtyfour::session::scriptret::ScriptRet;
use thirtyfour::{By, Key, WebElement};

use super::page::{Page, until};

/// Finds what a person sees.
const FIND: &str = concat!(include_str!("parts.js"), include_str!("find.js"));
/// Reads what a person reads.
const READ: &str = concat!(include_str!("parts.js"), include_str!("read.js"));
/// The control that a label is for.
const CONTROL: &str = "return arguments[0].control ?? arguments[0].getRootNode().getElementById(arguments[0].htmlFor)";

/// A part of the page.
#[derive(Clone)]
pub struct Area<'a> {
    page: &'a Page,
    /// The name of its element.
    part: &'static str,
    /// How the legend of the group begins that it is, when it is one.
    legend: Option<String>,
}

impl<'a> Area<'a> {
    pub(super) fn widget(page: &'a Page) -> Self {
        Self::of(page, "pre-remplir")
    }

    pub(super) fn form(page: &'a Page) -> Self {
        Self::of(page, "form")
    }

    pub(super) fn whole(page: &'a Page) -> Self {
        Self::of(page, "main")
    }

    fn of(page: &'a Page, part: &'static str) -> Self {
        Self {
            page,
            part,
            legend: None,
        }
    }

    /// The group in it whose legend begins so.
    pub fn group(&self, legend: &str) -> Self {
        Self {
            legend: Some(legend.to_owned()),
            ..self.clone()
        }
    }

    /// What a script says, told of this part and then of more.
    async fn ask(&self, script: &str, more: &[Value]) -> WebDriverResult<ScriptRet> {
        let told = [&[json!(self.part), json!(self.legend)], more].concat();
        self.page.browser.execute(script, told).await
    }

    /// The first element that the selector names and whose words begin so, once a person can see it.
    async fn find(&self, selector: &str, words: &str) -> WebDriverResult<Option<WebElement>> {
        self.find_where(selector, words, false).await
    }

    /// As [`Area::find`]; the words may stand anywhere in those of the element.
    async fn find_where(
        &self,
        selector: &str,
        words: &str,
        anywhere: bool,
    ) -> WebDriverResult<Option<WebElement>> {
        let what = [json!(selector), json!(words), json!(anywhere)];
        let found = self.ask(FIND, &what).await?;
        Ok(found.element().ok())
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
            let label = vec![label.to_json()?];
            Ok(self
                .page
                .browser
                .execute(CONTROL, label)
                .await?
                .element()
                .ok())
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
        self.act("[role=option]", words, async |option| option.click().await)
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

    /// Whether a person sees a label of these words now.
    pub async fn has_label(&self, label: &str) -> bool {
        self.find("label", label).await.unwrap().is_some()
    }

    /// All the words that a person reads in it now, separated by single spaces.
    pub async fn words(&self) -> String {
        self.read().await.unwrap()
    }

    async fn read(&self) -> WebDriverResult<String> {
        let words = self.ask(READ, &[]).await?;
        Ok(plain(words.json().as_str().unwrap_or_default()))
    }

    /// Waits until these words are read.
    pub async fn sees(&self, words: &str) {
        until(&format!("the words “{words}”"), async || {
            Ok(self.read().await?.contains(&plain(words)).then_some(()))
        })
        .await;
    }

    /// Waits until these words are in the heading of the step.
    pub async fn arrives(&self, heading: &str) {
        until(&format!("the heading “{heading}”"), async || {
            Ok(self.find_where("h2", heading, true).await?.map(drop))
        })
        .await;
    }
}

/// Words without regard to how wide and of which kind the spaces between them are.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
