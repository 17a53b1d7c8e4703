//! A form: whose it is, where its pages are, what it may ask for, and to whom it may show it.

use std::sync::Arc;

use model::path::Path;
use toml::Spanned;

use super::super::file::{FormTable, SourceTable};
use super::super::mistake::Kind;
use super::super::{Disclosure, Form, FormSource, Organisation};
use super::{Check, Environment};
use crate::assurance::Assurance;
use crate::catalogue::Source;

impl Check<'_> {
    pub(super) fn form(
        &mut self,
        table: &FormTable,
        organisations: &[Arc<Organisation>],
        accepted: bool,
    ) -> Option<Arc<Form>> {
        self.id(&table.id);
        self.not_empty("legal_basis", &table.legal_basis);
        self.not_empty("retention", &table.retention);
        let texts = [("title", &table.title), ("purpose", &table.purpose)];
        for (key, _) in texts.iter().filter(|(_, text)| text.fr.trim().is_empty()) {
            self.wrong::<()>(table.id.span(), Kind::Empty(key));
        }
        let organisation = self.organisation_of(table, organisations);
        let origins = self.origins(&table.origins);
        let disclosure = self.disclosure(table, accepted);
        let sources: Vec<_> = table
            .sources
            .iter()
            .filter_map(|(id, source)| self.source(table, id, source, &disclosure))
            .collect();
        Some(Arc::new(Form {
            id: table.id.get_ref().clone(),
            organisation: organisation?,
            title: table.title.clone(),
            purpose: table.purpose.clone(),
            legal_basis: table.legal_basis.get_ref().clone(),
            retention: table.retention.get_ref().clone(),
            origins,
            sources,
            disclosure,
        }))
    }

    /// The form's administration. One that is declared with a mistake has had its own sentence.
    fn organisation_of(
        &mut self,
        table: &FormTable,
        organisations: &[Arc<Organisation>],
    ) -> Option<Arc<Organisation>> {
        let id = table.organisation.get_ref();
        if !self.declared.contains(id) {
            return self.wrong(table.organisation.span(), Kind::Organisation(id.clone()));
        }
        organisations
            .iter()
            .find(|organisation| organisation.id == *id)
            .cloned()
    }

    fn origins(&mut self, origins: &Spanned<Vec<Spanned<String>>>) -> Vec<String> {
        self.list("origins", origins);
        let mut kept = Vec::new();
        for origin in origins.get_ref() {
            let text = origin.get_ref();
            let host = text
                .strip_prefix("https://")
                .or_else(|| text.strip_prefix("http://"))
                .unwrap_or_default();
            let is_host = |byte: u8| {
                byte.is_ascii_lowercase()
                    || byte.is_ascii_digit()
                    || matches!(byte, b'-' | b'.' | b':' | b'[' | b']')
            };
            if host.is_empty() || !host.bytes().all(is_host) {
                self.wrong::<()>(origin.span(), Kind::Origin(text.clone()));
            }
            kept.push(text.clone());
        }
        kept
    }

    fn disclosure(&mut self, table: &FormTable, accepted: bool) -> Disclosure {
        let Some(reason) = &table.disclose_declared else {
            return match self.environment {
                Environment::Sandbox => Disclosure::Sandbox,
                Environment::Staging | Environment::Production => Disclosure::Closed,
            };
        };
        self.not_empty("disclose_declared", reason);
        if self.environment == Environment::Production && !accepted {
            self.wrong::<()>(reason.span(), Kind::DisclosureInProduction);
        }
        Disclosure::Declared(reason.get_ref().clone())
    }

    fn source(
        &mut self,
        form: &FormTable,
        id: &str,
        table: &SourceTable,
        disclosure: &Disclosure,
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
        for mode in table.modes.get_ref() {
            self.mode(source, mode, disclosure);
        }
        let items = table
            .items
            .get_ref()
            .iter()
            .filter_map(|item| self.item(source, item))
            .collect();
        let modes = table
            .modes
            .get_ref()
            .iter()
            .map(|mode| mode.get_ref().clone())
            .collect();
        Some(FormSource {
            id: id.to_owned(),
            modes,
            items,
        })
    }

    fn mode(&mut self, source: &Source, mode: &Spanned<String>, disclosure: &Disclosure) {
        let name = mode.get_ref();
        if !source.modes.contains_key(name) {
            let known = source.modes.keys().cloned().collect::<Vec<_>>().join(", ");
            let source_id = source.id.clone();
            self.wrong::<()>(
                mode.span(),
                Kind::Mode {
                    source_id,
                    mode: name.clone(),
                    known,
                },
            );
        } else if Assurance::of_mode(name) == Assurance::Declared && !disclosure.shows_declared() {
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
            let source_id = source.id.clone();
            self.wrong::<()>(
                item.span(),
                Kind::Item {
                    source_id,
                    item: item.get_ref().clone(),
                    known,
                },
            );
        }
        path
    }
}
