//! Countries.

use serde::Serialize;

const PAYS: &str = include_str!("../../data/pays.tsv");

/// A country to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Pays {
    pub(crate) code: &'static str,
    pub(crate) nom: &'static str,
    pub(crate) nom_en: &'static str,
}

impl Pays {
    /// Reads the list that is built in.
    pub(super) fn load() -> Vec<Self> {
        PAYS.lines().filter_map(Self::parse).collect()
    }

    fn parse(line: &'static str) -> Option<Self> {
        let mut columns = line.split('\t');
        Some(Self {
            code: columns.next()?,
            nom: columns.next()?,
            nom_en: columns.next()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::lieu::CodePays;

    #[test]
    fn every_code_offered_is_one_that_the_checks_accept() {
        let pays = Pays::load();
        assert!(pays.len() > 250);
        let is_refused =
            |pays: &&Pays| CodePays::parse(pays.code).map_or(true, |code| code.is_france());
        assert_eq!(pays.iter().find(is_refused), None);
    }
}
