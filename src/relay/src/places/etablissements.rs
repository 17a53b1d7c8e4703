//! Schools, found by their name, their town, their postcode or their code.

use serde::Serialize;

use super::search::{best, key};

/// A school to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Etablissement {
    pub(crate) uai: String,
    pub(crate) nom: String,
    pub(crate) commune: String,
    pub(crate) code_postal: String,
    /// Its kind in the directory: `Ecole`, `Collège`…
    #[serde(skip)]
    pub(crate) genre: String,
}

/// The schools of a directory, ready to be searched.
pub(crate) struct Etablissements(Vec<Entry>);

struct Entry {
    /// Every word that finds this school, those of its name first.
    key: String,
    etablissement: Etablissement,
}

impl Etablissements {
    /// Makes these schools ready to be searched, and the CNED with them.
    pub(super) fn new(mut list: Vec<Etablissement>) -> Self {
        let cned = cned();
        if list.iter().all(|known| known.uai != cned.uai) {
            list.push(cned);
        }
        Self(list.into_iter().map(Entry::new).collect())
    }

    /// The schools that have every word of `query` at the beginning of a word of their name, kind, town or postcode;
    /// those whose name begins like it first, then those that have the very words. A whole code finds its school.
    pub(crate) fn search(&self, query: &str) -> Vec<&Etablissement> {
        best(&self.0, query, Entry::order)
            .map(|entry| &entry.etablissement)
            .collect()
    }
}

/// Distance learning, which the national directory leaves out.
fn cned() -> Etablissement {
    Etablissement {
        uai: "0861288H".to_owned(),
        nom: "Cned, Centre national d’enseignement à distance".to_owned(),
        commune: "Chasseneuil-du-Poitou".to_owned(),
        code_postal: "86360".to_owned(),
        genre: String::new(),
    }
}

impl Entry {
    fn new(etablissement: Etablissement) -> Self {
        let Etablissement {
            nom,
            commune,
            code_postal,
            genre,
            ..
        } = &etablissement;
        let key = key(&format!("{nom} {genre} {commune} {code_postal}"));
        Self { key, etablissement }
    }

    fn order(&self, query: &str) -> Option<(u8, &str, &str, &str)> {
        let Etablissement { uai, commune, .. } = &self.etablissement;
        Some((self.rank(query)?, commune, &self.key, uai))
    }

    /// How well this school matches: smaller is better, `None` not at all.
    fn rank(&self, query: &str) -> Option<u8> {
        let has = |word: &str| self.key.split(' ').any(|own| own == word);
        let has_beginning = |word: &str| self.key.split(' ').any(|own| own.starts_with(word));
        if self.etablissement.uai.eq_ignore_ascii_case(query) {
            Some(0)
        } else if self.key.starts_with(query) {
            Some(1)
        } else if query.split(' ').all(has) {
            Some(2)
        } else {
            query.split(' ').all(has_beginning).then_some(3)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::search::MOST;
    use super::*;

    fn school(
        uai: &str,
        nom: &str,
        genre: &str,
        code_postal: &str,
        commune: &str,
    ) -> Etablissement {
        Etablissement {
            uai: uai.to_owned(),
            nom: nom.to_owned(),
            commune: commune.to_owned(),
            code_postal: code_postal.to_owned(),
            genre: genre.to_owned(),
        }
    }

    fn schools() -> Etablissements {
        Etablissements::new(vec![
            school(
                "0359901A",
                "École élémentaire Sœur-Tassel",
                "Ecole",
                "35000",
                "Rennes",
            ),
            school(
                "0359902B",
                "Collège Sainte-Anne",
                "Collège",
                "35400",
                "Saint-Malo",
            ),
            school(
                "0119903C",
                "Groupe scolaire Le Pré-d'Ambre",
                "Ecole",
                "11190",
                "Rennes-le-Château",
            ),
            school("0359904D", "Lycée Rennes-Sud", "Lycée", "35200", "Rennes"),
            school("0139905E", "Lycée Sudre", "Lycée", "13100", "Aix"),
        ])
    }

    fn found(query: &str) -> Vec<String> {
        let schools = schools();
        let found = schools.search(query).into_iter();
        found.map(|school| school.uai.clone()).collect()
    }

    #[test]
    fn a_school_is_found_as_people_type_it() {
        for (query, first) in [
            ("ecole soeur tassel", "0359901A"),
            ("rennes SŒUR TASSEL", "0359901A"),
            ("tass", "0359901A"),
            ("st malo", "0359902B"),
            ("ste anne 354", "0359902B"),
            ("college malo", "0359902B"),
            ("pre d'ambre", "0119903C"),
            ("école rennes chateau", "0119903C"),
            ("0359904d", "0359904D"),
            ("cned", "0861288H"),
            ("0861288H", "0861288H"),
            ("enseignement distance", "0861288H"),
        ] {
            assert_eq!(
                found(query).first().map(String::as_str),
                Some(first),
                "{query}"
            );
        }
        for query in ["", "x", "zzzz", "rennes malo", "0359904", "ennes"] {
            assert!(found(query).is_empty(), "{query}");
        }
    }

    #[test]
    fn the_name_goes_before_the_very_words_and_those_before_beginnings() {
        assert_eq!(found("lycee rennes"), ["0359904D"]);
        assert_eq!(found("rennes"), ["0359901A", "0359904D", "0119903C"]);
        assert_eq!(found("sud lycee"), ["0359904D", "0139905E"]);
        assert_eq!(found("lycee sud"), ["0139905E", "0359904D"]);
        assert_eq!(found("35"), ["0359901A", "0359904D", "0359902B"]);
    }

    #[test]
    fn an_answer_holds_twenty_schools_at_most() {
        let many = (0..=MOST).map(|rank| school(&rank.to_string(), "École", "", "", ""));
        assert_eq!(
            Etablissements::new(many.collect()).search("ecole").len(),
            MOST
        );
    }

    #[test]
    fn the_cned_of_a_directory_that_has_it_is_not_doubled() {
        let own = school("0861288H", "CNED", "", "86360", "Chasseneuil");
        let schools = Etablissements::new(vec![own.clone()]);
        assert_eq!(schools.search("cned"), [&own]);
    }
}
