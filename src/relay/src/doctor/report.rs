//! What the doctor says, for people and for programs.

use std::collections::BTreeMap;
use std::fmt;

use model::doctor::{Fact, Finding, Weight};
use model::lang::Lang;
use serde_json::{Value, json};

use super::fact::PageFact;

/// What was found in a page.
#[derive(Debug)]
pub struct Report {
    /// About the page as a whole.
    pub(super) facts: Vec<PageFact>,
    /// About each form.
    pub(super) sections: Vec<Section>,
}

/// What was found in a form.
#[derive(Debug)]
pub(super) struct Section {
    pub(super) name: String,
    pub(super) facts: Vec<PageFact>,
    pub(super) findings: Vec<Finding>,
    /// Selector and path of what could be mapped.
    pub(super) proposed: BTreeMap<String, String>,
}

impl Report {
    /// Whether something keeps the page from working: what a build should stop at.
    pub fn has_errors(&self) -> bool {
        self.weights().any(|weight| weight == Weight::Error)
    }

    pub(super) fn weights(&self) -> impl Iterator<Item = Weight> {
        let of_forms = self.sections.iter().flat_map(|section| {
            let findings = section.findings.iter().map(|finding| finding.fact.weight());
            section.facts.iter().map(PageFact::weight).chain(findings)
        });
        self.facts.iter().map(PageFact::weight).chain(of_forms)
    }

    /// The same for programs: `{"errors", "page", "forms": [{"form", "page", "controls", "proposed"}]}`.
    pub fn json(&self) -> Value {
        let facts = |facts: &[PageFact]| {
            let fact = |fact: &PageFact| json!({ "weight": name(fact.weight()), "says": fact.to_string() });
            facts.iter().map(fact).collect::<Vec<_>>()
        };
        let finding = |finding: &Finding| {
            json!({ "control": finding.selector, "label": finding.label,
                    "weight": name(finding.fact.weight()), "says": finding.fact.sentence(Lang::En) })
        };
        let forms: Vec<_> = self
            .sections
            .iter()
            .map(|section| {
                json!({ "form": section.name, "page": facts(&section.facts), "proposed": section.proposed,
                        "controls": section.findings.iter().map(finding).collect::<Vec<_>>() })
            })
            .collect();
        json!({ "errors": self.has_errors(), "page": facts(&self.facts), "forms": forms })
    }
}

fn name(weight: Weight) -> &'static str {
    match weight {
        Weight::Fine => "ok",
        Weight::Note => "note",
        Weight::Warning => "warning",
        Weight::Error => "error",
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        facts(f, &self.facts)?;
        for section in &self.sections {
            writeln!(f, "\nform {}", section.name)?;
            facts(f, &section.facts)?;
            for finding in &section.findings {
                let label = match finding.label.as_str() {
                    "" => String::new(),
                    label => format!(" “{label}”"),
                };
                let weight = match finding.fact {
                    Fact::Unmapped => "-",
                    _ => name(finding.fact.weight()),
                };
                let says = finding.fact.sentence(Lang::En);
                writeln!(f, "  {weight:<8}{}{label}: {says}", finding.selector)?;
            }
            proposed(f, &section.proposed)?;
        }
        let count = |weight| self.weights().filter(|other| *other == weight).count();
        let (errors, warnings) = (count(Weight::Error), count(Weight::Warning));
        write!(f, "\nerrors: {errors}, warnings: {warnings}")
    }
}

fn facts(f: &mut fmt::Formatter<'_>, facts: &[PageFact]) -> fmt::Result {
    facts
        .iter()
        .try_for_each(|fact| writeln!(f, "  {:<8}{fact}", name(fact.weight())))
}

/// A block to paste in the page, once read again.
fn proposed(f: &mut fmt::Formatter<'_>, proposed: &BTreeMap<String, String>) -> fmt::Result {
    if proposed.is_empty() {
        return Ok(());
    }
    let block = serde_json::to_string_pretty(proposed).map_err(|_| fmt::Error)?;
    writeln!(
        f,
        "\n  proposed, to read again and paste with mapping=\"pre-remplir-mapping\" on <pre-remplir>:"
    )?;
    writeln!(
        f,
        "  <script type=\"application/json\" id=\"pre-remplir-mapping\">"
    )?;
    block.lines().try_for_each(|line| writeln!(f, "  {line}"))?;
    writeln!(f, "  </script>")
}
