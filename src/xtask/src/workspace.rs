//! Where things are.

use std::path::PathBuf;

/// The folder of the whole project.
pub(crate) fn root() -> PathBuf {
    let crate_folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    crate_folder
        .ancestors()
        .nth(2)
        .unwrap_or(crate_folder)
        .to_path_buf()
}

/// Cargo's output folder, wherever this machine puts it: this program was built in it.
pub(crate) fn target() -> PathBuf {
    let own = std::env::current_exe().unwrap_or_default();
    own.ancestors()
        .nth(2)
        .map_or_else(|| root().join("target"), PathBuf::from)
}

/// The built widget, as the relay serves it.
pub(crate) fn built() -> PathBuf {
    root().join("pkg/dist")
}

/// The loader as it is written.
pub(crate) fn loader() -> PathBuf {
    root().join("pkg/loader.js")
}

/// The pinned npm programs.
pub(crate) fn tools() -> PathBuf {
    target().join("tools")
}
