//! The notice as the page shows it, and the text to publish.

use model::lang::{Lang, fr_from};

use super::Kit;
use super::document::{Block, text};
use super::texts::information::*;
use crate::config::Disclosure;
use crate::notice::notice;

impl Kit<'_> {
    pub(super) fn information(&self) -> Vec<Block> {
        let mut blocks = vec![
            Block::Heading(2, self.say(TITLE)),
            Block::Paragraph(self.say(INTRODUCTION)),
        ];
        for (shown, name) in [Lang::Fr, Lang::En].into_iter().zip(LANGUAGES) {
            let notice = notice(self.form, self.catalogue, shown);
            let lang = [("lang", name.get(self.lang))];
            blocks.push(Block::Heading(3, self.fill(NOTICE, &lang)));
            blocks.push(Block::Quote(notice.text.lines().map(text).collect()));
            blocks.push(Block::Paragraph(self.fill(HASH, &[("hash", &notice.hash)])));
        }
        blocks.extend(self.public_text());
        blocks
    }

    fn public_text(&self) -> Vec<Block> {
        let form = self.form;
        let (apis, times) = (self.api_names(), self.times());
        let mut values = self.values(&times);
        values.push(("apis", &apis));
        let paragraph = |said| Block::Paragraph(self.fill(said, &values));
        let is_sealed = form.disclosure == Disclosure::Sealed;
        let is_proved = form.sources.iter().any(|used| used.proof);
        let mut blocks = vec![Block::Heading(3, self.say(PUBLIC))];
        blocks.extend([PUBLIC_WHERE, WHO, WHY, WHAT].map(paragraph));
        blocks.push(self.items());
        blocks.push(paragraph(CHOICE));
        blocks.extend(is_sealed.then(|| paragraph(SEALED)));
        blocks.extend(is_proved.then(|| paragraph(PROOF)));
        blocks.extend([FOR_WHOM, HOW_LONG, RIGHTS, COMPLAINT].map(paragraph));
        blocks
    }

    /// What is asked of whom, source by source.
    pub(super) fn items(&self) -> Block {
        let items = self.sources.iter().map(|(used, source)| {
            let items = used.items.iter();
            let items: Vec<_> = items.map(|item| source.name_of(item, self.lang)).collect();
            let provider = self.text(&source.provider_name);
            let provider = match self.lang {
                Lang::Fr => fr_from(provider),
                Lang::En => provider.to_owned(),
            };
            let values = [
                ("provider", provider.as_str()),
                ("source", self.text(&source.label)),
                ("items", &self.listed(&items)),
                ("correction", self.text(&source.correction)),
            ];
            self.fill(ITEM, &values)
        });
        Block::List(items.collect())
    }
}
