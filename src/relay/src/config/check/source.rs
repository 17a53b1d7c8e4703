//! A source as a form uses it: its ways of asking, and the items it may give.

use model::path::Path;
use toml::Spanned;

use super::super::file::{FormTable, SourceTable};
use super::super::mistake::Kind;
use super::super::{Disclosure, FormSource};
use super::{Check, Environment};
use crate::assurance::Assurance;
use crate::catalogue::{Api, Mode, Source};

impl Check<'_> {
    pub(super) fn source(
        &mut self,
        form: &FormTable,
        id: &str,
        table: &SourceTable,
        disclosure: &Disclosure,
        has_impot: bool,
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
            self.mode(form, source, mode, disclosure, has_impot);
        }
        let items = table
            .items
            .get_ref()
            .iter()
            .filter_map(|item| self.item(source, item))
            .collect();
        let names = table
            .modes
            .get_ref()
            .iter()
            .map(|mode| mode.get_ref().clone());
        let (modes, postponed): (Vec<_>, Vec<_>) =
            names.partition(|name| Assurance::of_mode(name) == Assurance::Declared);
        if modes.is_empty() && !postponed.is_empty() {
            self.wrong::<()>(table.modes.span(), Kind::NoMode(id.to_owned()));
        }
        Some(FormSource {
            id: id.to_owned(),
            modes,
            postponed,
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

    fn mode(
        &mut self,
        form: &FormTable,
        source: &Source,
        mode: &Spanned<String>,
        disclosure: &Disclosure,
        has_impot: bool,
    ) {
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
            && !has_impot
        {
            self.wrong::<()>(mode.span(), Kind::NoImpot(name.clone()));
        }
        if Assurance::of_mode(name) == Assurance::Declared && *disclosure == Disclosure::Closed {
            self.wrong::<()>(mode.span(), Kind::Disclosure { mode: name.clone() });
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
