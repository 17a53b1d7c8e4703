//! `pre-remplir forms dpo`: a form's data-protection file, from the very configuration and catalogue that drive the widget.
//!
//! It says what the relay does and asks for the rest: what only the administration knows is marked to be completed, what is
//! a matter of law to be confirmed. Each section is a file; `texts` has every sentence but those of the security
//! questionnaire, which stand in `src/relay/dpo/questions.toml` with the tests that prove them.

mod data;
mod document;
mod habilitation;
mod information;
mod questions;
mod register;
mod retention;
mod texts;
mod transparency;

use std::time::Duration;

use jiff::Span;
use model::lang::{Lang, Text};

use crate::calendar;
use crate::catalogue::{Api, Catalogue, Source};
use crate::config::{Config, Disclosure, Form, FormSource, Upstream};
use crate::error::Error;
use crate::{journal, visit};
use document::{Block, Line, line};
use texts::Said;
pub(crate) use transparency::transparency;

/// The shape of the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Markdown, to be read and changed anywhere.
    #[default]
    Markdown,
    /// A whole HTML page, which word processors open too.
    Html,
}

/// The data-protection file of the form `id`.
///
/// # Errors
/// When the configuration has no such form, or the questionnaire that ships with the relay is wrong.
pub fn kit(
    config: &Config,
    catalogue: &Catalogue,
    id: &str,
    lang: Lang,
    format: Format,
) -> Result<String, Error> {
    let form = config.named_form(id)?;
    let kit = Kit::new(config, catalogue, form, lang);
    let blocks = kit.blocks(&calendar::today().to_string())?;
    Ok(match format {
        Format::Markdown => document::markdown(&blocks),
        Format::Html => document::html(&kit.title(), lang.tag(), &blocks),
    })
}

/// What a file is made from.
struct Kit<'a> {
    config: &'a Config,
    catalogue: &'a Catalogue,
    form: &'a Form,
    lang: Lang,
    /// The sources of the form, in its order.
    sources: Vec<(&'a FormSource, &'a Source)>,
}

impl<'a> Kit<'a> {
    fn new(config: &'a Config, catalogue: &'a Catalogue, form: &'a Form, lang: Lang) -> Self {
        let used = form.sources.iter();
        Self {
            config,
            catalogue,
            form,
            lang,
            sources: used
                .filter_map(|used| Some((used, catalogue.get(&used.id)?)))
                .collect(),
        }
    }

    fn blocks(&self, today: &str) -> Result<Vec<Block>, Error> {
        let mut blocks = self.beginning(today);
        blocks.extend(self.register(today));
        blocks.extend(self.information());
        blocks.extend(self.habilitation());
        blocks.extend(self.retention());
        blocks.extend(self.questionnaire()?);
        Ok(blocks)
    }

    fn beginning(&self, today: &str) -> Vec<Block> {
        use texts::beginning::*;
        let relay = env!("CARGO_PKG_VERSION");
        let values = [
            ("form", self.form.id.as_str()),
            ("date", today),
            ("relay", relay),
            ("catalogue", self.catalogue.version()),
        ];
        let mut blocks = vec![
            Block::Heading(1, vec![document::Span::Text(self.title())]),
            Block::Paragraph(self.fill(MADE, &values)),
            Block::Paragraph(self.say(MARKS)),
        ];
        blocks.extend(self.warnings().into_iter().map(Block::Paragraph));
        blocks.push(Block::Heading(2, self.say(TO_DO_TITLE)));
        blocks.push(Block::List(
            TO_DO.iter().map(|what| self.say(*what)).collect(),
        ));
        blocks
    }

    /// What makes this form's file special: invented people, values shown to whoever types a name.
    fn warnings(&self) -> Vec<Line> {
        use texts::beginning::*;
        let mut warnings = Vec::new();
        if self.config.sandbox {
            warnings.push(self.say(SANDBOX));
        }
        if let Disclosure::Declared(reason) = &self.form.disclosure
            && !self.config.sandbox
        {
            warnings.push(self.fill(SHOWN, &[("reason", reason)]));
        }
        warnings
    }

    fn title(&self) -> String {
        document::plain(&self.fill(
            texts::beginning::TITLE,
            &[("title", self.text(&self.form.title))],
        ))
    }

    /// How long each thing is kept, to be told.
    fn times(&self) -> Times<'_> {
        let kept = &self.config.journal;
        Times {
            name: &self.form.organisation.name,
            retention: &self.form.retention,
            agreements: texts::duration(kept.retention, self.lang),
            traces: texts::duration(journal::trace_retention(), self.lang),
            visit: clock(visit::LIFETIME, self.lang),
            attestation: clock(self.config.signing.lifetime.unsigned_abs(), self.lang),
            sealed: clock(self.config.sealed_after, self.lang),
            store: kept.location.kind(),
        }
    }

    /// What the sentences about a form are filled with.
    fn values<'b>(&'b self, times: &'b Times<'_>) -> Vec<(&'b str, &'b str)> {
        let organisation = &self.form.organisation;
        let own = [
            ("siret", organisation.siret.as_str()),
            ("dpo", &organisation.dpo),
            ("purpose", self.text(&self.form.purpose)),
            ("basis", &self.form.legal_basis),
        ];
        [&times.values()[..], &own].concat()
    }

    fn say(&self, said: Said) -> Line {
        self.fill(said, &[])
    }

    fn fill(&self, said: Said, values: &[(&str, &str)]) -> Line {
        line(said.get(self.lang), values)
    }

    fn text<'t>(&self, text: &'t Text) -> &'t str {
        text.get(self.lang)
    }

    /// Names in one sentence; some hold a comma.
    fn listed(&self, names: &[impl AsRef<str>]) -> String {
        let names: Vec<_> = names.iter().map(AsRef::as_ref).collect();
        names.join(match self.lang {
            Lang::Fr => "\u{a0}; ",
            Lang::En => "; ",
        })
    }

    /// What people call a way of asking.
    fn mode_name(&self, mode: &str) -> String {
        let named = texts::MODES.iter().find(|(name, _)| *name == mode);
        named
            .map_or(mode, |(_, said)| said.get(self.lang))
            .to_owned()
    }

    /// The interfaces that the form may ask, in their order.
    fn apis(&self) -> Vec<Api> {
        let of = |(used, source): &(&'a FormSource, &'a Source)| {
            let modes = used.modes.iter().filter_map(|mode| source.modes.get(mode));
            modes.map(|mode| mode.api).collect::<Vec<_>>()
        };
        let mut apis: Vec<_> = self.sources.iter().flat_map(of).collect();
        apis.sort();
        apis.dedup();
        apis
    }

    /// Their names, with a comma between them.
    fn api_names(&self) -> String {
        let names = self.apis().into_iter().map(|api| api_name(api, self.lang));
        names.collect::<Vec<_>>().join(", ")
    }

    /// Where an interface is asked.
    fn address(&self, api: Api) -> String {
        let own = self.form.organisation.impot.as_ref();
        match (api, own, &self.config.upstream) {
            (Api::ImpotParticulier, Some(impot), _) => impot.base_url.clone(),
            (_, _, Upstream::At(url)) => url.clone(),
            (_, _, Upstream::BuiltIn) => texts::beginning::BUILT_IN.get(self.lang).to_owned(),
        }
    }
}

/// How long each thing is kept, in words.
struct Times<'a> {
    name: &'a str,
    retention: &'a str,
    agreements: String,
    traces: String,
    visit: String,
    attestation: String,
    sealed: String,
    store: &'static str,
}

impl Times<'_> {
    fn values(&self) -> [(&str, &str); 8] {
        [
            ("name", self.name),
            ("retention", self.retention),
            ("agreements", &self.agreements),
            ("traces", &self.traces),
            ("visit", &self.visit),
            ("attestation", &self.attestation),
            ("sealed", &self.sealed),
            ("store", self.store),
        ]
    }
}

/// A time of less than a day, in words.
fn clock(time: Duration, lang: Lang) -> String {
    let seconds = i64::try_from(time.as_secs()).unwrap_or_default();
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    let span = Span::new().hours(minutes / 60).minutes(minutes % 60);
    texts::duration(span.seconds(seconds), lang)
}

fn api_name(api: Api, lang: Lang) -> &'static str {
    let named = match api {
        Api::Particulier => texts::PARTICULIER,
        Api::ImpotParticulier => texts::IMPOT,
    };
    named.get(lang)
}

#[cfg(test)]
mod tests;
