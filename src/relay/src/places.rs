//! Places to choose from: communes and countries of birth, schools.

mod communes;
mod etablissements;
mod pays;
mod search;

pub(crate) use communes::{Commune, Communes};
pub(crate) use etablissements::{Etablissement, Etablissements};
pub(crate) use pays::Pays;

/// The places, ready to be searched.
pub(crate) struct Places {
    pub(crate) communes: Communes,
    pub(crate) pays: Vec<Pays>,
    /// None when the relay was given no directory.
    pub(crate) etablissements: Option<Etablissements>,
}

impl Places {
    /// Reads the lists that are built in; the schools are those of `directory`.
    pub(crate) fn load(directory: Option<Vec<Etablissement>>) -> Self {
        Self {
            communes: Communes::load(),
            pays: Pays::load(),
            etablissements: directory.map(Etablissements::new),
        }
    }
}
