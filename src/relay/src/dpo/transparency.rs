//! What this relay does, for anyone to read: each form, what it asks of whom, what for, and who sees the answers.

use model::lang::{Lang, capitalised};

use super::document::{self, Block, Line};
use super::texts::information::{HOW_LONG, WHAT as ASKED, WHY};
use super::texts::transparency::*;
use super::{Kit, texts};
use crate::catalogue::Catalogue;
use crate::config::{Config, Disclosure};
use crate::html;

/// The page, in `lang`.
pub(crate) fn transparency(config: &Config, catalogue: &Catalogue, lang: Lang) -> String {
    let kits = config
        .forms
        .iter()
        .map(|form| Kit::new(config, catalogue, form, lang));
    let forms = kits.flat_map(|kit| kit.in_the_open());
    let mut blocks = head(config, lang);
    blocks.extend(forms);
    let relay = env!("CARGO_PKG_VERSION");
    let versions = [("relay", relay), ("catalogue", catalogue.version())];
    blocks.push(paragraph(VERSION, lang, &versions));
    let body = [html::other_lang(lang), document::body(&blocks)].concat();
    html::whole(TITLE.get(lang), lang, &body)
}

fn head(config: &Config, lang: Lang) -> Vec<Block> {
    let mut blocks = vec![
        Block::Heading(1, document::line(TITLE.get(lang), &[])),
        paragraph(WHAT, lang, &[]),
        paragraph(KEEPS, lang, &[]),
    ];
    if config.sandbox {
        blocks.push(paragraph(SANDBOX, lang, &[]));
    }
    blocks
}

fn paragraph(said: texts::Said, lang: Lang, values: &[(&str, &str)]) -> Block {
    Block::Paragraph(document::line(said.get(lang), values))
}

impl Kit<'_> {
    fn in_the_open(&self) -> Vec<Block> {
        let (form, times) = (self.form, self.times());
        let (ways, origins) = (self.ways(), form.origins.join(", "));
        let mut values = self.values(&times);
        values.extend([("modes", ways.as_str()), ("origins", &origins)]);
        let say = |said| Block::Paragraph(self.fill(said, &values));
        vec![
            Block::Heading(2, document::text(self.text(&form.title))),
            say(WHO),
            say(WHY),
            say(ASKED),
            self.items(),
            say(WAYS),
            Block::Paragraph(self.seen_by()),
            say(HOW_LONG),
            say(PAGES),
        ]
    }

    /// The ways of saying who one is that the form has, each once.
    fn ways(&self) -> String {
        let modes = self.sources.iter();
        let modes = modes.flat_map(|(used, source)| self.modes_of(used, source));
        let mut ways: Vec<String> = Vec::new();
        for (name, _) in modes {
            let way = self.mode_name(name);
            if !ways.contains(&way) {
                ways.push(way);
            }
        }
        if self.form.organisation.ticket_key.is_some() {
            ways.push(ACCOUNT.get(self.lang).to_owned());
        }
        capitalised(&self.listed(&ways))
    }

    fn seen_by(&self) -> Line {
        let name = ("name", self.form.organisation.name.as_str());
        match &self.form.disclosure {
            Disclosure::Closed => self.say(CLOSED),
            Disclosure::Sealed => self.fill(SEALED, &[name]),
            Disclosure::Sandbox => self.say(INVENTED),
            Disclosure::Declared(reason) => {
                let reason = reason.trim_end_matches('.');
                self.fill(SHOWN, &[name, ("reason", reason)])
            }
        }
    }
}
