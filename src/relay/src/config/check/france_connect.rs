//! An organisation's access to FranceConnect.

use super::super::FranceConnectAccess;
use super::super::file::FranceConnectTable;
use super::super::mistake::Kind;
use super::Check;

/// The levels of assurance that there are (eIDAS regulation, article 8), the lowest first.
const LEVELS: [&str; 3] = ["eidas1", "eidas2", "eidas3"];

impl Check<'_> {
    pub(super) fn france_connect(
        &mut self,
        table: &FranceConnectTable,
    ) -> Option<FranceConnectAccess> {
        let issuer = self.url("issuer", &table.issuer);
        self.not_empty("client_id", &table.client_id);
        let places = [
            &table.client_secret_file,
            &table.client_secret_env,
            &table.client_secret_credential,
        ];
        let client_secret = self.secret("client_secret", table.client_id.span(), places);
        let acr = match &table.acr {
            Some(acr) if !LEVELS.contains(&acr.get_ref().as_str()) => {
                return self.wrong(acr.span(), Kind::Acr);
            }
            Some(acr) => acr.get_ref().clone(),
            None => LEVELS[0].to_owned(),
        };
        Some(FranceConnectAccess {
            issuer: issuer?,
            client_id: table.client_id.get_ref().clone(),
            client_secret: client_secret?,
            acr,
        })
    }
}
