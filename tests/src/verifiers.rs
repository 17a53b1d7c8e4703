//! The verifiers of the documentation, run as they are shown there.

use serde::{Deserialize, Serialize};

use crate::languages::Page;
pub use crate::languages::{LANGUAGES, Language};

/// The page that shows them.
const PAGE: Page = Page {
    name: "verifier",
    runners: "verifiers",
    java: &["-cp", JARS],
};

/// Where Debian keeps Jackson.
const JARS: &str = "/usr/share/java/jackson-databind.jar:/usr/share/java/jackson-core.jar:/usr/share/java/jackson-annotations.jar";

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

impl Language {
    /// What the page's code says.
    pub fn ask(self, question: &Question<'_>) -> Verdicts {
        let output = self.run(PAGE, &serde_json::to_vec(question).unwrap());
        let wrong = String::from_utf8_lossy(&output.stderr);
        let said = serde_json::from_slice(&output.stdout);
        said.unwrap_or_else(|error| panic!("{}: {error}: {wrong}", self.name))
    }
}
