//! Hashes: in file names, in stamps, and for subresource integrity.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};
use std::fmt::Write;

/// SHA-256 in hexadecimal.
pub(crate) fn sha256(content: &[u8]) -> String {
    Sha256::digest(content)
        .iter()
        .fold(String::new(), |mut text, byte| {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// The name under which a part is served for ever: `<name>-<16 hexadecimal digits>.<extension>`.
pub(crate) fn hashed_name(name: &str, extension: &str, content: &[u8]) -> String {
    format!("{name}-{}.{extension}", &sha256(content)[..16])
}

/// What browsers compare a file with (W3C Subresource Integrity).
pub(crate) fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(content)))
}

/// One hash over several inputs, each told apart by its length.
pub(crate) fn stamp(inputs: &[&[u8]]) -> String {
    let mut joined = Vec::new();
    for input in inputs {
        joined.extend_from_slice(&input.len().to_le_bytes());
        joined.extend_from_slice(input);
    }
    sha256(&joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_answers() {
        assert_eq!(
            sha256(b""),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
        assert_eq!(
            integrity(b""),
            "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb"
        );
        assert_eq!(
            hashed_name("widget", "js", b""),
            "widget-e3b0c44298fc1c14.js"
        );
    }

    #[test]
    fn a_stamp_tells_where_one_input_ends() {
        assert_ne!(stamp(&[b"ab", b"c"]), stamp(&[b"a", b"bc"]));
        assert_eq!(stamp(&[b"ab", b"c"]), stamp(&[b"ab", b"c"]));
    }
}
