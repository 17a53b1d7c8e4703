//! The widget's build: cargo, then the JavaScript bindings, then `wasm-opt`, then the shipped files.

use crate::assemble::{self, Parts};
use crate::error::{Error, Result};
use crate::{command, digest, files, progress, setup, workspace};
use std::path::{Path, PathBuf};

/// What rustc 1.95 emits for this target and `wasm-opt` must be told to accept.
const WASM_OPT: &str = "-Oz --enable-bulk-memory --enable-multivalue --enable-mutable-globals \
    --enable-nontrapping-float-to-int --enable-reference-types --enable-sign-ext";

/// Builds the widget into `pkg/dist`, doing again only what changed.
///
/// `optimiser` is the `wasm-opt` to use; without one the widget works and is larger.
/// Fails when a step of the build does.
pub(crate) fn build(optimiser: Option<&Path>) -> Result {
    let _one_at_a_time = lock()?;
    progress::step("Compiling the widget to WebAssembly");
    command::run(&mut compile())?;
    let compiled = workspace::target().join("wasm32-unknown-unknown/wasm/widget.wasm");
    if !compiled.is_file() {
        return Err(Error::NoWasm(compiled));
    }
    let parts = shrink(&compiled, optimiser)?;
    assemble::assemble(
        &files::read_text(&workspace::loader())?,
        &parts,
        &workspace::built(),
    )
}

/// Two commands at once would write over each other; the lock goes with the returned file.
fn lock() -> Result<std::fs::File> {
    let path = workspace::target().join("widget.lock");
    let file = std::fs::File::create(&path).map_err(files::naming(&path))?;
    file.lock().map_err(files::naming(&path))?;
    Ok(file)
}

/// Where this machine keeps the crates is taken out of what is shipped; cargo itself names our own files from the root.
fn compile() -> std::process::Command {
    let mut command =
        command::cargo("build -p widget --profile wasm --target wasm32-unknown-unknown");
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    // The variable is split at spaces: a folder that has one stays as it is.
    if let Some(home) = home
        .map(|home| home.display().to_string())
        .filter(|home| !home.contains(' '))
    {
        command.env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
            format!("--remap-path-prefix={home}="),
        );
    }
    command
}

/// Bindings and optimisation, kept in the target folder with the stamp of what they were made from.
fn shrink(compiled: &Path, optimiser: Option<&Path>) -> Result<Parts> {
    let folder = workspace::target().join("widget");
    let (script, wasm, stamp_file) = (
        folder.join("widget.js"),
        folder.join("widget_bg.wasm"),
        folder.join("stamp"),
    );
    let how = if optimiser.is_some() {
        WASM_OPT
    } else {
        "as compiled"
    };
    let stamp = digest::stamp(&[
        &files::read(compiled)?,
        how.as_bytes(),
        setup::LOCK.as_bytes(),
    ]);
    if std::fs::read_to_string(&stamp_file).is_ok_and(|made_from| made_from == stamp) {
        return Ok(Parts {
            script: files::read(&script)?,
            wasm: files::read(&wasm)?,
        });
    }
    files::remove_folder(&folder)?;
    bind(compiled, &folder)?;
    if let Some(program) = optimiser {
        progress::step("Shrinking it with wasm-opt");
        let mut command = std::process::Command::new(program);
        command
            .arg(&wasm)
            .args(WASM_OPT.split_whitespace())
            .arg("-o")
            .arg(&wasm);
        command::run(&mut command)?;
    }
    files::write(&stamp_file, stamp)?;
    Ok(Parts {
        script: files::read(&script)?,
        wasm: files::read(&wasm)?,
    })
}

/// Writes the JavaScript side of the widget, as an ES module.
fn bind(compiled: &Path, folder: &Path) -> Result {
    progress::step("Writing its JavaScript bindings");
    let mut bindgen = wasm_bindgen_cli_support::Bindgen::new();
    bindgen
        .input_path(compiled)
        .out_name("widget")
        .typescript(false);
    bindgen
        .remove_name_section(true)
        .remove_producers_section(true);
    let written = bindgen
        .web(true)
        .and_then(|bindgen| bindgen.generate(folder));
    written.map_err(|error| Error::Bindings(format!("{error:#}")))?;
    let snippets = folder.join("snippets");
    if snippets.exists() {
        Err(Error::Snippets(snippets))
    } else {
        Ok(())
    }
}
