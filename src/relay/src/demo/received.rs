//! What the town's server makes of a form that was sent: it opens what is sealed, has the relay verify what is signed, and
//! tells the certified answers from the person's own.

use std::collections::BTreeMap;
use std::time::Duration;

use http::header::CONTENT_TYPE;
use jiff::Timestamp;
use p256::SecretKey;
use secrecy::SecretString;
use serde_json::{Value, json};

use super::fields::{self, Mapped};
use crate::{outbound, unseal};

/// How long the relay may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a form sends, in its order.
pub(super) type Fields = Vec<(String, String)>;

/// The town's server.
pub(super) struct Server {
    /// The relay's address.
    pub(super) relay: String,
    /// Its own, without a final slash.
    pub(super) site: String,
    /// The key that only this server has.
    pub(super) secret: SecretKey,
    /// What it asks the relay for tickets with.
    pub(super) ticket_key: SecretString,
    /// The SIRET of the organisation of each form.
    pub(super) audiences: BTreeMap<String, String>,
}

/// What the server knows of the answers.
#[derive(Default)]
pub(super) struct Checked {
    /// Where each answer comes from, by the name of its control.
    pub(super) origins: BTreeMap<String, String>,
    /// What only the server can read: each value by its path.
    pub(super) sealed: Vec<(String, String)>,
    /// In words, what came of the whole.
    pub(super) outcome: String,
}

impl Server {
    /// Checks what was sent in the form of this id, whose page is `page`.
    pub(super) async fn check(&self, form: &str, page: &str, sent: &Fields) -> Checked {
        let one = |name: &str| sent.iter().find(|(known, _)| known == name);
        if let Some((_, attestation)) = one("pre-remplir-attestation") {
            return self
                .verify(form, attestation, &fields::mapped(page, sent))
                .await;
        }
        match one("pre-remplir-sealed") {
            Some((_, envelope)) => self.open(form, envelope).await,
            None => Checked {
                outcome: "Rien n’est certifié : tout a été écrit à la main.".to_owned(),
                ..Checked::default()
            },
        }
    }

    async fn verify(&self, form: &str, attestation: &str, mapped: &[Mapped]) -> Checked {
        let values: BTreeMap<_, _> = mapped.iter().map(|one| (&one.path, &one.value)).collect();
        let Some(verified) = self.ask(form, attestation, json!(values)).await else {
            return refused();
        };
        let mut origins = BTreeMap::new();
        for one in mapped {
            let verdict = &verified["values"][&one.path];
            let words = match verdict["status"].as_str() {
                Some("certified") => certified(verdict),
                Some("changed") => "Déclaré : modifié par la personne".to_owned(),
                _ => continue,
            };
            let names = one.names.iter();
            origins.extend(names.map(|name| (name.clone(), words.clone())));
        }
        Checked {
            origins,
            outcome: "L’attestation est valable.".to_owned(),
            ..Checked::default()
        }
    }

    /// What is sealed is signed as well: the relay says whether it is its own.
    async fn open(&self, form: &str, envelope: &str) -> Checked {
        let Ok(attestation) = unseal::open(&self.secret, envelope) else {
            return refused();
        };
        if self.ask(form, &attestation, json!({})).await.is_none() {
            return refused();
        }
        Checked {
            sealed: values(&attestation),
            outcome: "Réponse scellée, ouverte par la ville. L’identité a été écrite, elle n’est pas vérifiée.".to_owned(),
            ..Checked::default()
        }
    }

    /// The relay's own answer; `None` when it does not vouch for the attestation.
    async fn ask(&self, form: &str, attestation: &str, values: Value) -> Option<Value> {
        let question = json!({
            "attestation": attestation, "form": form, "audience": self.audiences.get(form)?, "values": values,
        });
        let url = format!("{}/v1/verify", self.relay);
        let client = outbound::client(PATIENCE).build().ok()?;
        let question = client
            .post(url)
            .header(CONTENT_TYPE, "application/json")
            .body(question.to_string());
        let answer = question.send().await.ok()?.error_for_status().ok()?;
        serde_json::from_slice(&answer.bytes().await.ok()?).ok()
    }
}

fn certified(verdict: &Value) -> String {
    let provider = verdict["provider"].as_str().unwrap_or("l’administration");
    format!("Certifié : {provider}")
}

/// What the attestation says, source by source: the relay has vouched for it.
fn values(attestation: &str) -> Vec<(String, String)> {
    let claims = unseal::claims(attestation, None, Timestamp::now());
    let sources = claims.map(|claims| claims.sources).unwrap_or_default();
    let lines = sources.into_iter().flat_map(|source| {
        let status = (source.source.clone(), json!(source.status));
        let values = source.values.into_iter();
        std::iter::once(status).chain(values)
    });
    let text = |value: Value| {
        value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned)
    };
    lines.map(|(path, value)| (path, text(value))).collect()
}

fn refused() -> Checked {
    Checked {
        outcome: "Ce que le formulaire porte n’est pas valable : tout est considéré comme écrit à la main.".to_owned(),
        ..Checked::default()
    }
}
