//! The accessibility checker, with all the rules that it applies by default.

use super::driver::program;
use super::engine::tool;
use super::page::Page;

/// Reports each violation with the elements concerned. The checker's own text is a script that the page did not
/// ask for, so the driver brings it, not the page.
const RUN: &str = "
const done = arguments[0];
axe.run(document).then(
    ({ violations }) => done(violations.map(({ id, help, nodes }) =>
        `${id} (${help}): ` + nodes.map((node) => node.html + ' ' + node.failureSummary).join(' | '))),
    (error) => done([String(error)]),
)";

impl Page {
    /// What the checker finds wrong in the page as it is now.
    pub async fn violations(&self) -> Vec<String> {
        if self.script("return typeof axe").await == "undefined" {
            let checker = program("AXE_JS", &tool("node_modules/axe-core/axe.min.js"));
            self.script(&std::fs::read_to_string(checker).unwrap())
                .await;
        }
        let found = self.browser.execute_async(RUN, Vec::new()).await.unwrap();
        found.convert().unwrap()
    }

    /// Whether a person must scroll sideways to read the page.
    pub async fn scrolls_sideways(&self) -> bool {
        let page = self
            .script("return document.documentElement.scrollWidth > document.documentElement.clientWidth")
            .await;
        page == true
    }
}
