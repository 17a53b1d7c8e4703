//! The keys that sign what is delivered, and for how long an attestation is good.

use std::ops::RangeInclusive;
use std::time::Duration;

use jiff::SignedDuration;
use toml::Spanned;

use super::super::Signing;
use super::super::file::RelayTable;
use super::super::mistake::Kind;
use super::super::signing::DEFAULT_LIFETIME;
use super::Check;
use crate::keys;

/// Shorter, nobody has the time to fill in a form.
const SHORTEST_LIFE: SignedDuration = SignedDuration::from_mins(5);

/// When a sealed answer leaves: within the five seconds that the API advises to wait, and before the page says it is late.
const DEFAULT_SEALED_AFTER: Duration = Duration::from_secs(4);
/// Earlier, hardly a source has answered; later, nobody waits.
const SEALED_AFTER: RangeInclusive<Duration> = Duration::from_secs(1)..=Duration::from_secs(15);

impl Check<'_> {
    pub(super) fn signing(&mut self, relay: &RelayTable) -> Option<Signing> {
        let folder = relay
            .keys
            .as_ref()
            .map(|keys| (keys.span(), self.folder.join(keys.get_ref())));
        let lifetime = match &relay.attestation_lifetime {
            None => DEFAULT_LIFETIME,
            Some(text) => self.lifetime(text)?,
        };
        if let Some((span, folder)) = &folder
            && let Err(fault) = keys::check(folder)
        {
            return self.wrong(span.clone(), Kind::Keys(fault));
        }
        Some(Signing {
            folder: folder.map(|(_, folder)| folder),
            lifetime,
        })
    }

    pub(super) fn sealed_after(&mut self, relay: &RelayTable) -> Option<Duration> {
        let Some(text) = &relay.sealed_after else {
            return Some(DEFAULT_SEALED_AFTER);
        };
        let after = text.get_ref().parse::<SignedDuration>().ok();
        let after = after.and_then(|after| Duration::try_from(after).ok());
        let after = after.filter(|after| SEALED_AFTER.contains(after));
        after.or_else(|| self.wrong(text.span(), Kind::SealedAfter))
    }

    fn lifetime(&mut self, text: &Spanned<String>) -> Option<SignedDuration> {
        let longest = SignedDuration::try_from(keys::LONGEST_LIFE).ok()?;
        let lifetime = text.get_ref().parse().ok();
        let lifetime = lifetime.filter(|life| (SHORTEST_LIFE..=longest).contains(life));
        lifetime.or_else(|| self.wrong(text.span(), Kind::Lifetime))
    }
}
