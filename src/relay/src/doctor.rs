//! `pre-remplir forms doctor`: what the widget would make of a page, told before anyone uses it.
//!
//! It reads HTML and configuration. It asks no source, and fills nothing.

mod controls;
mod csp;
mod fact;
mod fetch;
mod html;
mod page;
mod report;

use std::collections::BTreeMap;
use std::path::PathBuf;

use model::doctor::{examine, proposals};
use model::lang::Lang;
use model::protocol::Source;

use crate::catalogue::Catalogue;
use crate::config::{Config, Form};
use crate::definition;
use crate::error::Error;
use fact::PageFact;
use page::{Page, Patient};
pub use report::Report;
use report::Section;

/// What to examine, and against what.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Options {
    /// The address of a page, or an HTML file
    pub page: String,
    /// The relay's configuration; without it, the relay that the page names is asked
    #[arg(long)]
    pub config: Option<PathBuf>,
    /// The form's id, when the page does not say it
    #[arg(long)]
    pub form: Option<String>,
    /// A source to look in whole, for a page that no relay knows yet; may be repeated
    #[arg(long = "source")]
    pub sources: Vec<String>,
}

/// What a form asks for.
#[derive(Default)]
struct Asked {
    sources: Vec<Source>,
    mapping: BTreeMap<String, String>,
    /// The origins that the relay lists, when they are known.
    origins: Option<Vec<String>>,
}

/// Examines a page.
///
/// # Errors
/// When the page, the configuration or the form's definition cannot be had, or the form is unknown.
pub async fn examine_page(options: &Options, catalogue: &Catalogue) -> Result<Report, Error> {
    let page = Page::read(fetch::page(&options.page).await?);
    let (patients, of_elements) = page.patients();
    let mut facts = page.facts();
    facts.extend(
        of_elements
            .into_iter()
            .filter(|fact| *fact != PageFact::NoForm),
    );
    let mut sections = Vec::new();
    for patient in patients {
        let asked = asked(options, catalogue, &patient).await?;
        sections.push(section(&page, patient, &asked));
    }
    Ok(Report { facts, sections })
}

fn section(page: &Page, patient: Patient<'_>, asked: &Asked) -> Section {
    let form = controls::read(
        page.document(),
        patient.form,
        &patient.mapping,
        &asked.mapping,
    );
    let mut facts = patient.facts;
    if form.controls.is_empty() {
        facts.push(PageFact::NoControl);
    }
    for mapping in [&patient.mapping, &asked.mapping] {
        facts.extend(page::lost_selectors(patient.form, mapping));
    }
    let listed = |origin: &String| {
        asked
            .origins
            .as_ref()
            .is_none_or(|origins| origins.contains(origin))
    };
    facts.extend(
        page.origin()
            .filter(|origin| !listed(origin))
            .map(PageFact::Origin),
    );
    let findings = examine(&form, &asked.sources);
    let proposed = proposals(&findings)
        .map(|(selector, proposal)| (selector.to_owned(), proposal.target.to_string()))
        .collect();
    Section {
        name: html::selector(patient.form),
        facts,
        findings,
        proposed,
    }
}

/// What the form asks for: as the configuration says, else as its relay says, else whole sources.
async fn asked(
    options: &Options,
    catalogue: &Catalogue,
    patient: &Patient<'_>,
) -> Result<Asked, Error> {
    let id = patient.id.clone().or_else(|| options.form.clone());
    if let Some(path) = &options.config {
        let config = Config::read(path, catalogue)?;
        let form = chosen(&config, id.as_deref())?;
        return Ok(Asked {
            sources: definition::sources(form, catalogue, Lang::En),
            mapping: form.mapping.clone(),
            origins: Some(form.origins.clone()),
        });
    }
    match (&patient.relay, id) {
        _ if !options.sources.is_empty() => whole(&options.sources, catalogue),
        (Some(relay), Some(id)) if relay.host_str() != Some(fetch::NO_HOST) => {
            let definition = fetch::definition(relay, &id).await?;
            Ok(Asked {
                sources: definition.sources,
                mapping: definition.mapping,
                origins: None,
            })
        }
        _ => Err(Error::FormUnsaid),
    }
}

/// The form of this id; without an id, the only one.
fn chosen<'a>(config: &'a Config, id: Option<&str>) -> Result<&'a Form, Error> {
    match (id, &config.forms[..]) {
        (None, [only]) => Ok(only),
        (id, _) => config.named_form(id.unwrap_or_default()),
    }
}

fn whole(ids: &[String], catalogue: &Catalogue) -> Result<Asked, Error> {
    let source = |id: &String| {
        let found = catalogue
            .get(id)
            .map(|source| definition::whole_source(source, Lang::En));
        found.ok_or_else(|| Error::UnknownSource(id.clone()))
    };
    Ok(Asked {
        sources: ids.iter().map(source).collect::<Result<_, _>>()?,
        ..Asked::default()
    })
}

#[cfg(test)]
mod tests;
