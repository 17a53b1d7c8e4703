//! The code of the documentation's pages in five languages, run as it is shown there.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A page that shows code in every language.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// Its name in `www/`, without the extension.
    pub name: &'static str,
    /// The folder of the files that run its code, one for each language.
    pub runners: &'static str,
    /// What Java is told, where its code needs more than the platform.
    pub java: &'static [&'static str],
}

impl Page {
    /// The code with this id, as a reader of the page copies it.
    pub fn code(self, id: &str) -> String {
        let text = self.text();
        let start = format!("<code id=\"code-{id}\">");
        let code = text.split(&start).nth(1).expect(&start);
        let code = code.split("</code>").next().unwrap();
        let plain = [("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
        plain
            .iter()
            .fold(code.to_owned(), |code, (escaped, letter)| {
                code.replace(escaped, letter)
            })
    }

    /// The page, as it is written.
    pub fn text(self) -> String {
        let page = format!("{}/../www/{}.html", env!("CARGO_MANIFEST_DIR"), self.name);
        std::fs::read_to_string(page).unwrap()
    }
}

/// A language that the documentation shows.
#[derive(Clone, Copy, Debug)]
pub struct Language {
    /// Its name, as in the pages.
    pub name: &'static str,
    extension: &'static str,
    /// The variable that names its program, and the program when there is none.
    program: (&'static str, &'static str),
}

/// All of them.
pub const LANGUAGES: [Language; 5] = [
    Language {
        name: "php",
        extension: "php",
        program: ("PHP", "php"),
    },
    // Debian's own, which has Debian's packages.
    Language {
        name: "python",
        extension: "py",
        program: ("DEBIAN_PYTHON", "/usr/bin/python3"),
    },
    Language {
        name: "node",
        extension: "mjs",
        program: ("NODE", "node"),
    },
    Language {
        name: "java",
        extension: "java",
        program: ("JAVA", "java"),
    },
    Language {
        name: "ruby",
        extension: "rb",
        program: ("RUBY", "ruby"),
    },
];

impl Language {
    /// Runs the page's code, which reads `input`.
    pub fn run(self, page: Page, input: &[u8]) -> Output {
        let (_folder, file) = self.written(page);
        let (variable, name) = self.program;
        let program = std::env::var_os(variable).unwrap_or_else(|| name.into());
        let mut command = Command::new(program);
        if self.name == "java" {
            command.args(page.java);
        }
        // Whatever this machine's language, what is said has its accents.
        command.arg(file).env("LC_ALL", "C.UTF-8");
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let started = piped.stderr(Stdio::piped()).spawn();
        let mut child = started
            .unwrap_or_else(|error| panic!("{name}: {error}; `cargo xtask test` installs it"));
        // A program that could not begin says why further on.
        child.stdin.take().unwrap().write_all(input).ok();
        child.wait_with_output().unwrap()
    }

    /// The page's code and what runs it here.
    fn written(self, page: Page) -> (TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let runner = format!(
            "{}/{}/{}.{}",
            env!("CARGO_MANIFEST_DIR"),
            page.runners,
            self.name,
            self.extension
        );
        let runner = std::fs::read_to_string(runner).unwrap();
        let file = folder.path().join(format!("shown.{}", self.extension));
        let shown = page.code(self.name);
        // Java runs the first class of a file.
        let (start, end) = shown.split_at(shown.find("final class ").unwrap_or(shown.len()));
        std::fs::write(&file, format!("{start}\n{runner}\n{end}")).unwrap();
        let modules = crate::browser::tool("node_modules");
        if Path::new(&modules).exists() {
            std::os::unix::fs::symlink(modules, folder.path().join("node_modules")).unwrap();
        }
        (folder, file)
    }
}
