//! The fields that a form must send, from what the API knows.

use serde_json::{Value, json};

use crate::site::Fields;

/// Fields in the making: what the API does not know is not sent.
#[derive(Default)]
pub(super) struct Sent(pub(super) Fields);

impl Sent {
    /// A value, when there is one.
    pub(super) fn add(&mut self, name: &str, value: &Value) {
        if !value.is_null() {
            self.0.push((name.to_owned(), text(value)));
        }
    }

    /// A question answered by yes or no.
    pub(super) fn add_answer(&mut self, name: &str, value: &Value) {
        let answer = value.as_bool().map(|yes| if yes { "oui" } else { "non" });
        self.add(name, &json!(answer));
    }

    /// The lines as given, the postcode and the town apart, and all of it as on an envelope.
    pub(super) fn address(&mut self, adresse: &Value) {
        self.add("adresse_voie", &adresse["numero_libelle_voie"]);
        let geographic = "complement_information_geographique";
        self.add("adresse_complement", &adresse[geographic]);
        let town = text(&adresse["code_postal_ville"]);
        let (code, town) = town.split_once(' ').unwrap();
        self.add("code_postal", &json!(code));
        self.add("commune", &json!(town));
        let lines = [
            "destinataire",
            "complement_information",
            geographic,
            "numero_libelle_voie",
            "lieu_dit",
            "code_postal_ville",
            "pays",
        ];
        let lines = lines.map(|name| text(&adresse[name]));
        let lines: Vec<_> = lines.iter().filter(|line| !line.is_empty()).collect();
        let lines: Vec<_> = lines.into_iter().map(String::as_str).collect();
        self.add("adresse_complete", &json!(lines.join("\r\n")));
    }
}

/// The members of a list, each with its rank.
pub(super) fn members(list: &Value) -> impl Iterator<Item = (usize, &Value)> {
    list.as_array().unwrap().iter().enumerate()
}

/// A value as a field holds it.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
