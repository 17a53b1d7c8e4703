//! The shipped files, put together: `pkg/dist/pre-remplir.js`, its hashed parts, their compressed twins, `integrity.json`.

use crate::error::{Error, Result};
use crate::{compress, digest, files, progress};
use std::collections::BTreeMap;
use std::path::Path;

/// The name that host pages write: it never changes.
pub(crate) const LOADER: &str = "pre-remplir.js";
const MANIFEST: &str = "integrity.json";
/// How the loader's placeholders begin, for each part.
const MARKS: [&str; 2] = ["__WIDGET_", "__DOCTOR_"];

/// One of the programs that the loader fetches.
pub(crate) struct Part {
    /// `widget`, which a click loads, or `doctor`, which the makers of a page load: the beginning of its files' names.
    pub(crate) name: &'static str,
    /// The bindings, an ES module.
    pub(crate) script: Vec<u8>,
    /// What they bind.
    pub(crate) wasm: Vec<u8>,
}

impl Part {
    /// Its two files: the address of each under `pkg/dist`, and what it holds.
    fn files(&self) -> [(String, &[u8]); 2] {
        let name = |extension, content| {
            let hashed = digest::hashed_name(self.name, extension, content);
            format!("assets/{hashed}")
        };
        let (script, wasm) = (self.script.as_slice(), self.wasm.as_slice());
        [(name("js", script), script), (name("wasm", wasm), wasm)]
    }

    /// What the loader says of it: each placeholder, and what takes its place.
    fn placeholders(&self) -> Vec<(String, String)> {
        let named = ["JS", "WASM"].into_iter().zip(self.files());
        let both = named.flat_map(|(file, (address, content))| {
            let mark = format!("__{}_{file}", self.name.to_uppercase());
            [
                (format!("{mark}__"), address),
                (format!("{mark}_INTEGRITY__"), digest::integrity(content)),
            ]
        });
        both.collect()
    }
}

/// Each shipped file's address under `pkg/dist`, with its subresource integrity.
pub(crate) type Manifest = BTreeMap<String, String>;

/// Writes everything that is shipped into `folder`, unless it is there already.
///
/// Fails when the loader and the build disagree on its placeholders, or on a file that cannot be written.
pub(crate) fn assemble(loader: &str, parts: &[Part], folder: &Path) -> Result {
    let placeholders: Vec<_> = parts.iter().flat_map(Part::placeholders).collect();
    let loader = fill(&strip(loader), &placeholders)?;
    let mut shipped = vec![(LOADER.to_owned(), loader.as_bytes())];
    shipped.extend(parts.iter().flat_map(Part::files));
    let wanted = shipped
        .iter()
        .map(|(name, content)| (name.clone(), digest::integrity(content)))
        .collect();
    if is_whole(folder, &wanted) {
        return Ok(());
    }
    progress::step("Compressing what is shipped");
    files::remove_folder(&folder.join("assets"))?;
    for (name, content) in shipped {
        write_with_twins(&folder.join(&name), content)?;
    }
    write_manifest(folder, &wanted)
}

/// Reads which files are built; fails when there is no such list.
pub(crate) fn manifest(folder: &Path) -> Result<Manifest> {
    let path = folder.join(MANIFEST);
    serde_json::from_str(&files::read_text(&path)?).map_err(|_| Error::Manifest(path))
}

/// Takes out what only a reader of the source needs: lines that are nothing but a `//` comment, blank lines, and indentation.
fn strip(source: &str) -> String {
    let kept = source
        .lines()
        .map(str::trim_start)
        .filter(|line| !line.is_empty() && !line.starts_with("//"));
    kept.flat_map(|line| [line.trim_end(), "\n"]).collect()
}

/// Replaces every placeholder; each must be there, and none may be left.
fn fill(loader: &str, values: &[(String, String)]) -> Result<String> {
    let mut filled = loader.to_owned();
    for (placeholder, value) in values {
        if !filled.contains(placeholder) {
            return Err(Error::PlaceholderMissing(placeholder.clone()));
        }
        filled = filled.replace(placeholder, value);
    }
    match MARKS.iter().find_map(|mark| filled.find(mark)) {
        None => Ok(filled),
        Some(start) => {
            let name = filled[start..]
                .split(|letter: char| letter != '_' && !letter.is_ascii_alphanumeric());
            let name = name.take(1).collect();
            Err(Error::PlaceholderUnknown(name))
        }
    }
}

/// Whether the folder holds exactly this, from an earlier build.
fn is_whole(folder: &Path, wanted: &Manifest) -> bool {
    manifest(folder).is_ok_and(|built| built == *wanted)
        && wanted.iter().all(|(name, integrity)| {
            let content = std::fs::read(folder.join(name));
            content.is_ok_and(|content| digest::integrity(&content) == *integrity)
                && ["br", "gz"]
                    .iter()
                    .all(|twin| folder.join(format!("{name}.{twin}")).is_file())
        })
}

fn write_with_twins(path: &Path, content: &[u8]) -> Result {
    files::write(path, content)?;
    files::write(
        &twin(path, "br"),
        compress::brotli(content).map_err(files::naming(path))?,
    )?;
    files::write(
        &twin(path, "gz"),
        compress::gzip(content).map_err(files::naming(path))?,
    )
}

/// Written last: what it lists is there.
fn write_manifest(folder: &Path, manifest: &Manifest) -> Result {
    files::write(
        &folder.join(MANIFEST),
        format!(
            "{:#}
",
            serde_json::json!(manifest)
        ),
    )
}

/// The compressed file beside a file.
pub(crate) fn twin(path: &Path, encoding: &str) -> std::path::PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(encoding);
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "\
// A comment line.
const script = \"__WIDGET_JS__\"; // kept: not a full line

  const wasm = \"__WIDGET_WASM__\";
  check(\"__WIDGET_JS_INTEGRITY__\", \"__WIDGET_WASM_INTEGRITY__\");
";

    fn widget() -> Part {
        Part {
            name: "widget",
            script: b"export default 1;".to_vec(),
            wasm: b"\0asm".to_vec(),
        }
    }

    fn names(folder: &Path) -> Vec<String> {
        let found = files::walk(folder, &|_| true).unwrap();
        found
            .iter()
            .map(|path| path.strip_prefix(folder).unwrap().display().to_string())
            .collect()
    }

    #[test]
    fn comment_lines_and_indentation_are_not_shipped() {
        assert_eq!(
            strip("// a\n\n  if (x) { // b\n    y(\"https://c\");  \n  }\n"),
            "if (x) { // b\ny(\"https://c\");\n}\n"
        );
    }

    #[test]
    fn the_loader_names_the_parts_and_their_integrity() {
        let folder = tempfile::tempdir().unwrap();
        assemble(SOURCE, &[widget()], folder.path()).unwrap();
        let loader = files::read_text(&folder.path().join(LOADER)).unwrap();
        let manifest = manifest(folder.path()).unwrap();
        assert_eq!(manifest.len(), 3);
        for (name, integrity) in &manifest {
            assert_eq!(
                *integrity,
                digest::integrity(&files::read(&folder.path().join(name)).unwrap())
            );
            assert!(
                name == LOADER || loader.contains(&format!("\"{name}\"")),
                "{name} in {loader}"
            );
            assert!(
                name == LOADER || loader.contains(integrity),
                "{integrity} in {loader}"
            );
        }
        assert_eq!(
            names(folder.path()).len(),
            10,
            "three files, two twins each, and the list"
        );
    }

    #[test]
    fn a_placeholder_that_is_missing_or_unknown_stops_the_build() {
        let folder = tempfile::tempdir().unwrap();
        let missing = SOURCE.replace("__WIDGET_WASM__", "");
        let error = assemble(&missing, &[widget()], folder.path()).unwrap_err();
        assert!(
            matches!(&error, Error::PlaceholderMissing(name) if name == "__WIDGET_WASM__"),
            "{error}"
        );
        let unknown = format!("{SOURCE}x(\"__WIDGET_CSS__\");");
        let error = assemble(&unknown, &[widget()], folder.path()).unwrap_err();
        assert!(
            matches!(&error, Error::PlaceholderUnknown(name) if name == "__WIDGET_CSS__"),
            "{error}"
        );
        assert_eq!(names(folder.path()), [""; 0], "nothing is written");
    }

    #[test]
    fn a_second_build_writes_only_when_something_changed() {
        let folder = tempfile::tempdir().unwrap();
        let marked = folder.path().join("pre-remplir.js.gz");
        assemble(SOURCE, &[widget()], folder.path()).unwrap();
        files::write(&marked, "untouched").unwrap();
        assemble(SOURCE, &[widget()], folder.path()).unwrap();
        assert_eq!(files::read(&marked).unwrap(), b"untouched");
        assemble(&format!("{SOURCE}x();"), &[widget()], folder.path()).unwrap();
        assert_ne!(files::read(&marked).unwrap(), b"untouched");
    }

    #[test]
    fn old_parts_leave_and_damaged_ones_are_written_again() {
        let folder = tempfile::tempdir().unwrap();
        assemble(SOURCE, &[widget()], folder.path()).unwrap();
        let before = names(folder.path());
        let newer = [Part {
            script: b"export default 2;".to_vec(),
            ..widget()
        }];
        assemble(SOURCE, &newer, folder.path()).unwrap();
        let after = names(folder.path());
        assert_eq!(after.len(), before.len());
        assert_ne!(after, before);
        files::write(&folder.path().join(LOADER), "damaged").unwrap();
        assemble(SOURCE, &newer, folder.path()).unwrap();
        assert_ne!(
            files::read(&folder.path().join(LOADER)).unwrap(),
            b"damaged"
        );
    }
}
