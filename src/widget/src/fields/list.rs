//! The lists of the relay that are searched as the person types: communes and schools.

use model::lang::Lang;
use model::protocol::Picker;

use crate::failure::Failure;
use crate::relay::{Commune, Etablissement, Relay};
use crate::texts::{self, texts};

/// A list to search.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum List {
    /// The communes, as they were at this time: `1988-02`, or today.
    Communes(Option<String>),
    Etablissements,
}

/// What a search found: a code, and how a person recognises it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Suggestion {
    pub(super) code: String,
    pub(super) shown: String,
}

impl From<Picker> for List {
    fn from(picker: Picker) -> Self {
        match picker {
            Picker::Etablissements => Self::Etablissements,
        }
    }
}

impl List {
    pub(super) async fn search(
        &self,
        relay: &Relay,
        typed: &str,
    ) -> Result<Vec<Suggestion>, Failure> {
        Ok(match self {
            Self::Communes(month) => suggestions(relay.communes(typed, month.as_deref()).await?),
            Self::Etablissements => suggestions(relay.etablissements(typed).await?),
        })
    }

    /// What the list itself is called.
    pub(super) fn name(&self, lang: Lang) -> &'static str {
        match self {
            Self::Communes(_) => texts(lang).commune_list,
            Self::Etablissements => texts(lang).etablissement_list,
        }
    }

    /// How many a search found.
    pub(super) fn found(&self, lang: Lang, count: usize) -> String {
        match self {
            Self::Communes(_) => texts::communes_found(lang, count),
            Self::Etablissements => texts::etablissements_found(lang, count),
        }
    }

    /// What to do without it.
    pub(super) fn unavailable(&self, lang: Lang) -> &'static str {
        match self {
            Self::Communes(_) => texts(lang).commune_unavailable,
            Self::Etablissements => texts(lang).etablissement_unavailable,
        }
    }
}

fn suggestions<T: Into<Suggestion>>(found: Vec<T>) -> Vec<Suggestion> {
    found.into_iter().map(Into::into).collect()
}

impl From<Commune> for Suggestion {
    /// "Rennes (Ille-et-Vilaine, 35000)".
    fn from(commune: Commune) -> Self {
        let (nom, departement) = (commune.nom, commune.nom_departement);
        let shown = match commune.codes_postaux.first() {
            Some(code) => format!("{nom} ({departement}, {code})"),
            None => format!("{nom} ({departement})"),
        };
        Self {
            code: commune.code,
            shown,
        }
    }
}

impl From<Etablissement> for Suggestion {
    /// "Lycée de la Rivière (Brest, 29200)".
    fn from(etablissement: Etablissement) -> Self {
        let Etablissement {
            uai,
            nom,
            commune,
            code_postal,
        } = etablissement;
        Self {
            code: uai,
            shown: format!("{nom} ({commune}, {code_postal})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commune_is_told_from_its_namesakes() {
        let commune = Commune {
            code: "35238".into(),
            nom: "Rennes".into(),
            nom_departement: "Ille-et-Vilaine".into(),
            codes_postaux: vec!["35000".into(), "35200".into()],
        };
        let shown = |commune: &Commune| Suggestion::from(commune.clone()).shown;
        assert_eq!(shown(&commune), "Rennes (Ille-et-Vilaine, 35000)");
        let codes_postaux = Vec::new();
        let without_codes = Commune {
            codes_postaux,
            ..commune
        };
        assert_eq!(shown(&without_codes), "Rennes (Ille-et-Vilaine)");
    }

    #[test]
    fn a_school_is_told_from_its_namesakes() {
        let found = serde_json::json!([{ "uai": "0290000A", "nom": "Lycée de la Rivière",
            "commune": "Brest", "code_postal": "29200" }]);
        let found: Vec<Etablissement> = serde_json::from_value(found).unwrap();
        let [Suggestion { code, shown }] = &suggestions(found)[..] else {
            panic!("one school");
        };
        assert_eq!(
            (code.as_str(), shown.as_str()),
            ("0290000A", "Lycée de la Rivière (Brest, 29200)")
        );
    }
}
