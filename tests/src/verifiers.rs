//! The verifiers of the documentation, run as they are shown there.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::{Deserialize, Serialize};
use tempfile::TempDir;

/// What a verifier is asked.
#[derive(Serialize)]
pub struct Question<'a> {
    /// The relay's published keys, as text.
    pub jwks: &'a str,
    /// The relay that must have signed.
    pub relay: &'a str,
    /// The administration it must be meant for.
    pub siret: &'a str,
    /// The form it must be meant for.
    pub form: &'a str,
    /// The administration's private key.
    pub private: &'a str,
    /// An attestation that is good.
    pub honest: &'a str,
    /// Attestations to check.
    pub tokens: Vec<&'a str>,
    /// Envelopes to open.
    pub sealed: Vec<&'a str>,
    /// Fields to compare with the good attestation: paths, and what was sent.
    pub sent: Vec<(&'a str, String)>,
}

/// What a verifier says.
#[derive(Debug, PartialEq, Eq, Deserialize)]
pub struct Verdicts {
    /// Whether it accepts each token.
    pub accepted: Vec<bool>,
    /// What it finds in each envelope that it opens.
    pub opened: Vec<Option<String>>,
    /// Whether it takes each field for certified.
    pub certified: Vec<bool>,
}

/// A language that the documentation shows.
#[derive(Clone, Copy, Debug)]
pub struct Language {
    /// Its name, as in the page.
    pub name: &'static str,
    extension: &'static str,
    /// The variable that names its program, and the program when there is none.
    program: (&'static str, &'static str),
    words: &'static [&'static str],
}

/// All of them.
pub const LANGUAGES: [Language; 5] = [
    Language {
        name: "php",
        extension: "php",
        program: ("PHP", "php"),
        words: &[],
    },
    // Debian's own, which has Debian's packages.
    Language {
        name: "python",
        extension: "py",
        program: ("DEBIAN_PYTHON", "/usr/bin/python3"),
        words: &[],
    },
    Language {
        name: "node",
        extension: "mjs",
        program: ("NODE", "node"),
        words: &[],
    },
    Language {
        name: "java",
        extension: "java",
        program: ("JAVA", "java"),
        words: &["-cp", JARS],
    },
    Language {
        name: "ruby",
        extension: "rb",
        program: ("RUBY", "ruby"),
        words: &[],
    },
];

/// Where Debian keeps Jackson.
const JARS: &str = "/usr/share/java/jackson-databind.jar:/usr/share/java/jackson-core.jar:/usr/share/java/jackson-annotations.jar";

impl Language {
    /// What the page's code says.
    pub fn ask(self, question: &Question<'_>) -> Verdicts {
        let (_folder, file) = self.written();
        let (variable, name) = self.program;
        let program = std::env::var_os(variable).unwrap_or_else(|| name.into());
        let mut command = Command::new(program);
        command.args(self.words).arg(file);
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let started = piped.stderr(Stdio::piped()).spawn();
        let mut child = started
            .unwrap_or_else(|error| panic!("{name}: {error}; `cargo xtask test` installs it"));
        let question = serde_json::to_vec(question).unwrap();
        // A program that could not begin says why further on.
        child.stdin.take().unwrap().write_all(&question).ok();
        let output = child.wait_with_output().unwrap();
        let wrong = String::from_utf8_lossy(&output.stderr);
        let said = serde_json::from_slice(&output.stdout);
        said.unwrap_or_else(|error| panic!("{name}: {error}: {wrong}"))
    }

    /// The page's code and what runs it here.
    fn written(self) -> (TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let runner = format!(
            "{}/verifiers/{}.{}",
            env!("CARGO_MANIFEST_DIR"),
            self.name,
            self.extension
        );
        let runner = std::fs::read_to_string(runner).unwrap();
        let file = folder.path().join(format!("verifier.{}", self.extension));
        let shown = self.shown();
        // Java runs the first class of a file.
        let (start, end) = shown.split_at(shown.find("final class ").unwrap_or(shown.len()));
        std::fs::write(&file, format!("{start}\n{runner}\n{end}")).unwrap();
        let modules = crate::browser::tool("node_modules");
        if Path::new(&modules).exists() {
            std::os::unix::fs::symlink(modules, folder.path().join("node_modules")).unwrap();
        }
        (folder, file)
    }

    /// The code, as a reader of the page copies it.
    fn shown(self) -> String {
        let page = format!("{}/../www/verifier.html", env!("CARGO_MANIFEST_DIR"));
        let page = std::fs::read_to_string(page).unwrap();
        let start = format!("<code id=\"code-{}\">", self.name);
        let code = page.split(&start).nth(1).expect(&start);
        let code = code.split("</code>").next().unwrap();
        let plain = [("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
        plain
            .iter()
            .fold(code.to_owned(), |code, (escaped, letter)| {
                code.replace(escaped, letter)
            })
    }
}
