//! The two encodings that browsers ask for, at their strongest: done once here, never while serving.

use flate2::{Compression, write::GzEncoder};
use std::io::Write;

/// Brotli, quality 11.
pub(crate) fn brotli(content: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut compressed = Vec::new();
    let settings = brotli::enc::BrotliEncoderParams {
        quality: 11,
        size_hint: content.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &*content, &mut compressed, &settings)?;
    Ok(compressed)
}

/// gzip, level 9, without a date, so that the same input gives the same file.
pub(crate) fn gzip(content: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn both_encodings_come_back_as_they_were() {
        let content = "élève ".repeat(500).into_bytes();
        let mut back = Vec::new();
        flate2::read::GzDecoder::new(&*gzip(&content).unwrap())
            .read_to_end(&mut back)
            .unwrap();
        assert_eq!(back, content);
        back.clear();
        let packed = brotli(&content).unwrap();
        assert!(packed.len() < 100, "{}", packed.len());
        brotli::BrotliDecompress(&mut &*packed, &mut back).unwrap();
        assert_eq!(back, content);
    }
}
