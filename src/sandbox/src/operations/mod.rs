//! The operations served, as data: adding one is adding an entry in one of these files and a folder of cases.

mod dss;
mod emploi;
mod enseignement;
mod france_connect;
mod impot;
mod jeunesse;
mod v2;

use serde_json::Value;

use crate::{
    api::Api,
    rules::Rule,
    scopes::{Field, Scopes},
};

/// One operation.
#[derive(Clone, Copy)]
pub(crate) struct Operation {
    /// The upstream's `x-operationId`: the name of its folder of cases.
    pub(crate) id: &'static str,
    /// Its path; a part in braces is a parameter.
    pub(crate) path: &'static str,
    /// The interface it belongs to: headers, error bodies, statuses.
    pub(crate) api: Api,
    /// The rules over its parameters, in the order their errors come.
    pub(crate) rules: &'static [Rule],
    /// Who answers behind it.
    pub(crate) provider: Provider,
    /// What each scope lets through; nothing for an operation open to every token.
    pub(crate) fields: &'static [Field],
    /// Whether the API says if the answer comes from its cache.
    pub(crate) cached: bool,
    /// The name in `/api/{name}/ping`, for the operations that have one.
    pub(crate) ping: Option<&'static str>,
    /// Whether the API answers 410 since it retired the operation.
    pub(crate) retired: bool,
    /// Whether the API makes a proof of the answer when it is asked to.
    pub(crate) proves: bool,
    /// Whether FranceConnect says who the call is about.
    pub(crate) connected: bool,
}

impl Operation {
    /// The body without what the scopes do not open; v3 keeps its data under `data`, the others at the top.
    pub(crate) fn visible(&self, payload: &str, scopes: &Scopes) -> String {
        let mut body: Value = serde_json::from_str(payload).unwrap_or_default();
        let data = if self.api == Api::V3 {
            body.get_mut("data")
        } else {
            Some(&mut body)
        };
        if let Some(data) = data {
            scopes.mask(self.fields, data);
            self.drop_identity(data);
        }
        body.to_string()
    }

    /// Source: an answer does not repeat the identity that came with FranceConnect's token.
    fn drop_identity(&self, data: &mut Value) {
        if let Some(data) = data.as_object_mut().filter(|_| self.connected) {
            data.remove("identite");
        }
    }
}

/// A body and, beside its data, where anyone may check it: one more code at each call, as upstream.
pub(crate) fn proved(payload: &str) -> String {
    let mut body: Value = serde_json::from_str(payload).unwrap_or_default();
    let code = uuid::Uuid::new_v4().simple().to_string();
    body["meta"]["pdf_verification_link"] = "https://attestations.exemple.fr/verifier".into();
    body["meta"]["pdf_verification_code"] = code[..10].to_uppercase().into();
    body.to_string()
}

/// Who answers behind the API.
#[derive(Clone, Copy)]
pub(crate) struct Provider {
    /// As error bodies name it.
    pub(crate) name: &'static str,
    /// Its prefix in error codes.
    pub(crate) prefix: &'static str,
}

/// Every operation served, those of FranceConnect last.
pub(crate) fn all() -> impl Iterator<Item = &'static Operation> {
    by_token().chain(france_connect::OPERATIONS.iter())
}

/// The identifier of the operation that takes as parameters what FranceConnect says in another.
pub(crate) fn sister(id: &str) -> String {
    id.replace("_with_france_connect", "_with_civility")
}

/// The operations that take the API's own tokens.
fn by_token() -> impl Iterator<Item = &'static Operation> {
    let families = [
        dss::OPERATIONS,
        enseignement::OPERATIONS,
        emploi::OPERATIONS,
        jeunesse::OPERATIONS,
        v2::OPERATIONS,
        impot::OPERATIONS,
    ];
    families.into_iter().flatten()
}

const SECURITE_SOCIALE: Provider = Provider {
    name: "Sécurité sociale",
    prefix: "36",
};
const FRANCE_TRAVAIL: Provider = Provider {
    name: "France Travail",
    prefix: "24",
};
const MESRI: Provider = Provider {
    name: "MESRI",
    prefix: "25",
};
const CNOUS: Provider = Provider {
    name: "CNOUS",
    prefix: "26",
};
const MEN: Provider = Provider {
    name: "MEN",
    prefix: "30",
};
const DGFIP: Provider = Provider {
    name: "DGFiP",
    prefix: "27",
};

/// What an entry leaves unsaid.
const BASE: Operation = Operation {
    id: "",
    path: "",
    api: Api::V3,
    rules: &[],
    provider: SECURITE_SOCIALE,
    fields: &[],
    cached: false,
    ping: None,
    retired: false,
    proves: false,
    connected: false,
};

#[cfg(test)]
mod tests {
    use std::{
        collections::{BTreeMap, BTreeSet, HashSet},
        fs,
        path::Path,
    };

    use super::*;
    use crate::scopes::needed;

    /// What the upstream's list of April 2026 does not have yet.
    const LATER: [&str; 1] = ["cnous_ine"];

    #[test]
    fn no_two_operations_share_an_address_or_a_folder() {
        let paths: HashSet<_> = all().map(|operation| operation.path).collect();
        let ids: HashSet<_> = all().map(|operation| operation.id).collect();
        assert_eq!((paths.len(), ids.len()), (all().count(), all().count()));
    }

    #[test]
    fn an_address_says_its_interface() {
        for operation in all() {
            let expected = match operation.api {
                Api::V2 => operation.path.starts_with("/api/v2/"),
                Api::V3 => ["/v3/", "/v4/", "/v5/"]
                    .iter()
                    .any(|version| operation.path.starts_with(version)),
                Api::Impot => operation
                    .path
                    .starts_with("/impotparticulier/1.0/spi/{spi}/"),
            };
            assert!(expected, "{}", operation.path);
        }
    }

    /// The scopes of each operation are those of the upstream's own list, when it is beside the repository.
    #[test]
    fn the_scopes_of_an_operation_are_the_upstream_s() {
        let beside = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../../shared/upstream/authorizations.yml");
        let Ok(text) = fs::read_to_string(beside) else {
            return;
        };
        let list: BTreeMap<String, BTreeMap<String, BTreeSet<String>>> =
            serde_norway::from_str(&text).unwrap();
        let mut compared = 0;
        for operation in all().filter(|operation| operation.api != Api::Impot) {
            let generic = operation.id.replace("_v4_", "_v3_").replace("_v5_", "_v3_");
            let listed = list["shared"]
                .iter()
                .find(|(name, _)| name.replace("v3_and_more", "v3").replace('/', "_") == generic);
            let Some((_, listed)) = listed else { continue };
            let needed = needed(operation.fields)
                .into_iter()
                .filter(|scope| !LATER.contains(scope));
            let needed: BTreeSet<_> = needed.map(str::to_owned).collect();
            assert_eq!(&needed, listed, "{}", operation.id);
            compared += 1;
        }
        assert_eq!(compared, all().count() - 3 - UNLISTED.len());
    }

    /// The operations that the upstream's list leaves out: retired before it, or announced after it.
    const UNLISTED: [&str; 3] = [
        "api_particulier_v2_dgfip_avis_imposition",
        "api_particulier_v3_cnav_allocation_rentree_scolaire_with_civility",
        "api_particulier_v3_cnav_allocation_rentree_scolaire_with_france_connect",
    ];
}
