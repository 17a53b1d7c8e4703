//! An identity exactly as it was typed.

use serde::{Deserialize, Deserializer, Serialize};

/// An identity as typed: nothing in it is trusted, everything may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Draft {
    /// The name at birth.
    #[serde(deserialize_with = "text_or_null")]
    pub nom_naissance: String,
    /// The name used today.
    #[serde(deserialize_with = "text_or_null")]
    pub nom_usage: String,
    /// The first names, one by one.
    pub prenoms: Vec<String>,
    /// `M` or `F`.
    #[serde(deserialize_with = "text_or_null")]
    pub sexe: String,
    /// The birth date, in three parts.
    pub date_naissance: DraftDate,
    /// The birthplace.
    pub lieu_naissance: DraftLieu,
}

/// A birth date as typed. Numbers are read from JSON numbers or from text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DraftDate {
    /// The year.
    #[serde(deserialize_with = "text_or_null")]
    pub annee: String,
    /// The month, 1 to 12.
    #[serde(deserialize_with = "text_or_null")]
    pub mois: String,
    /// The day, 1 to 31.
    #[serde(deserialize_with = "text_or_null")]
    pub jour: String,
}

/// A birthplace as typed: a country, and in France a commune by its code, or by its name and département.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DraftLieu {
    /// The country's code.
    #[serde(deserialize_with = "text_or_null")]
    pub pays: String,
    /// The commune's code.
    #[serde(deserialize_with = "text_or_null")]
    pub commune: String,
    /// The commune's name, where its code is not known.
    #[serde(deserialize_with = "text_or_null")]
    pub nom_commune: String,
    /// The département's code, beside the commune's name.
    #[serde(deserialize_with = "text_or_null")]
    pub departement: String,
}

/// Reads text, a number or null as text: absent, null and empty mean the same in a draft.
fn text_or_null<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Typed {
        Text(String),
        Number(i64),
    }
    Ok(match Option::<Typed>::deserialize(deserializer)? {
        Some(Typed::Text(text)) => text,
        Some(Typed::Number(number)) => number.to_string(),
        None => String::new(),
    })
}
