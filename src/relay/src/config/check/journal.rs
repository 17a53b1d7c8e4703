//! The journal: its store, its key, how long its records are kept.

use jiff::civil::date;
use jiff::{Span, ToSpan};
use toml::Spanned;

use super::super::file::RelayTable;
use super::super::mistake::Kind;
use super::Check;
use crate::journal::Settings;

impl Check<'_> {
    pub(super) fn journal(&mut self, relay: &RelayTable) -> Option<Settings> {
        let retention = relay
            .consent_retention
            .as_ref()
            .map(|text| self.retention(text));
        let Some(mut settings) = Settings::of_store(relay.store.get_ref(), self.folder) else {
            return self.wrong(relay.store.span(), Kind::Store);
        };
        let places = [
            &relay.store_password_file,
            &relay.store_password_env,
            &relay.store_password_credential,
        ];
        // A database may know its relay without a password: by its socket, or by its address.
        if places.iter().any(|place| place.is_some()) {
            let password = self.secret("store_password", relay.store.span(), places)?;
            settings.location = settings.location.with_password(&password);
        }
        if let Some(retention) = retention {
            settings.retention = retention?;
        }
        if let Some(key) = &relay.journal_key {
            settings.key = self.folder.join(key);
        }
        Some(settings)
    }

    /// Between a day and ten years: a proof must last, and no longer than what it proves.
    fn retention(&mut self, text: &Spanned<String>) -> Option<Span> {
        let start = date(2000, 1, 1);
        let span = text.get_ref().parse::<Span>().ok().filter(|span| {
            let end = start.checked_add(*span);
            end.is_ok_and(|end| end > start && end <= start + 10.years())
        });
        span.or_else(|| self.wrong(text.span(), Kind::Retention))
    }
}
