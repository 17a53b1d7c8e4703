//! The retention table.

use super::Kit;
use super::document::Block;
use super::texts::retention::*;

impl Kit<'_> {
    pub(super) fn retention(&self) -> Vec<Block> {
        let times = self.times();
        let rows = ROWS.iter().map(|row| {
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
        ]
    }
}
