//! The code of `www/comptes.html` by which a host's server gets tickets, run as it is shown there.

use std::path::Path;

use serde_json::Value;

use crate::TOWN;
use crate::languages::{Language, Page};

/// The page.
pub const PAGE: Page = Page {
    name: "comptes",
    runners: "snippets",
    java: &[],
};

/// What a host's server knows.
pub struct Host<'a> {
    /// The relay's address.
    pub relay: &'a str,
    /// Its key.
    pub key: &'a str,
}

impl Host<'_> {
    /// What the page's code does with this order: the ticket and the element of the page, whose form has this id.
    ///
    /// # Errors
    /// Everything that it says when it gets none.
    pub fn order(
        &self,
        language: Language,
        order: &Value,
        form: &str,
    ) -> Result<(String, String), String> {
        let input = [self.relay, self.key, form, &order.to_string()].join("\n");
        let output = language.run(PAGE, input.as_bytes());
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        match said.split_once('\n').filter(|_| output.status.success()) {
            Some((ticket, tag)) => Ok((ticket.to_owned(), tag.trim_end().to_owned())),
            None => Err(said),
        }
    }
}

/// The order that the page shows under this id.
pub fn order(id: &str) -> Value {
    serde_json::from_str(&PAGE.code(id)).unwrap()
}

/// The configuration that the page shows, whole, with the key of this file; its form stands at a second origin too.
pub fn config(key: &Path) -> String {
    let (relay, town) = TOWN.split_once("[[organisation]]").unwrap();
    let (_, town) = town.split_once("name =").unwrap();
    let form = r#"organisation = "ville-exemple"
title = { fr = "Cantine" }
purpose = { fr = "Calculer le tarif" }
legal_basis = "mission d'intérêt public (L114-8 CRPA)"
retention = "durée de l'année scolaire""#;
    let shown = PAGE.code("toml");
    let whole = shown.replacen("# …", &format!("name ={town}"), 1);
    let whole = whole.replacen("# …", form, 1);
    let whole = whole.replace(
        "\"ticket-key\"",
        &format!("{:?}", key.display().to_string()),
    );
    let origins = "origins = [\"https://guichet.exemple.fr\", ";
    format!("{relay}{}", whole.replace("origins = [", origins))
}
