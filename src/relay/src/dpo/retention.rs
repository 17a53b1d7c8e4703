//! The retention table.

use super::Kit;
use super::document::{Block, Line};
use super::texts::{Said, retention::*};
use crate::config::Disclosure;

impl Kit<'_> {
    pub(super) fn retention(&self) -> Vec<Block> {
        let times = self.times();
        let rows = ROWS.iter().chain(self.carried()).map(|row| {
            let cells = row.iter().map(|said| self.fill(*said, &times.values()));
            cells.collect()
        });
        vec![
            Block::Heading(2, self.say(TITLE)),
            Block::Table {
                head: self.all(&HEAD),
                rows: rows.collect(),
            },
            Block::Paragraph(self.say(OWN_TRACES)),
            Block::Paragraph(self.withdrawal()),
        ]
    }

    /// Who is told of an agreement that is taken back.
    fn withdrawal(&self) -> Line {
        let name = ("name", self.form.organisation.name.as_str());
        match &self.form.withdrawal_hook {
            Some(hook) => self.fill(TOLD, &[name, ("hook", hook)]),
            None => self.fill(NOT_TOLD, &[name]),
        }
    }

    /// What the form carries besides its own fields.
    fn carried(&self) -> impl Iterator<Item = &'static [Said; 4]> {
        let form = self.form;
        let signs = self.config.sandbox || self.config.signing.folder.is_some();
        let is_sealed = form.disclosure == Disclosure::Sealed;
        let is_proved = form.sources.iter().any(|used| used.proof);
        let rows = [
            (signs && !is_sealed, &ATTESTATION),
            (is_sealed, &SEALED),
            (is_proved, &PROOF),
        ];
        rows.into_iter().filter_map(|(is, row)| is.then_some(row))
    }
}
