//! A relay for people who are identified: nothing is shown to who only typed a name.

use serde_json::{Value, json};

use crate::{ORIGIN, Reply, Rig, TICKET_KEY, http};

/// The address that the relay believes it has: pages and FranceConnect are sent there, and the tests go to the real one.
pub const PUBLIC: &str = "http://127.0.0.1:9";
/// The form.
pub const FORM: &str = "cantine";
/// Another form of the same town, at another origin.
pub const OTHER: &str = "sport";
/// Where it stands.
pub const OTHER_ORIGIN: &str = "https://sport.exemple.fr";

/// A relay as in production, in which `{upstream}` stands for the API's address.
pub fn config() -> String {
    let form = |id: &str, origin: &str| {
        format!(
            r#"
[[form]]
id = "{id}"
organisation = "ville-exemple"
title = {{ fr = "Formulaire" }}
purpose = {{ fr = "Calculer le tarif" }}
legal_basis = "mission d'intérêt public (L114-8 CRPA)"
retention = "un an"
origins = ["{origin}"]
[form.sources.quotient_familial]
modes = ["france_connect", "identite"]
items = ["quotient_familial", "allocataires", "enfants", "adresse"]
[form.sources.demandeur_emploi]
modes = ["identifiant"]
items = ["inscription"]
[form.sources.statut_etudiant]
modes = ["identite"]
items = ["identite", "admissions"]
[form.roles.guichet]
quotient_familial = ["quotient_familial"]
"#
        )
    };
    format!(
        r#"
[relay]
listen = "127.0.0.1:0"
public_url = "{PUBLIC}"
store = "sqlite:journal.db"

[upstream]
environment = "production"
base_url = "{{upstream}}"
agent_header = "X-Agent-Id"

[[organisation]]
id = "ville-exemple"
name = "Ville d'Exemple"
siret = "13002526500013"
dpo = "dpo@exemple.fr"
token_file = "token"
ticket_key_file = "ticket-key"
[organisation.france_connect]
issuer = "{{upstream}}/franceconnect/api/v2"
client_id = "france-connect-test"
client_secret_file = "fc-secret"
{}{}"#,
        form(FORM, ORIGIN),
        form(OTHER, OTHER_ORIGIN)
    )
}

/// A page of a form, as the relay sees it.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// Its form.
    pub form: &'static str,
    /// Its origin.
    pub origin: &'static str,
}

/// The page of the form.
pub const PAGE: Page = Page {
    form: FORM,
    origin: ORIGIN,
};

impl Page {
    /// Asks for the form's definition.
    pub async fn definition(self, rig: &Rig) -> Value {
        let url = format!("{}/v1/forms/{}", rig.base, self.form);
        let asked = http().get(url).header("Origin", self.origin);
        Reply::read(asked).await.body
    }

    /// Asks who the person is.
    pub async fn person(self, rig: &Rig, visit: &Value, ticket: Option<&str>) -> Reply {
        let url = format!("{}/v1/forms/{}/person", rig.base, self.form);
        let mut question = json!({ "visit": visit });
        if let Some(ticket) = ticket {
            question["ticket"] = ticket.into();
        }
        let asked = http().post(url).header("Origin", self.origin);
        Reply::read(asked.json(&question)).await
    }

    /// Asks who the person is, with what the window of FranceConnect has told.
    pub async fn person_with(self, rig: &Rig, visit: &Value, proof: &str) -> Value {
        let url = format!("{}/v1/forms/{}/person", rig.base, self.form);
        let asked = http().post(url).header("Origin", self.origin);
        let question = json!({ "visit": visit, "proof": proof });
        Reply::read(asked.json(&question)).await.body
    }

    /// Asks for these items of the family's file, with a ticket.
    pub async fn prefill(self, rig: &Rig, items: &[&str], subject: Value, ticket: &str) -> Reply {
        let definition = self.definition(rig).await;
        let person = self.person(rig, &definition["visit"], Some(ticket)).await;
        let own = &person.body["notice"]["hash"];
        let notice = if own.is_null() {
            &definition["notice"]["hash"]
        } else {
            own
        };
        let request = json!({
            "visit": definition["visit"],
            "consent": { "notice": notice, "items": { "quotient_familial": items } },
            "subject": subject,
            "ticket": ticket
        });
        self.send(rig, &request).await
    }

    /// Sends a whole prefill.
    pub async fn send(self, rig: &Rig, request: &Value) -> Reply {
        let url = format!("{}/v1/forms/{}/prefill", rig.base, self.form);
        let asked = http().post(url).header("Origin", self.origin);
        Reply::read(asked.json(request)).await
    }
}

/// What the host's server orders for someone it has verified.
pub fn order(subject: Value) -> Value {
    json!({ "form": FORM, "origin": ORIGIN, "case": "dossier-4821", "subject": subject })
}

/// What it orders for an agent.
pub fn order_for_agent() -> Value {
    json!({ "form": FORM, "origin": ORIGIN, "case": "dossier-4821", "agent": { "id": "agent-17", "role": "guichet" } })
}

/// Asks for a ticket as the host's server does.
pub async fn mint(rig: &Rig, order: &Value) -> Reply {
    let url = format!("{}/v1/tickets", rig.base);
    let asked = http().post(url).bearer_auth(TICKET_KEY).json(order);
    Reply::read(asked).await
}

/// A ticket.
pub async fn ticket(rig: &Rig, order: &Value) -> String {
    let minted = mint(rig, order).await;
    assert_eq!(minted.status, 201, "{:?}", minted.body);
    minted.body["ticket"].as_str().unwrap().to_owned()
}
