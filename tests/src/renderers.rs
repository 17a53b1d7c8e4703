//! The same form made by each of the renderers that web sites use, filled and sent: what counts is the host's own model.

use std::path::PathBuf;

use serde_json::{Map, Value, json};

use crate::browser::{Engine, Page, tool, until};
use crate::case::Case;
use crate::stage::Stage;

/// The folder of the built pages.
pub fn folder() -> PathBuf {
    let built = std::env::var_os("RENDERERS");
    built.map_or_else(|| tool("../renderers/dist").into(), PathBuf::from)
}

/// What the model must hold of the couple with two children.
fn expected() -> Value {
    json!({
        "qf": "845", "caisse": "CNAF", "civilite": "Madame",
        "nom": "KERMARREC", "prenoms": "SOLENN MAËLLE", "naissance": "1987-03-14",
        "rue": "12 RUE DES GENETS", "code_postal": "29200", "commune": "BREST",
        "enfants": [
            { "prenoms": "LOÏG", "naissance": "2015-06-21" },
            { "prenoms": "ENORA ROZENN", "naissance": "2018-01-09" },
        ],
    })
}

/// Renderers whose own model keeps the choice of a radio button whatever the page is told: no event empties a group
/// again, neither for a person nor for the widget, which then leaves the choice where the person can see it.
const KEEP_A_CHOICE: [&str; 3] = ["angular", "surveyjs", "vue"];

/// The model before it was filled, as it can be given back.
fn given_back(blank: &Value, renderer: &str) -> Value {
    let mut model = blank.clone();
    if KEEP_A_CHOICE.contains(&renderer) {
        model["civilite"] = expected()["civilite"].clone();
    }
    model
}

/// Fills the page of a renderer, undoes, fills again and sends.
///
/// # Panics
/// When the host's model, its validation or what it sends is not what it must be.
pub async fn fills_undoes_and_sends(renderer: &str, engine: Engine) {
    let stage = Stage::of_cases().await;
    let page = Page::open_browser(engine, &stage.site.origin).await;
    page.played(&format!("{renderer}-{engine:?}"), async || {
        page.go(&format!("{renderer}/page.html")).await;
        until("the host's own page", async || {
            let shown = page.script("return typeof window.model").await;
            Ok((shown == "function").then_some(()))
        })
        .await;
        let blank = page.model().await;
        assert!(!page.is_valid().await, "an empty form is refused: {blank}");
        page.fill_as_the_couple("once filled").await;
        page.widget().press("Annuler le remplissage").await;
        page.widget().arrives("Le remplissage est annulé").await;
        page.model_becomes(&given_back(&blank, renderer), "once undone")
            .await;
        page.widget().press("Recommencer").await;
        page.fill_as_the_couple("once filled again").await;
        page.send().await;
        let sent: Vec<_> = stage.site.models().iter().map(plain).collect();
        assert_eq!(sent, [expected()]);
    })
    .await;
    page.close().await;
}

impl Page {
    /// From the widget's start, or from its first questions, to a form that is filled and valid.
    async fn fill_as_the_couple(&self, when: &str) {
        if self.widget().offers("Remplir avec mes données").await {
            self.open().await;
        }
        self.widget().arrives("Étape 1 sur 3").await;
        self.ask_as(&Case::family("couple-deux-enfants")).await;
        self.fill().await;
        self.model_becomes(&expected(), when).await;
        assert!(self.is_valid().await, "the host refuses its model {when}");
    }

    /// The host's own model, without regard to how it writes numbers, dates and emptiness.
    async fn model(&self) -> Value {
        plain(&self.promised("window.model()").await)
    }

    async fn model_becomes(&self, wanted: &Value, when: &str) {
        let settled = self.settles(async || self.model().await, wanted).await;
        assert_eq!(settled, *wanted, "the host's model {when}");
    }

    async fn is_valid(&self) -> bool {
        self.promised("window.valid()").await == true
    }

    /// Sends the form by its own button.
    async fn send(&self) {
        self.press_on("button[type=submit], input[type=submit], .sd-navigation__complete-btn")
            .await;
        until("the town's answer", async || {
            let title = self
                .script("return document.querySelector('h1')?.textContent")
                .await;
            Ok((title == "Demande reçue").then_some(()))
        })
        .await;
    }
}

/// A model with numbers as texts, dates as in ISO 8601, and nothing for what is empty.
fn plain(model: &Value) -> Value {
    match model {
        Value::Object(fields) => {
            let fields = fields
                .iter()
                .map(|(name, value)| (name.clone(), plain(value)));
            fields
                // What the widget adds for the host's server is not of the host's own.
                .filter(|(name, value)| !value.is_null() && !name.starts_with("pre-remplir-"))
                .collect::<Map<_, _>>()
                .into()
        }
        Value::Array(rows) => rows.iter().map(plain).collect(),
        Value::Number(number) => json!(number.to_string()),
        Value::String(text) if text.is_empty() => Value::Null,
        Value::String(text) => json!(iso(text).unwrap_or_else(|| text.clone())),
        other => other.clone(),
    }
}

/// `14/03/1987` as `1987-03-14`.
fn iso(text: &str) -> Option<String> {
    let parts: Vec<_> = text.split('/').collect();
    let [day, month, year] = parts.as_slice() else {
        return None;
    };
    Some(format!("{year}-{month}-{day}"))
}
