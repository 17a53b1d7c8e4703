//! The operations served, as data: adding one is adding an entry in one of these files and a folder of cases.

mod dss;
mod emploi;
mod enseignement;
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
        }
        body.to_string()
    }
}

/// Who answers behind the API.
#[derive(Clone, Copy)]
pub(crate) struct Provider {
    /// As error bodies name it.
    pub(crate) name: &'static str,
    /// Its prefix in error codes.
    pub(crate) prefix: &'static str,
}

/// Every operation served.
pub(crate) fn all() -> impl Iterator<Item = &'static Operation> {
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
};

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

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
}
