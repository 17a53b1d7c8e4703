//! The configuration file exactly as it is written, with the place of what may be wrong.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use model::lang::Text;
use serde::Deserialize;
use toml::Spanned;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) relay: RelayTable,
    #[serde(default)]
    pub(super) upstream: UpstreamTable,
    #[serde(default, rename = "organisation")]
    pub(super) organisations: Vec<Spanned<OrganisationTable>>,
    #[serde(default, rename = "form")]
    pub(super) forms: Vec<Spanned<FormTable>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RelayTable {
    pub(super) listen: Spanned<String>,
    pub(super) public_url: Spanned<String>,
    pub(super) store: Spanned<String>,
    pub(super) store_password_file: Option<Spanned<String>>,
    pub(super) store_password_env: Option<Spanned<String>>,
    pub(super) store_password_credential: Option<Spanned<String>>,
    pub(super) journal_key: Option<String>,
    pub(super) consent_retention: Option<Spanned<String>>,
    /// The folder of the keys that sign what is delivered.
    pub(super) keys: Option<Spanned<String>>,
    pub(super) attestation_lifetime: Option<Spanned<String>>,
    pub(super) sealed_after: Option<Spanned<String>>,
    pub(super) etablissements: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) accept_declared_disclosure: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct UpstreamTable {
    pub(super) environment: Option<Spanned<String>>,
    pub(super) base_url: Option<Spanned<String>>,
    /// The file of the key that proves to the API who calls.
    pub(super) dpop_key_file: Option<Spanned<String>>,
    /// The header that tells the API which agent asks.
    pub(super) agent_header: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OrganisationTable {
    pub(super) id: Spanned<String>,
    pub(super) name: String,
    pub(super) siret: Spanned<String>,
    pub(super) dpo: Spanned<String>,
    pub(super) token_file: Option<Spanned<String>>,
    pub(super) token_env: Option<Spanned<String>>,
    pub(super) token_credential: Option<Spanned<String>>,
    /// The file of the public key that answers are sealed with.
    pub(super) seal_key: Option<Spanned<String>>,
    pub(super) ticket_key_file: Option<Spanned<String>>,
    pub(super) ticket_key_env: Option<Spanned<String>>,
    pub(super) ticket_key_credential: Option<Spanned<String>>,
    /// Under which delegation an editor asks for it.
    pub(super) delegation_id: Option<Spanned<String>>,
    pub(super) france_connect: Option<FranceConnectTable>,
    pub(super) impot_particulier: Option<ImpotTable>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FranceConnectTable {
    pub(super) issuer: Spanned<String>,
    pub(super) client_id: Spanned<String>,
    pub(super) client_secret_file: Option<Spanned<String>>,
    pub(super) client_secret_env: Option<Spanned<String>>,
    pub(super) client_secret_credential: Option<Spanned<String>>,
    pub(super) acr: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ImpotTable {
    pub(super) base_url: Spanned<String>,
    pub(super) token_url: Spanned<String>,
    pub(super) client_id: Spanned<String>,
    pub(super) client_secret_file: Option<Spanned<String>>,
    pub(super) client_secret_env: Option<Spanned<String>>,
    pub(super) client_secret_credential: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FormTable {
    pub(super) id: Spanned<String>,
    pub(super) organisation: Spanned<String>,
    pub(super) title: Text,
    pub(super) purpose: Text,
    pub(super) legal_basis: Spanned<String>,
    pub(super) retention: Spanned<String>,
    pub(super) origins: Spanned<Vec<Spanned<String>>>,
    pub(super) disclose_declared: Option<Spanned<String>>,
    /// Sealed where the sandbox would show: to see what real people will.
    pub(super) sealed: Option<Spanned<bool>>,
    /// Where the form's server is told of an agreement taken back.
    pub(super) withdrawal_hook: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) tags: Vec<Spanned<String>>,
    pub(super) sources: IndexMap<String, SourceTable>,
    /// What an agent of each role may ask for, by source.
    #[serde(default)]
    pub(super) roles: BTreeMap<String, RoleTable>,
    /// Selectors of the page's controls, and the path that fills each.
    #[serde(default)]
    pub(super) mapping: BTreeMap<Spanned<String>, Spanned<String>>,
}

/// The items that an agent of a role may ask for, by source.
pub(super) type RoleTable = BTreeMap<Spanned<String>, Spanned<Vec<Spanned<String>>>>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SourceTable {
    pub(super) modes: Spanned<Vec<Spanned<String>>>,
    pub(super) items: Spanned<Vec<Spanned<String>>>,
    #[serde(default)]
    pub(super) last_month: bool,
    pub(super) proof: Option<Spanned<bool>>,
}
