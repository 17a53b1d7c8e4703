//! A form: whose it is, where its pages are, what it may ask for, and to whom it may show it.

use std::sync::Arc;

use toml::Spanned;

use super::super::file::FormTable;
use super::super::mistake::Kind;
use super::super::{Disclosure, Form, Organisation};
use super::source::Means;
use super::{Check, Environment};

/// What a form may be tagged as.
const TAGS: [&str; 2] = ["eaje", "education"];

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
        let has_seal_key = organisation
            .as_ref()
            .is_none_or(|organisation| organisation.seal_key.is_some());
        let disclosure = self.disclosure(table, accepted, has_seal_key);
        let means = self.means(organisation.as_deref(), &disclosure);
        let withdrawal_hook = table
            .withdrawal_hook
            .as_ref()
            .and_then(|url| self.url("withdrawal_hook", url));
        self.tags(&table.tags);
        let sources: Vec<_> = table
            .sources
            .iter()
            .filter_map(|(id, source)| self.source(table, id, source, &means))
            .collect();
        let mapping = self.mapping(table, &sources);
        let roles = self.roles(table, &sources);
        Some(Arc::new(Form {
            id: table.id.get_ref().clone(),
            organisation: organisation?,
            title: table.title.clone(),
            purpose: table.purpose.clone(),
            legal_basis: table.legal_basis.get_ref().clone(),
            retention: table.retention.get_ref().clone(),
            origins,
            sources,
            mapping,
            disclosure,
            roles,
            withdrawal_hook,
        }))
    }

    fn means(&self, organisation: Option<&Organisation>, disclosure: &Disclosure) -> Means {
        let has = |has: &dyn Fn(&Organisation) -> bool| organisation.is_none_or(has);
        Means {
            impot: has(&|organisation| organisation.impot.is_some()),
            france_connect: self.environment == Environment::Sandbox
                || has(&|organisation| organisation.france_connect.is_some()),
            identity: *disclosure != Disclosure::Closed
                || has(&|organisation| organisation.ticket_key.is_some()),
        }
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

    fn tags(&mut self, tags: &[Spanned<String>]) {
        for tag in tags
            .iter()
            .filter(|tag| !TAGS.contains(&tag.get_ref().as_str()))
        {
            self.wrong::<()>(tag.span(), Kind::Tag(tag.get_ref().clone()));
        }
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

    fn disclosure(&mut self, table: &FormTable, accepted: bool, has_seal_key: bool) -> Disclosure {
        let sealed = table.sealed.as_ref().filter(|sealed| *sealed.get_ref());
        let Some(reason) = &table.disclose_declared else {
            return match self.environment {
                Environment::Sandbox if sealed.is_none() => Disclosure::Sandbox,
                _ if has_seal_key => self.sealed(table),
                _ => Disclosure::Closed,
            };
        };
        if let Some(sealed) = sealed {
            self.wrong::<()>(sealed.span(), Kind::SealedAndShown);
        }
        if reason.get_ref().trim().is_empty() {
            self.wrong::<()>(reason.span(), Kind::NoReason);
        }
        if self.environment == Environment::Production && !accepted {
            self.wrong::<()>(reason.span(), Kind::DisclosureInProduction);
        }
        Disclosure::Declared(reason.get_ref().clone())
    }

    fn sealed(&mut self, table: &FormTable) -> Disclosure {
        if !self.signs {
            self.wrong::<()>(table.id.span(), Kind::SealedUnsigned);
        }
        Disclosure::Sealed
    }
}
