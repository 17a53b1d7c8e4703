//! What a journey is played on: a town's web site, its relay, and the sandbox behind it.

use sandbox::Options;

use crate::site::{self, Address, Pages, Site};
use crate::{Rig, TOWN};

/// The forms that the journeys visit.
pub const VISITED: [&str; 6] = [
    "cantine-2026",
    "transport-2026",
    "carte-etudiante-2026",
    "aide-sociale-2026",
    "scolarite-2026",
    "tarif-fiscal-2026",
];

/// How the stage differs from the demonstration.
#[derive(Clone, Default)]
pub struct Setting {
    /// How the API behaves.
    pub sandbox: Options,
    /// How the pages differ.
    pub pages: Pages,
    /// The forms that list another site's origin in place of this one's.
    pub foreign: Vec<&'static str>,
    /// What is written in the relay's configuration in place of what.
    pub config: Vec<(&'static str, &'static str)>,
}

impl Setting {
    /// Pages in which texts are written in place of others.
    pub fn edited(edits: &[(&'static str, &'static str)]) -> Self {
        let pages = Pages {
            edits: edits.to_vec(),
            ..Pages::default()
        };
        Self {
            pages,
            ..Self::default()
        }
    }
}

/// A web site, its relay and the sandbox, at work.
pub struct Stage {
    /// The relay, with the sandbox.
    pub rig: Rig,
    /// The web site.
    pub site: Site,
}

impl Stage {
    /// Starts all of it.
    pub async fn set(setting: Setting) -> Self {
        let address = Address::free().await;
        let mut config = configuration(&address.origin, &setting.foreign);
        for (from, to) in &setting.config {
            assert!(config.contains(from), "the configuration has no {from}");
            config = config.replace(from, to);
        }
        let rig = Rig::with_config(&config, setting.sandbox).await;
        let site = address.serve(&rig.base, setting.pages);
        Self { rig, site }
    }

    /// A form's definition, as the pages get it.
    pub async fn definition(&self, form: &str) -> serde_json::Value {
        let url = format!("{}/v1/forms/{form}", self.rig.base);
        let request = crate::http().get(url).header("Origin", &self.site.origin);
        crate::Reply::read(request).await.body
    }
}

/// The demonstration's own configuration, for pages at `origin`, on a relay of the tests.
fn configuration(origin: &str, foreign: &[&str]) -> String {
    let demo = std::fs::read_to_string(site::www().join("demo.toml")).unwrap();
    let (relay, _) = TOWN.split_once("[[organisation]]").unwrap();
    let (_, organisations) = demo.split_once("[[organisation]]").unwrap();
    let mut parts = organisations.split("[[form]]");
    let mut config = format!("{relay}[[organisation]]{}", parts.next().unwrap());
    for form in parts {
        let is = |id: &&str| form.contains(&format!("id = \"{id}\""));
        let origin = match foreign.iter().any(is) {
            true => "https://ailleurs.exemple.fr",
            false => origin,
        };
        if VISITED.iter().any(is) {
            config += &format!("[[form]]{}", form.replace("{{site}}", origin));
        }
    }
    config
}
