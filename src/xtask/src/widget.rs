//! The widget's builds: cargo, then the JavaScript bindings, then `wasm-opt`, then the shipped files.

use crate::assemble::{self, Part};
use crate::error::{Error, Result};
use crate::{command, digest, files, progress, setup, workspace};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The level, then what rustc 1.95 emits for this target and `wasm-opt` must be told to accept. Higher levels make a smaller
/// file that compresses less well: with `-Oz` the widget weighs 7 % more in brotli. Of their passes, one alone makes it
/// lighter: what takes away the arguments that a function does not need.
const WASM_OPT: &str = "-O1 --dae-optimizing --enable-bulk-memory --enable-multivalue --enable-mutable-globals \
    --enable-nontrapping-float-to-int --enable-reference-types --enable-sign-ext";
/// What the bindings are written as.
const SCRIPT: &str = "widget.js";
const WASM: &str = "widget_bg.wasm";

/// One of the builds of the crate.
struct Build {
    /// The beginning of its files' names.
    name: &'static str,
    /// What it is compiled with more.
    features: &'static str,
    /// Where, under the target folder: builds that differ by a feature alone would write over each other.
    folder: &'static str,
}

/// What citizens load.
const WIDGET: Build = Build {
    name: "widget",
    features: "",
    folder: "",
};
/// What those who make the page load: it also examines the form.
const DOCTOR: Build = Build {
    name: "doctor",
    features: "--features doctor",
    folder: "doctor",
};

/// Builds the widget and the doctor into `pkg/dist`, doing again only what changed.
///
/// `optimiser` is the `wasm-opt` to use; without one the widget works and is larger.
/// Fails when a step of the build does.
pub(crate) fn build(optimiser: Option<&Path>) -> Result {
    let _one_at_a_time = lock()?;
    let parts = [WIDGET.part(optimiser)?, DOCTOR.part(optimiser)?];
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

impl Build {
    /// Compiles it, binds it and shrinks it.
    fn part(&self, optimiser: Option<&Path>) -> Result<Part> {
        progress::step(&format!("Compiling the {} to WebAssembly", self.name));
        let target = workspace::target().join(self.folder);
        command::run(&mut self.compile(&target))?;
        let compiled = target.join("wasm32-unknown-unknown/wasm/widget.wasm");
        if !compiled.is_file() {
            return Err(Error::NoWasm(compiled));
        }
        self.shrink(&compiled, optimiser)
    }

    fn compile(&self, target: &Path) -> Command {
        let words = "build -p widget --profile wasm --target wasm32-unknown-unknown";
        let mut command = command::cargo(&format!("{words} {}", self.features));
        command.arg("--target-dir").arg(target);
        forget_home(&mut command);
        command
    }

    /// Bindings and optimisation, kept in the target folder with the stamp of what they were made from.
    fn shrink(&self, compiled: &Path, optimiser: Option<&Path>) -> Result<Part> {
        let folder = workspace::target().join("widget").join(self.name);
        let how = if optimiser.is_some() {
            WASM_OPT
        } else {
            "as compiled"
        };
        let stamp_file = folder.join("stamp");
        let stamp = digest::stamp(&[
            &files::read(compiled)?,
            how.as_bytes(),
            setup::LOCK.as_bytes(),
        ]);
        let made_from = std::fs::read_to_string(&stamp_file).unwrap_or_default();
        if made_from != stamp {
            files::remove_folder(&folder)?;
            bind(compiled, &folder)?;
            if let Some(program) = optimiser {
                optimise(program, &folder.join(WASM))?;
            }
            files::write(&stamp_file, stamp)?;
        }
        Ok(Part {
            name: self.name,
            script: files::read(&folder.join(SCRIPT))?,
            wasm: files::read(&folder.join(WASM))?,
        })
    }
}

/// Where this machine keeps the crates is taken out of what is shipped; cargo itself names our own files from the root.
fn forget_home(command: &mut Command) {
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
}

fn optimise(program: &Path, wasm: &Path) -> Result {
    progress::step("Shrinking it with wasm-opt");
    let mut command = Command::new(program);
    command
        .arg(wasm)
        .args(WASM_OPT.split_whitespace())
        .arg("-o")
        .arg(wasm);
    command::run(&mut command)
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
