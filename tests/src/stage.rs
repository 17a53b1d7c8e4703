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
    /// The forms that list another site's origin in place of this one's.
    pub foreign: Vec<&'static str>,
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
        let config = format!("{TOWN}{}", forms(&address.origin, &setting.foreign));
        let rig = Rig::with_config(&config, setting.sandbox).await;
        let site = address.serve(&rig.base, setting.pages);
        Self { rig, site }
    }
}

/// The forms of the demonstration's own configuration, for pages at `origin`.
fn forms(origin: &str, foreign: &[&str]) -> String {
    let demo = std::fs::read_to_string(site::www().join("demo.toml")).unwrap();
    let forms = demo.split("[[form]]").skip(1).map(|form| {
        let elsewhere = foreign
            .iter()
            .any(|id| form.contains(&format!("id = \"{id}\"")));
        let origin = if elsewhere {
            "https://ailleurs.exemple.fr"
        } else {
            origin
        };
        format!("[[form]]{}", form.replace("{{site}}", origin))
    });
    forms.collect()
}
