//! Files that hold a secret: made for their owner alone, and refused when others can read them.

use std::io::{Result, Write};
use std::path::Path;

/// Writes a new file of these `parts`, one after the other, that is on disk when this returns; `mode` is who may do what
/// with it, where files have one.
///
/// # Errors
/// When the file is there already, or cannot be written.
pub(crate) fn write_new(path: &Path, parts: &[&str], mode: u32) -> Result<()> {
    let mut options = std::fs::OpenOptions::new();
    let mut file = with_mode(options.write(true).create_new(true), mode).open(path)?;
    for part in parts {
        file.write_all(part.as_bytes())?;
    }
    file.sync_all()
}

/// Whether others than its owner can read a file; never, where files have no mode.
///
/// # Errors
/// When the file cannot be looked at.
pub(crate) fn others_can_read(path: &Path) -> Result<bool> {
    std::fs::metadata(path).map(|file| is_open_to_others(&file))
}

#[cfg(unix)]
fn is_open_to_others(file: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.permissions().mode() & 0o077 != 0
}

#[cfg(not(unix))]
fn is_open_to_others(_: &std::fs::Metadata) -> bool {
    false
}

#[cfg(unix)]
fn with_mode(options: &mut std::fs::OpenOptions, mode: u32) -> &mut std::fs::OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(mode)
}

#[cfg(not(unix))]
fn with_mode(options: &mut std::fs::OpenOptions, _: u32) -> &mut std::fs::OpenOptions {
    options
}
