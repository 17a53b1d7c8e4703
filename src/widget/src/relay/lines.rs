//! An answer that comes in pieces: one line of JSON per source as it arrives, then the receipt.

use std::collections::BTreeMap;

use js_sys::{Reflect, Uint8Array};
use model::protocol::{Answer, Receipt, SourceResult};
use serde::Deserialize;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, ReadableStreamDefaultReader};

use crate::json;

/// The content type of such an answer.
pub(super) const NDJSON: &str = "application/x-ndjson";

/// A line, or all the lines so far: the results of some sources, and the receipt.
#[derive(Debug, Default, Deserialize)]
struct Piece {
    #[serde(default)]
    results: BTreeMap<String, SourceResult>,
    #[serde(default)]
    receipt: Option<Receipt>,
    #[serde(default)]
    attestation: Option<String>,
    #[serde(default)]
    sealed: Option<String>,
}

impl Piece {
    /// Adds the next piece, and tells of each source that it brings.
    fn add(&mut self, next: Self, told: &impl Fn(&str, &SourceResult)) {
        for (source, result) in next.results {
            told(&source, &result);
            self.results.insert(source, result);
        }
        self.receipt = next.receipt.or(self.receipt.take());
        self.attestation = next.attestation.or(self.attestation.take());
        self.sealed = next.sealed.or(self.sealed.take());
    }

    /// The whole answer; `None` when it was cut off before the receipt, which comes last.
    fn answer(self) -> Option<Answer> {
        Some(Answer {
            receipt: self.receipt?,
            results: self.results,
            attestation: self.attestation,
            sealed: self.sealed,
        })
    }
}

/// Bytes that become lines: they are cut anywhere, even within a letter.
#[derive(Debug, Default)]
struct Lines(Vec<u8>);

impl Lines {
    /// Adds bytes; returns the lines that they complete.
    fn push(&mut self, bytes: &[u8]) -> Vec<String> {
        self.0.extend_from_slice(bytes);
        let mut lines = Vec::new();
        while let Some(end) = self.0.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = self.0.drain(..=end).collect();
            lines.push(String::from_utf8_lossy(&line).trim().to_owned());
        }
        lines.retain(|line| !line.is_empty());
        lines
    }
}

/// Why the pieces do not make an answer.
#[derive(Clone, Copy, Debug)]
pub(super) enum Broken {
    /// The connection ended.
    Cut,
    /// A line is not one of the relay's, or the receipt is missing.
    Unreadable,
}

/// Reads the pieces as they come.
pub(super) async fn read(
    body: ReadableStream,
    told: impl Fn(&str, &SourceResult),
) -> Result<Answer, Broken> {
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let (mut lines, mut gathered) = (Lines::default(), Piece::default());
    while let Some(bytes) = chunk(&reader).await.map_err(|_| Broken::Cut)? {
        for line in lines.push(&bytes) {
            gathered.add(json::read(&line).ok_or(Broken::Unreadable)?, &told);
        }
    }
    gathered.answer().ok_or(Broken::Unreadable)
}

/// The next bytes; `None` at the end.
async fn chunk(reader: &ReadableStreamDefaultReader) -> Result<Option<Vec<u8>>, JsValue> {
    let read = JsFuture::from(reader.read()).await?;
    if Reflect::get(&read, &"done".into())?.is_truthy() {
        return Ok(None);
    }
    let bytes: Uint8Array = Reflect::get(&read, &"value".into())?.dyn_into()?;
    Ok(Some(bytes.to_vec()))
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    #[test]
    fn lines_are_whole_wherever_the_bytes_are_cut() {
        let text = "{\"é\":1}\n\n{\"b\":2}\n";
        for cut in 0..=text.len() {
            let mut lines = Lines::default();
            let (first, last) = text.as_bytes().split_at(cut);
            let mut found = lines.push(first);
            found.extend(lines.push(last));
            assert_eq!(found, ["{\"é\":1}", "{\"b\":2}"], "{cut}");
        }
        assert!(Lines::default().push(b"{\"a\":1}").is_empty(), "no end yet");
    }

    #[test]
    fn an_answer_is_whole_once_its_receipt_has_come() {
        let piece = |text: &str| serde_json::from_str::<Piece>(text).unwrap();
        let result = r#"{ "results": { "qf": { "status": "filled" } } }"#;
        let receipt = r#"{ "receipt": { "id": "01J" } }"#;
        let told = RefCell::new(Vec::new());
        let tell = |source: &str, _: &SourceResult| told.borrow_mut().push(source.to_owned());
        let mut gathered = Piece::default();
        gathered.add(piece(result), &tell);
        gathered.add(piece(receipt), &tell);
        let answer = gathered.answer().unwrap();
        assert_eq!(
            (answer.receipt.id.as_str(), answer.results.len()),
            ("01J", 1)
        );
        assert_eq!(*told.borrow(), ["qf"]);

        let mut cut = Piece::default();
        cut.add(piece(result), &tell);
        assert!(cut.answer().is_none());
    }
}
