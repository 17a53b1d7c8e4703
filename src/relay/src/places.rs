//! Birthplaces to choose from: communes found by their name or postcode, and countries.

use std::cmp::Reverse;
use std::collections::HashMap;

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

const COMMUNES: &str = include_str!("../data/communes.tsv");
const DEPARTEMENTS: &str = include_str!("../data/departements.tsv");
const PAYS: &str = include_str!("../data/pays.tsv");

/// How many communes an answer holds at most.
pub(crate) const MOST: usize = 20;
/// The fewest letters worth searching for.
pub(crate) const FEWEST_LETTERS: usize = 2;

/// A commune to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Commune {
    pub(crate) code: &'static str,
    pub(crate) nom: &'static str,
    pub(crate) departement: &'static str,
    pub(crate) nom_departement: &'static str,
    #[serde(serialize_with = "split_on_commas")]
    pub(crate) codes_postaux: &'static str,
    /// The commune it is part of today, when this is the name of a former one.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(crate) aujourd_hui: &'static str,
}

/// A country to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Pays {
    pub(crate) code: &'static str,
    pub(crate) nom: &'static str,
    pub(crate) nom_en: &'static str,
}

/// The places, ready to be searched.
pub(crate) struct Places {
    communes: Vec<Entry>,
    pub(crate) pays: Vec<Pays>,
}

struct Entry {
    key: String,
    population: u32,
    commune: Commune,
}

impl Places {
    /// Reads the lists that are built in.
    pub(crate) fn load() -> Self {
        let departements: HashMap<_, _> = DEPARTEMENTS
            .lines()
            .filter_map(|line| line.split_once('\t'))
            .collect();
        let communes = COMMUNES
            .lines()
            .filter_map(|line| entry(line, &departements))
            .collect();
        let pays = PAYS.lines().filter_map(pays).collect();
        Self { communes, pays }
    }

    /// The commune of this code.
    pub(crate) fn commune(&self, code: &str) -> Option<Commune> {
        self.communes
            .iter()
            .map(|entry| entry.commune)
            .find(|commune| commune.code == code)
    }

    /// The communes whose name, or whose postcode, begins like `query`: the exact name first, then the largest.
    /// A name that holds the query after its first word comes last.
    pub(crate) fn communes(&self, query: &str) -> Vec<Commune> {
        let query = key(query);
        if query.chars().count() < FEWEST_LETTERS {
            return Vec::new();
        }
        let mut found: Vec<_> = self
            .communes
            .iter()
            .filter_map(|entry| Some((entry.rank(&query)?, entry)))
            .collect();
        found.sort_by_key(|(rank, entry)| (*rank, Reverse(entry.population), entry.commune.code));
        found
            .into_iter()
            .take(MOST)
            .map(|(_, entry)| entry.commune)
            .collect()
    }
}

impl Entry {
    /// How well this commune matches: smaller is better, `None` not at all.
    fn rank(&self, query: &str) -> Option<u8> {
        let postcode = || {
            self.commune
                .codes_postaux
                .split(',')
                .any(|code| code.starts_with(query))
        };
        match self.key.strip_prefix(query) {
            Some("") => Some(0),
            Some(_) => Some(1),
            None if query.as_bytes()[0].is_ascii_digit() => postcode().then_some(1),
            None => self
                .key
                .match_indices(query)
                .any(|(at, _)| self.key[..at].ends_with(' '))
                .then_some(2),
        }
    }
}

/// Small letters without accents; hyphens and apostrophes are spaces, `st` and `ste` are written out.
fn key(name: &str) -> String {
    let plain: String = name
        .nfd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .map(|letter| {
            if letter.is_alphanumeric() {
                letter
            } else {
                ' '
            }
        })
        .collect();
    let plain = plain.replace('œ', "oe");
    let words = plain.split_whitespace().map(|word| match word {
        "st" => "saint",
        "ste" => "sainte",
        _ => word,
    });
    words.collect::<Vec<_>>().join(" ")
}

fn entry(line: &'static str, departements: &HashMap<&str, &'static str>) -> Option<Entry> {
    let mut columns = line.split('\t');
    let (code, nom, departement) = (columns.next()?, columns.next()?, columns.next()?);
    let (codes_postaux, population) = (columns.next()?, columns.next()?.parse().ok()?);
    let nom_departement = departements.get(departement).copied().unwrap_or_default();
    let aujourd_hui = columns.next()?;
    let commune = Commune {
        code,
        nom,
        departement,
        nom_departement,
        codes_postaux,
        aujourd_hui,
    };
    Some(Entry {
        key: key(nom),
        population,
        commune,
    })
}

fn pays(line: &'static str) -> Option<Pays> {
    let mut columns = line.split('\t');
    Some(Pays {
        code: columns.next()?,
        nom: columns.next()?,
        nom_en: columns.next()?,
    })
}

fn split_on_commas<S: serde::Serializer>(text: &&str, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(text.split(',').filter(|part| !part.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::lieu::{CodeCommune, CodePays};

    fn first(query: &str) -> Option<&'static str> {
        Places::load()
            .communes(query)
            .first()
            .map(|commune| commune.code)
    }

    #[test]
    fn a_town_is_found_as_people_type_it() {
        for (query, code) in [
            ("Rennes", "35238"),
            ("renn", "35238"),
            ("st malo", "35288"),
            ("ST-ETIENNE", "42218"),
            ("ajaccio", "2A004"),
            ("35000", "35238"),
            ("paris", "75056"),
            ("paris 7", "75107"),
            ("l'hay les", "94038"),
            ("BÂGÉ-LA-VILLE", "01025"),
        ] {
            assert_eq!(first(query), Some(code), "{query}");
        }
        assert_eq!(first("x"), None);
        assert_eq!(first("zzzz"), None);
        assert_eq!(first("   "), None);
    }

    #[test]
    fn an_answer_holds_twenty_communes_at_most() {
        assert_eq!(Places::load().communes("saint").len(), MOST);
    }

    #[test]
    fn a_former_commune_tells_what_it_is_part_of() {
        let found = Places::load().communes("Arbignieu");
        assert_eq!(
            (found[0].code, found[0].aujourd_hui),
            ("01015", "Arboys en Bugey")
        );
    }

    #[test]
    fn every_code_offered_is_one_that_the_checks_accept() {
        let places = Places::load();
        assert!(places.communes.len() > 37_000 && places.pays.len() > 250);
        let refused: Vec<_> = places
            .communes
            .iter()
            .filter(|entry| CodeCommune::parse(entry.commune.code).is_err())
            .collect();
        assert!(refused.is_empty(), "{}", refused[0].commune.code);
        assert!(
            places
                .communes
                .iter()
                .all(|entry| !entry.commune.nom_departement.is_empty())
        );
        assert!(
            places
                .pays
                .iter()
                .all(|pays| CodePays::parse(pays.code).is_ok_and(|code| !code.is_france()))
        );
    }
}
