//! The two languages of the product, and a text written in both.

use serde::{Deserialize, Serialize};

/// A language the product speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// French, the default.
    #[default]
    Fr,
    /// English.
    En,
}

impl Lang {
    /// The language for a BCP 47 tag such as `en-GB`; French when it is neither.
    pub fn from_tag(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        if primary.eq_ignore_ascii_case("en") {
            Self::En
        } else {
            Self::Fr
        }
    }

    /// The tag to write in a `lang` attribute.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }
}

/// A sentence in French and, when it was written, in English.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// The French sentence.
    pub fr: String,
    /// The English one; French is shown when it is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

impl Text {
    /// The sentence in `lang`, or in French.
    pub fn get(&self, lang: Lang) -> &str {
        match (lang, &self.en) {
            (Lang::En, Some(en)) => en,
            _ => &self.fr,
        }
    }
}

/// The same words with a capital at their beginning: many are written as inside a sentence.
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// `à` before a French name with its article: "au Cnous", "aux impôts", "à la CAF".
pub fn fr_to(name: &str) -> String {
    contracted(name, "à", "au", "aux")
}

/// `de` before a French name with its article: "du Cnous", "des impôts", "de la CAF".
pub fn fr_from(name: &str) -> String {
    contracted(name, "de", "du", "des")
}

fn contracted(name: &str, alone: &str, with_le: &str, with_les: &str) -> String {
    let (preposition, rest) = match (name.strip_prefix("le "), name.strip_prefix("les ")) {
        (Some(rest), _) => (with_le, rest),
        (_, Some(rest)) => (with_les, rest),
        _ => (alone, name),
    };
    format!("{preposition} {rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_french_preposition_and_its_article_are_one_word() {
        for (name, to, from) in [
            ("le Cnous", "au Cnous", "du Cnous"),
            ("les impôts", "aux impôts", "des impôts"),
            ("la CAF", "à la CAF", "de la CAF"),
            ("l’ANTS", "à l’ANTS", "de l’ANTS"),
            ("lexique", "à lexique", "de lexique"),
        ] {
            assert_eq!((fr_to(name).as_str(), fr_from(name).as_str()), (to, from));
        }
    }

    #[test]
    fn a_tag_gives_its_language_and_anything_else_french() {
        assert_eq!(Lang::from_tag("en-GB"), Lang::En);
        assert_eq!(Lang::from_tag("EN"), Lang::En);
        assert_eq!(Lang::from_tag("fr-FR"), Lang::Fr);
        assert_eq!(Lang::from_tag("enga"), Lang::Fr);
        assert_eq!(Lang::from_tag(""), Lang::Fr);
    }

    #[test]
    fn a_text_without_english_is_shown_in_french() {
        let text = Text {
            fr: "Oui".into(),
            en: None,
        };
        assert_eq!(text.get(Lang::En), "Oui");
    }
}
