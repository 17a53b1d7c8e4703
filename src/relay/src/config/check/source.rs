//! A source as a form uses it: its ways of asking, and the items it may give.

use model::path::Path;
use toml::Spanned;

use super::super::FormSource;
use super::super::file::{FormTable, SourceTable};
use super::super::mistake::Kind;
use super::{Check, Environment};
use crate::assurance::Assurance;
use crate::catalogue::{Api, Mode, Source};

/// By what means a form may know people, and ask about them. One that is declared with a mistake is taken to be there.
pub(super) struct Means {
    /// An access to API Impôt particulier.
    pub(super) impot: bool,
    /// An access to FranceConnect.
    pub(super) france_connect: bool,
    /// Something to do with an identity: show it what comes, seal it, or take it from a server that has verified it.
    pub(super) identity: bool,
}

impl Check<'_> {
    pub(super) fn source(
        &mut self,
        form: &FormTable,
        id: &str,
        table: &SourceTable,
        means: &Means,
    ) -> Option<FormSource> {
        self.list("modes", &table.modes);
        self.list("items", &table.items);
        let catalogue = self.catalogue;
        let Some(source) = catalogue.get(id) else {
            let known = catalogue.ids().collect::<Vec<_>>().join(", ");
            return self.wrong(
                form.id.span(),
                Kind::Source {
                    id: id.to_owned(),
                    known,
                },
            );
        };
        self.refused(form, source);
        for mode in table.modes.get_ref() {
            self.mode(form, source, mode, means);
        }
        let items = table
            .items
            .get_ref()
            .iter()
            .filter_map(|item| self.item(source, item))
            .collect();
        let modes = table.modes.get_ref().iter();
        Some(FormSource {
            id: id.to_owned(),
            modes: modes.map(|mode| mode.get_ref().clone()).collect(),
            items,
            last_month: table.last_month,
            proof: self.proof(source, table),
        })
    }

    /// Whether the State's own proof is asked for, of a source that it makes one of.
    fn proof(&mut self, source: &Source, table: &SourceTable) -> bool {
        let asked = table.proof.as_ref().filter(|proof| *proof.get_ref());
        let Some(asked) = asked else { return false };
        let mut modes = table.modes.get_ref().iter();
        if !modes.any(|mode| {
            source
                .modes
                .get(mode.get_ref())
                .is_some_and(|mode| mode.proves)
        }) {
            self.wrong::<()>(asked.span(), Kind::NoProof(source.id.clone()));
        }
        true
    }

    /// A source that the law keeps apart from what the form is for.
    fn refused(&mut self, form: &FormTable, source: &Source) {
        for tag in &form.tags {
            if let Some(refused) = source
                .refused_for
                .iter()
                .find(|refused| refused.tag == *tag.get_ref())
            {
                let kind = Kind::RefusedFor {
                    source_id: source.id.clone(),
                    tag: refused.tag.clone(),
                    instead: refused.instead.clone(),
                    reason: refused.reason.clone(),
                };
                self.wrong::<()>(tag.span(), kind);
            }
        }
    }

    fn mode(&mut self, form: &FormTable, source: &Source, mode: &Spanned<String>, means: &Means) {
        let name = mode.get_ref();
        let Some(found) = source.modes.get(name) else {
            let known = source.modes.keys().cloned().collect::<Vec<_>>().join(", ");
            let kind = Kind::Mode {
                source_id: source.id.clone(),
                mode: name.clone(),
                known,
            };
            self.wrong::<()>(mode.span(), kind);
            return;
        };
        if let Some(tag) = missing_tag(form, found) {
            self.wrong::<()>(
                mode.span(),
                Kind::OnlyFor {
                    mode: name.clone(),
                    tag,
                },
            );
        }
        if found.api == Api::ImpotParticulier
            && self.environment != Environment::Sandbox
            && !means.impot
        {
            self.wrong::<()>(mode.span(), Kind::NoImpot(name.clone()));
        }
        match Assurance::of_mode(name) {
            Assurance::FranceConnect if !means.france_connect => {
                self.wrong::<()>(mode.span(), Kind::NoFranceConnect);
            }
            Assurance::Declared if !means.identity => {
                self.wrong::<()>(mode.span(), Kind::Disclosure { mode: name.clone() });
            }
            _ => {}
        }
    }

    fn item(&mut self, source: &Source, item: &Spanned<String>) -> Option<Path> {
        let path = item
            .get_ref()
            .parse()
            .ok()
            .filter(|path| source.fields_under(path).next().is_some());
        if path.is_none() {
            let known = source
                .items
                .iter()
                .map(|item| item.path.to_string())
                .collect::<Vec<_>>()
                .join(", ");
            let kind = Kind::Item {
                source_id: source.id.clone(),
                item: item.get_ref().clone(),
                known,
            };
            self.wrong::<()>(item.span(), kind);
        }
        path
    }
}

/// The tag that a way of asking needs and the form does not have.
fn missing_tag(form: &FormTable, mode: &Mode) -> Option<String> {
    let tag = mode.only_for.as_ref()?;
    let has = form.tags.iter().any(|own| own.get_ref() == tag);
    (!has).then(|| tag.clone())
}
