//! The catalogue: one file per source, read once at start. Adding a source is adding a file.

mod errors;
mod field;
mod file;
mod mode;
mod source;

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

pub(crate) use errors::Errors;
pub(crate) use field::{Field, Item};
pub(crate) use file::{Api, InputFile};
pub(crate) use mode::Mode;
pub(crate) use source::Source;

use crate::error::Error;

/// The files as they are shipped.
#[derive(RustEmbed)]
#[folder = "catalogue/"]
struct Files;

/// The file of what errors mean for every source.
const COMMON: &str = "common.toml";

/// Every source the relay knows, by id.
#[derive(Debug)]
pub struct Catalogue {
    sources: BTreeMap<String, Source>,
    version: String,
}

impl Catalogue {
    /// Reads the files that are shipped with the relay.
    ///
    /// # Errors
    /// [`Error::Catalogue`] names the file and what is wrong with it.
    pub fn load() -> Result<Self, Error> {
        let common = Errors::parse(COMMON, &text_of(COMMON)?)?;
        let mut sources = BTreeMap::new();
        let mut hash = Sha256::new();
        for name in Files::iter() {
            // The names too, so that no text passes from one file to the next unseen.
            hash.update(format!("{name}\n{}\0", text_of(&name)?));
        }
        for name in Files::iter().filter(|name| name != COMMON) {
            let id = name.trim_end_matches(".toml");
            sources.insert(id.to_owned(), Source::parse(id, &text_of(&name)?, &common)?);
        }
        Ok(Self {
            sources,
            version: format!("sha256-{}", STANDARD.encode(hash.finalize())),
        })
    }

    /// The hash of the files: it changes with what people are asked and told.
    pub(crate) fn version(&self) -> &str {
        &self.version
    }

    /// The source of this id.
    pub(crate) fn get(&self, id: &str) -> Option<&Source> {
        self.sources.get(id)
    }

    /// Every id, in alphabetical order.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> {
        self.sources.keys().map(String::as_str)
    }
}

fn text_of(name: &str) -> Result<String, Error> {
    let file = Files::get(name).ok_or_else(|| Error::catalogue(name, "the file is missing"))?;
    String::from_utf8(file.data.into_owned())
        .map_err(|_| Error::catalogue(name, "the file is not UTF-8"))
}

#[cfg(test)]
mod tests;
