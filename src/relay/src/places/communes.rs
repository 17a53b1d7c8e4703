//! Communes, found by their name or postcode.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Serialize;

use super::search::{best, key};

const COMMUNES: &str = include_str!("../../data/communes.tsv");
const DEPARTEMENTS: &str = include_str!("../../data/departements.tsv");

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

/// Every commune, read when the first one is searched: a relay starts at once.
pub(crate) struct Communes(LazyLock<Vec<Entry>>);

struct Entry {
    key: String,
    population: u32,
    commune: Commune,
}

impl Communes {
    /// The list that is built in.
    pub(super) fn load() -> Self {
        Self(LazyLock::new(entries))
    }

    /// The commune of this code.
    pub(crate) fn get(&self, code: &str) -> Option<Commune> {
        let mut communes = self.0.iter().map(|entry| entry.commune);
        communes.find(|commune| commune.code == code)
    }

    /// The communes whose name, or whose postcode, begins like `query`: the exact name first, then the largest.
    /// A name that holds the query after its first word comes last.
    pub(crate) fn search(&self, query: &str) -> Vec<Commune> {
        let order = |entry: &Entry, query: &str| {
            Some((
                entry.rank(query)?,
                Reverse(entry.population),
                entry.commune.code,
            ))
        };
        best(&self.0, query, order)
            .map(|entry| entry.commune)
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

fn entries() -> Vec<Entry> {
    let departements: HashMap<_, _> = DEPARTEMENTS
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .collect();
    let lines = COMMUNES.lines();
    lines
        .filter_map(|line| entry(line, &departements))
        .collect()
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

fn split_on_commas<S: serde::Serializer>(text: &&str, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(text.split(',').filter(|part| !part.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::super::search::MOST;
    use super::*;
    use model::lieu::CodeCommune;

    fn first(query: &str) -> Option<&'static str> {
        Communes::load()
            .search(query)
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
        assert_eq!(Communes::load().search("saint").len(), MOST);
    }

    #[test]
    fn a_former_commune_tells_what_it_is_part_of() {
        let found = Communes::load().search("Arbignieu");
        assert_eq!(
            (found[0].code, found[0].aujourd_hui),
            ("01015", "Arboys en Bugey")
        );
    }

    #[test]
    fn every_code_offered_is_one_that_the_checks_accept() {
        let communes: Vec<_> = Communes::load()
            .0
            .iter()
            .map(|entry| entry.commune)
            .collect();
        assert!(communes.len() > 37_000);
        let is_refused = |commune: &&Commune| CodeCommune::parse(commune.code).is_err();
        assert_eq!(communes.iter().find(is_refused), None);
        let is_nowhere = |commune: &&Commune| commune.nom_departement.is_empty();
        assert_eq!(communes.iter().find(is_nowhere), None);
    }
}
