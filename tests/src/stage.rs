//! What a journey is played on: a town's web site, its relay, and the sandbox behind it.

use sandbox::Options;

use crate::site::{self, Address, Pages, Site};
use crate::{Rig, TOWN};

/// How the stage differs from the demonstration.
#[derive(Clone, Default)]
pub struct Setting {
    /// How the API behaves.
    pub sandbox: Options,
    /// How the pages differ.
    pub pages: Pages,
    /// The forms list another origin than the site's.
    pub foreign: bool,
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
        let origin = if setting.foreign {
            "https://ailleurs.exemple.fr"
        } else {
            &address.origin
        };
        let config = format!("{TOWN}{}", forms().replace("{{site}}", origin));
        let rig = Rig::with_config(&config, setting.sandbox).await;
        let site = address.serve(&rig.base, setting.pages);
        Self { rig, site }
    }
}

/// The forms of the demonstration's own configuration.
fn forms() -> String {
    let demo = std::fs::read_to_string(site::www().join("demo.toml")).unwrap();
    let start = demo.find("[[form]]").expect("forms in demo.toml");
    demo[start..].to_owned()
}
