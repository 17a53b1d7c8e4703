//! An organisation: its SIRET, and where its token is.

use std::sync::Arc;

use secrecy::SecretString;

use super::super::Organisation;
use super::super::file::OrganisationTable;
use super::super::mistake::Kind;
use super::super::secret::Place;
use super::{Check, Environment};

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
        let token = if with_token {
            Some(self.token(table)?)
        } else {
            None
        };
        Some(Arc::new(Organisation {
            id: table.id.get_ref().clone(),
            name: table.name.clone(),
            siret: siret?,
            dpo: table.dpo.get_ref().clone(),
            token,
        }))
    }

    fn token(&mut self, table: &OrganisationTable) -> Option<SecretString> {
        let folder = self.folder;
        let file = table
            .token_file
            .as_ref()
            .map(|key| (key.span(), Place::File(folder.join(key.get_ref()))));
        let env = table
            .token_env
            .as_ref()
            .map(|key| (key.span(), Place::Env(key.get_ref().clone())));
        let credential = table
            .token_credential
            .as_ref()
            .map(|key| (key.span(), Place::Credential(key.get_ref().clone())));
        let mut places = [file, env, credential].into_iter().flatten();
        match (places.next(), places.next()) {
            (Some((span, place)), None) => {
                match place.read(self.environment != Environment::Sandbox) {
                    Ok(token) => Some(token),
                    Err(reason) => self.wrong(span, Kind::Token(reason)),
                }
            }
            _ => self.wrong(table.id.span(), Kind::TokenPlace),
        }
    }
}
