//! Who or what a request is about: the way of asking that was chosen, and its inputs.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::date::PartialDate;
use crate::error::FieldError;
use crate::identite::{Draft, Identite, IdentiteRules};
use crate::lieu::LieuNaissance;
use crate::rule::Rule;

/// A subject as received: `{"mode": "identite", "identite": {…}}` or `{"mode": "identifiant", "identifiant": "…"}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// The way of asking.
    pub mode: String,
    /// Whom it is about, such as `eleve`: it then serves the sources about them alone. Without it, any source of its mode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// The typed identity, in mode `identite`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identite: Option<Draft>,
    /// The inputs of the other modes, by name.
    #[serde(flatten)]
    pub inputs: BTreeMap<String, Typed>,
}

/// A typed input: text, or a number where JSON has one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Typed {
    /// Text.
    Text(String),
    /// A whole number.
    Number(i64),
    /// Nothing.
    Null(()),
}

impl Typed {
    fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Null(()) => String::new(),
        }
    }
}

/// An input by its name in the request; that of a subject about someone else begins with whom: `eleve.identite.sexe`.
pub fn field_of(about: Option<&str>, field: &str) -> String {
    about.map_or_else(|| field.to_owned(), |about| format!("{about}.{field}"))
}

/// What a way of asking needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// The rules of the identity, in mode `identite`.
    pub identite: Option<IdentiteRules>,
    /// The rule of each other input, by name.
    pub inputs: BTreeMap<String, Rule>,
}

/// The checked inputs of a subject, by name: the only thing an upstream call is built from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(BTreeMap<String, Vec<String>>);

impl Answers {
    /// The values of `name`: none when it was left empty, several for `prenoms`.
    pub fn get(&self, name: &str) -> &[String] {
        self.0.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    fn put(&mut self, name: &str, value: Option<impl Into<String>>) {
        self.0
            .extend(value.map(|value| (name.to_owned(), vec![value.into()])));
    }
}

impl Subject {
    /// Checks the subject by what its mode `needs`.
    ///
    /// # Errors
    /// Every input that cannot be accepted, all at once; a field of the identity is named `identite.…`.
    pub fn parse(&self, needs: &Needs, today: PartialDate) -> Result<Answers, Vec<FieldError>> {
        let mut answers = Answers::default();
        let mut errors = Vec::new();
        if let Some(rules) = &needs.identite {
            match self
                .identite
                .clone()
                .unwrap_or_default()
                .parse(rules, today)
            {
                Ok(identite) => answers.put_identite(&identite),
                Err(found) => errors.extend(found.into_iter().map(under_identite)),
            }
        }
        for (name, rule) in &needs.inputs {
            let typed = self.inputs.get(name).map(Typed::text).unwrap_or_default();
            match rule.parse(&typed) {
                Ok(value) => answers.put(name, Some(value)),
                Err(reason) => errors.push(FieldError::new(name, reason)),
            }
        }
        if errors.is_empty() {
            Ok(answers)
        } else {
            Err(errors)
        }
    }
}

fn under_identite(error: FieldError) -> FieldError {
    FieldError {
        field: format!("identite.{}", error.field),
        ..error
    }
}

impl Answers {
    fn put_identite(&mut self, identite: &Identite) {
        self.put(
            "nom_naissance",
            identite.nom_naissance.as_ref().map(|nom| nom.as_str()),
        );
        self.put(
            "nom_usage",
            identite.nom_usage.as_ref().map(|nom| nom.as_str()),
        );
        let prenoms = identite
            .prenoms
            .iter()
            .map(|prenom| prenom.as_str().to_owned())
            .collect();
        self.0.insert("prenoms".to_owned(), prenoms);
        self.put(
            "premier_prenom",
            identite.prenoms.first().map(|prenom| prenom.as_str()),
        );
        self.put("sexe", identite.sexe.map(|sexe| sexe.as_str()));
        if let Some(date) = identite.date_naissance {
            self.put("annee", Some(date.annee().to_string()));
            self.put("mois", date.mois().map(|mois| mois.to_string()));
            self.put("jour", date.jour().map(|jour| jour.to_string()));
        }
        if let Some(lieu) = &identite.lieu_naissance {
            self.put_lieu(lieu);
        }
    }

    /// Some sources have no parameter for the country: for a birth abroad its code goes in place of the commune's.
    fn put_lieu(&mut self, lieu: &LieuNaissance) {
        self.put("pays", Some(lieu.pays()));
        match lieu {
            LieuNaissance::Commune(code) => {
                self.put("commune", Some(code.as_str()));
                self.put("commune_ou_pays", Some(code.as_str()));
            }
            LieuNaissance::Nommee { nom, departement } => {
                self.put("nom_commune", Some(nom.as_str()));
                self.put("departement", Some(departement.as_str()));
            }
            LieuNaissance::Etranger(pays) => self.put("commune_ou_pays", Some(pays.as_str())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Reason;
    use crate::identite::Need;
    use serde_json::json;

    fn today() -> PartialDate {
        PartialDate::new(2026, Some(11), Some(22)).unwrap()
    }

    fn identite_needs() -> Needs {
        let rules = IdentiteRules {
            nom_naissance: Need::Required,
            prenoms: Need::Required,
            prenoms_max: 3,
            annee: Need::Optional,
            lieu_naissance: Need::Required,
            ..IdentiteRules::default()
        };
        Needs {
            identite: Some(rules),
            ..Needs::default()
        }
    }

    #[test]
    fn an_identity_becomes_named_values() {
        let subject: Subject = serde_json::from_value(json!({ "mode": "identite", "identite": {
            "nom_naissance": "Morvan", "prenoms": ["Awen", "Lou"], "date_naissance": { "annee": 1988 },
            "lieu_naissance": { "pays": "99100", "nom_commune": "Rennes", "departement": "35" } } }))
        .unwrap();
        let answers = subject.parse(&identite_needs(), today()).unwrap();
        assert_eq!(answers.get("prenoms"), ["Awen", "Lou"]);
        assert_eq!(
            (answers.get("annee"), answers.get("pays")),
            (&["1988".to_owned()][..], &["99100".to_owned()][..])
        );
        assert_eq!(
            (
                answers.get("commune").len(),
                answers.get("nom_commune").len()
            ),
            (0, 1)
        );
    }

    #[test]
    fn errors_name_their_input_as_the_request_does() {
        let subject = Subject {
            mode: "identite".into(),
            ..Subject::default()
        };
        let errors = subject.parse(&identite_needs(), today()).unwrap_err();
        assert_eq!(errors[0].field, "identite.nom_naissance");
        assert!(errors.iter().all(|error| error.reason == Reason::Missing));
    }

    #[test]
    fn an_identifier_is_read_from_text_or_number() {
        let needs = Needs {
            inputs: [("identifiant".to_owned(), Rule::Digits)].into(),
            ..Needs::default()
        };
        let subject = |value| {
            serde_json::from_value::<Subject>(
                json!({ "mode": "identifiant", "identifiant": value }),
            )
        };
        assert_eq!(
            subject(json!(42))
                .unwrap()
                .parse(&needs, today())
                .unwrap()
                .get("identifiant"),
            ["42"]
        );
        assert_eq!(
            subject(json!(" 42 "))
                .unwrap()
                .parse(&needs, today())
                .unwrap()
                .get("identifiant"),
            ["42"]
        );
        assert!(
            subject(json!(null))
                .unwrap()
                .parse(&needs, today())
                .is_err()
        );
        assert!(subject(json!(["42"])).is_err());
    }
}
