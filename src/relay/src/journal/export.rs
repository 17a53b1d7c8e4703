//! Giving the journal out: record by record as it is kept, or as JSON-LD.

mod dpv;

use std::collections::BTreeMap;
use std::io::Write;

use model::protocol::Notice;
use serde_json::Value;

use super::record::Record;
use super::store::{Location, Piece};
use crate::error::Error;

/// The shape of an export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// One record a line, the very text that is hashed; the notices are lines too.
    #[default]
    Jsonl,
    /// JSON-LD in the shape of ISO/IEC TS 27560, with the terms of the W3C's Data Privacy Vocabulary.
    Dpv,
}

/// Writes the records of a journal to `out`; those of one receipt alone when it is given. Gives how many there were.
///
/// # Errors
/// [`Error::Journal`] when the journal cannot be read, [`Error::Output`] when `out` refuses.
pub async fn export(
    location: &Location,
    format: Format,
    receipt: Option<&str>,
    out: &mut impl Write,
) -> Result<usize, Error> {
    let mut writer = Writer {
        format,
        receipt,
        out,
        notices: BTreeMap::new(),
        records: 0,
        first: true,
    };
    writer.begin()?;
    let mut pieces = location.read();
    while let Some(piece) = pieces.recv().await {
        match piece.map_err(|fault| Error::journal(location, fault))? {
            Piece::Head(_) | Piece::Stray(_) => {}
            Piece::Notice(notice) => drop(writer.notices.insert(notice.hash, notice.text)),
            Piece::Row(row) => {
                if let Some(content) = row.content {
                    writer.record(&content.text)?;
                }
            }
        }
    }
    writer.end()
}

/// The records of one receipt as one JSON-LD document.
pub(super) fn document(texts: &[String], notice: Notice) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    let mut writer = Writer {
        format: Format::Dpv,
        receipt: None,
        out: &mut out,
        notices: [(notice.hash, notice.text)].into(),
        records: 0,
        first: true,
    };
    writer.begin()?;
    for text in texts {
        writer.record(text)?;
    }
    writer.end()?;
    Ok(out)
}

struct Writer<'a, W> {
    format: Format,
    receipt: Option<&'a str>,
    out: &'a mut W,
    /// The texts that were shown and are not written yet.
    notices: BTreeMap<String, String>,
    records: usize,
    /// Whether nothing stands in the list yet.
    first: bool,
}

impl<W: Write> Writer<'_, W> {
    fn begin(&mut self) -> Result<(), Error> {
        match self.format {
            Format::Jsonl => Ok(()),
            Format::Dpv => self.text(&format!("{{\"@context\":{},\"@graph\":[", dpv::context())),
        }
    }

    /// A record, when it is asked for and can be read.
    fn record(&mut self, text: &str) -> Result<(), Error> {
        let Ok(record) = serde_json::from_str::<Record>(text) else {
            tracing::warn!("a record of another version was left out");
            return Ok(());
        };
        if self
            .receipt
            .is_some_and(|receipt| record.receipt() != Some(receipt))
        {
            return Ok(());
        }
        if let Record::Consent(consent) = &record {
            self.notice(&consent.notice)?;
        }
        match self.format {
            Format::Jsonl => self.text(&format!("{text}\n"))?,
            Format::Dpv => match dpv::node(&record) {
                Some(node) => self.node(&node)?,
                None => return Ok(()),
            },
        }
        self.records += 1;
        Ok(())
    }

    /// The text that was shown, before the first record that is about it.
    fn notice(&mut self, hash: &str) -> Result<(), Error> {
        let Some(text) = self.notices.remove(hash) else {
            return Ok(());
        };
        match self.format {
            Format::Jsonl => {
                let line = serde_json::json!({ "kind": "notice", "hash": hash, "text": text });
                self.text(&format!("{line}\n"))
            }
            Format::Dpv => self.node(&dpv::notice(hash, &text)),
        }
    }

    fn node(&mut self, node: &Value) -> Result<(), Error> {
        let separator = if std::mem::take(&mut self.first) {
            ""
        } else {
            ","
        };
        self.text(&format!("{separator}\n{node}"))
    }

    fn end(mut self) -> Result<usize, Error> {
        if self.format == Format::Dpv {
            self.text("\n]}\n")?;
        }
        self.out
            .flush()
            .map_err(|error| Error::Output(error.kind()))?;
        Ok(self.records)
    }

    fn text(&mut self, text: &str) -> Result<(), Error> {
        self.out
            .write_all(text.as_bytes())
            .map_err(|error| Error::Output(error.kind()))
    }
}
