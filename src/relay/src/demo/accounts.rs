//! The town's pages for people it knows: an account's and a counter's. Each time one is loaded, the town's server asks the
//! relay for a ticket, from server to server, by the route that any host's uses.

use std::time::Duration;

use secrecy::ExposeSecret;
use serde::Deserialize;
use serde_json::{Value, json};

use super::received::Server;
use crate::html;
use crate::outbound;

/// Where a page has its ticket.
pub(super) const TICKET: &str = "{{ticket}}";
/// What loads the widget in a page.
const LOADER: &str = r#"<script type="module" src="{{relay}}/pre-remplir.js"></script>"#;
/// How long the relay may take: the page waits for it.
const PATIENCE: Duration = Duration::from_secs(5);

/// What the relay answers.
#[derive(Deserialize)]
struct Minted {
    ticket: String,
}

/// What a page's ticket is asked for with; nothing for a page that is anyone's.
fn order(page: &str, origin: &str) -> Option<Value> {
    match page {
        "compte.html" => Some(json!({
            "form": "compte-cantine-2026", "origin": origin, "case": "C-2026-0117",
            "subject": { "mode": "identite", "identite": {
                "nom_naissance": "Kermarrec", "prenoms": ["Solenn", "Maëlle"], "sexe": "F",
                "date_naissance": { "annee": 1987, "mois": 3, "jour": 14 },
                "lieu_naissance": { "pays": "99100", "commune": "29019" }
            } }
        })),
        "guichet.html" => Some(json!({
            "form": "guichet-cantine-2026", "origin": origin, "case": "G-2026-0042",
            "agent": { "id": "agent-17", "role": "guichet" }
        })),
        _ => None,
    }
}

impl Server {
    /// The page as the person the town knows gets it. Without a ticket it does not load the widget: what the element holds is
    /// shown, and the form is filled by hand.
    pub(super) async fn known(&self, page: &str, text: String) -> String {
        let Some(order) = order(page, &self.site) else {
            return text;
        };
        match self.ticket(&order).await {
            Ok(ticket) => text.replace(TICKET, &html::text(&ticket)),
            Err(error) => {
                let error = error.without_url();
                tracing::warn!(%error, page, "no ticket: the page is left to be filled by hand");
                text.replace(LOADER, "").replace(TICKET, "")
            }
        }
    }

    async fn ticket(&self, order: &Value) -> Result<String, reqwest::Error> {
        let url = format!("{}/v1/tickets", self.relay);
        let client = outbound::client(PATIENCE).build()?;
        let asked = client
            .post(url)
            .bearer_auth(self.ticket_key.expose_secret());
        let answer = asked.json(order).send().await?.error_for_status()?;
        Ok(answer.json::<Minted>().await?.ticket)
    }
}

#[cfg(test)]
mod tests;
