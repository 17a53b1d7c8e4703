//! The attestation: a signed statement of what was delivered, from whom and when, with which the form's server tells the
//! values that an administration gave from those that a person typed.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use model::protocol::{OfficialProof, Period, SourceResult, Status};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ulid::Ulid;

use crate::assurance::Assurance;
use crate::config::{Form, Organisation};
use crate::keys::Ring;

/// The type of the token, which no other token of the form's server has (RFC 8725 §3.11).
pub(crate) const TYP: &str = "prefill+jwt";

/// What an attestation says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Claims {
    /// The relay: its public address.
    pub(crate) iss: String,
    /// For whom: the SIRET of the administration.
    pub(crate) aud: String,
    /// Its own number: a form's server takes each once.
    pub(crate) jti: String,
    /// When it was signed, in seconds since 1970.
    pub(crate) iat: i64,
    /// When it ends.
    pub(crate) exp: i64,
    /// The form.
    pub(crate) form: String,
    /// The name of the administration.
    pub(crate) organisation: String,
    /// The record of the agreement.
    pub(crate) receipt: String,
    /// The case, as the form's server called it when it asked for a ticket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) case: Option<String>,
    /// How surely the person is known, in words for who deals with the case.
    pub(crate) identity: String,
    /// What came of each source, in the order of the form.
    pub(crate) sources: Vec<Attested>,
}

/// What came of one source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Attested {
    pub(crate) source: String,
    pub(crate) status: Status,
    pub(crate) assurance: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) provider: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) obtained_at: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) period: Option<Period>,
    /// The State's own proof.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) proof: Option<OfficialProof>,
    /// The values, by their paths: `enfants[0].prenoms`. What the source does not know is not there.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub(crate) values: Map<String, Value>,
    /// Why there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) problem: Option<String>,
}

/// Signs what one delivery brings.
pub(crate) struct Attester {
    pub(crate) keys: Arc<Ring>,
    pub(crate) issuer: String,
    pub(crate) lifetime: SignedDuration,
    pub(crate) form: Arc<Form>,
    pub(crate) receipt: String,
    pub(crate) case: Option<String>,
    /// How surely each source knew whom it was asked about.
    pub(crate) assurances: BTreeMap<String, Assurance>,
}

impl Attester {
    /// The attestation of these results.
    pub(crate) fn attest(
        &self,
        results: &BTreeMap<String, SourceResult>,
        now: Timestamp,
    ) -> String {
        let claims = self.claims(results, now);
        self.keys.signer(now).sign(TYP, &claims)
    }

    fn claims(&self, results: &BTreeMap<String, SourceResult>, now: Timestamp) -> Claims {
        let Organisation { siret, name, .. } = &*self.form.organisation;
        let sources = self.form.sources.iter();
        Claims {
            iss: self.issuer.clone(),
            aud: siret.as_str().to_owned(),
            jti: Ulid::generate().to_string(),
            iat: now.as_second(),
            exp: now.as_second() + self.lifetime.as_secs(),
            form: self.form.id.clone(),
            organisation: name.clone(),
            receipt: self.receipt.clone(),
            case: self.case.clone(),
            identity: self.identity().in_words().to_owned(),
            sources: sources
                .filter_map(|used| Some(self.attested(&used.id, results.get(&used.id)?)))
                .collect(),
        }
    }

    /// The least sure of all.
    pub(crate) fn identity(&self) -> Assurance {
        let typed = self
            .assurances
            .values()
            .find(|one| **one == Assurance::Declared);
        *typed
            .or(self.assurances.values().next())
            .unwrap_or(&Assurance::Declared)
    }

    fn attested(&self, source: &str, result: &SourceResult) -> Attested {
        let assurance = self.assurances.get(source).unwrap_or(&Assurance::Declared);
        Attested {
            source: source.to_owned(),
            status: result.status,
            assurance: assurance.as_str().to_owned(),
            provider: result.provider.clone(),
            obtained_at: result.obtained_at.clone(),
            period: result.period,
            proof: result.proof.clone(),
            values: result.data.as_ref().map(values).unwrap_or_default(),
            problem: result.problem.as_ref().map(|problem| problem.kind.clone()),
        }
    }
}

/// Each value that `data` holds, by its path. An empty list is a value: there is nobody in it.
pub(crate) fn values(data: &Value) -> Map<String, Value> {
    let mut found = Map::new();
    gather(data, String::new(), &mut found);
    found
}

fn gather(value: &Value, path: String, found: &mut Map<String, Value>) {
    match value {
        Value::Null => {}
        Value::Object(members) => {
            for (name, member) in members {
                let dot = if path.is_empty() { "" } else { "." };
                gather(member, format!("{path}{dot}{name}"), found);
            }
        }
        Value::Array(elements) if !elements.is_empty() => {
            for (rank, element) in elements.iter().enumerate() {
                gather(element, format!("{path}[{rank}]"), found);
            }
        }
        _ => {
            found.insert(path, value.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_known_value_has_a_path_and_what_is_unknown_has_none() {
        let data = json!({
            "quotient_familial": { "valeur": 0, "mois": null },
            "enfants": [{ "prenoms": "Maël", "sexe": "M" }, { "prenoms": "Yuna", "sexe": null }],
            "enfants.nombre": 2, "allocataires": [], "est_boursier": false
        });
        assert_eq!(
            Value::Object(values(&data)),
            json!({
                "quotient_familial.valeur": 0, "enfants[0].prenoms": "Maël", "enfants[0].sexe": "M",
                "enfants[1].prenoms": "Yuna", "enfants.nombre": 2, "allocataires": [], "est_boursier": false
            })
        );
    }
}
