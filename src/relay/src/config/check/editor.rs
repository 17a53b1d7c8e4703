//! What the API asks of an editor that calls it for several administrations: the agent, and a key that proves who calls.

use api_particulier::DpopKey;
use http::HeaderName;
use secrecy::SecretString;

use super::super::file::UpstreamTable;
use super::super::mistake::Kind;
use super::{Check, Environment};
use crate::secret_file::others_can_read;

impl Check<'_> {
    /// The header that says which agent asks: none that says something else already.
    pub(super) fn agent_header(&mut self, table: &UpstreamTable) -> Option<HeaderName> {
        let name = table.agent_header.as_ref()?;
        let header = name.get_ref().parse::<HeaderName>().ok();
        match header.filter(|header| header.as_str().starts_with("x-")) {
            Some(header) => Some(header),
            None => self.wrong(name.span(), Kind::AgentHeader),
        }
    }

    /// The key of the proofs (RFC 9449), from a file that its owner alone can read.
    pub(super) fn dpop(&mut self, table: &UpstreamTable) -> Option<DpopKey> {
        let file = table.dpop_key_file.as_ref()?;
        let path = self.folder.join(file.get_ref());
        let is_strict = self.environment != Environment::Sandbox;
        let is_open = is_strict && others_can_read(&path).unwrap_or(true);
        let pem = std::fs::read_to_string(&path).ok().filter(|_| !is_open);
        let key = pem.and_then(|pem| DpopKey::from_pem(&SecretString::from(pem)).ok());
        match key {
            Some(key) => Some(key),
            None => self.wrong(file.span(), Kind::DpopKey),
        }
    }
}
