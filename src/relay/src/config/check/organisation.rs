//! An organisation: its SIRET, and where its secrets are.

use std::ops::Range;
use std::sync::Arc;

use api_particulier::DelegationId;
use secrecy::{ExposeSecret, SecretString};
use toml::Spanned;

use super::super::file::{ImpotTable, OrganisationTable};
use super::super::mistake::Kind;
use super::super::secret::Place;
use super::super::{Impot, Organisation};
use super::{Check, Environment};
use crate::keys;
use crate::seal::SealKey;

/// Where a secret may be: a file, a variable, a systemd credential. Exactly one is named.
type Places<'a> = [&'a Option<Spanned<String>>; 3];

/// The fewest characters of a key for tickets: 128 bits in hexadecimal.
const SHORTEST_KEY: usize = 32;

impl Check<'_> {
    pub(super) fn organisation(
        &mut self,
        table: &OrganisationTable,
        with_token: bool,
    ) -> Option<Arc<Organisation>> {
        self.id(&table.id);
        self.not_empty("dpo", &table.dpo);
        let siret = match table.siret.get_ref().parse() {
            Ok(siret) => Some(siret),
            Err(_) => self.wrong(table.siret.span(), Kind::Siret),
        };
        let places = [&table.token_file, &table.token_env, &table.token_credential];
        let token = if with_token {
            Some(self.secret("token", table.id.span(), places)?)
        } else {
            None
        };
        let impot = match &table.impot_particulier {
            Some(impot) => Some(self.impot(impot)?),
            None => None,
        };
        let seal_key = match &table.seal_key {
            Some(file) => Some(self.seal_key(file)?),
            None => None,
        };
        let ticket_key = self.ticket_key(table)?;
        let delegation_id = match &table.delegation_id {
            Some(id) => Some(self.delegation(id)?),
            None => None,
        };
        let france_connect = match &table.france_connect {
            Some(access) => Some(self.france_connect(access)?),
            None => None,
        };
        Some(Arc::new(Organisation {
            id: table.id.get_ref().clone(),
            name: table.name.clone(),
            siret: siret?,
            dpo: table.dpo.get_ref().clone(),
            token,
            impot,
            seal_key,
            ticket_key,
            france_connect,
            delegation_id,
        }))
    }

    /// The key for tickets; nothing inside means that there is none.
    fn ticket_key(&mut self, table: &OrganisationTable) -> Option<Option<SecretString>> {
        let places = [
            &table.ticket_key_file,
            &table.ticket_key_env,
            &table.ticket_key_credential,
        ];
        if places.iter().all(|place| place.is_none()) {
            return Some(None);
        }
        let key = self.secret("ticket_key", table.id.span(), places)?;
        match key.expose_secret().len() < SHORTEST_KEY {
            true => self.wrong(table.id.span(), Kind::TicketKey(SHORTEST_KEY)),
            false => Some(Some(key)),
        }
    }

    fn delegation(&mut self, id: &Spanned<String>) -> Option<DelegationId> {
        match id.get_ref().parse() {
            Ok(id) => Some(id),
            Err(_) => self.wrong(id.span(), Kind::Delegation),
        }
    }

    fn seal_key(&mut self, file: &Spanned<String>) -> Option<SealKey> {
        let text = std::fs::read_to_string(self.folder.join(file.get_ref()));
        let key = text.map_err(keys::Fault::from);
        match key.and_then(|text| SealKey::parse(&text)) {
            Ok(key) => Some(key),
            Err(fault) => self.wrong(file.span(), Kind::SealKey(fault)),
        }
    }

    fn impot(&mut self, table: &ImpotTable) -> Option<Impot> {
        let base_url = self.url("base_url", &table.base_url);
        let token_url = self.url("token_url", &table.token_url);
        self.trust_no_address_but("", base_url.as_deref());
        let places = [
            &table.client_secret_file,
            &table.client_secret_env,
            &table.client_secret_credential,
        ];
        let client_secret = self.secret("client_secret", table.client_id.span(), places);
        Some(Impot {
            base_url: base_url?,
            token_url: token_url?,
            client_id: table.client_id.get_ref().clone(),
            client_secret: client_secret?,
        })
    }

    /// Reads a secret from the one place that is named; `owner` is where to say that none or several are.
    pub(super) fn secret(
        &mut self,
        name: &'static str,
        owner: Range<usize>,
        places: Places<'_>,
    ) -> Option<SecretString> {
        let [file, env, credential] = places;
        let folder = self.folder;
        let place = |key: &Option<Spanned<String>>, make: &dyn Fn(&str) -> Place| {
            key.as_ref().map(|key| (key.span(), make(key.get_ref())))
        };
        let mut named = [
            place(file, &|path| Place::File(folder.join(path))),
            place(env, &|name| Place::Env(name.to_owned())),
            place(credential, &|name| Place::Credential(name.to_owned())),
        ]
        .into_iter()
        .flatten();
        match (named.next(), named.next()) {
            (Some((span, place)), None) => {
                match place.read(self.environment != Environment::Sandbox) {
                    Ok(secret) => Some(secret),
                    Err(reason) => self.wrong(span, Kind::Secret { name, reason }),
                }
            }
            _ => self.wrong(owner, Kind::SecretPlace(name)),
        }
    }
}
