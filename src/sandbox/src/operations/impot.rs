//! API Impôt particulier: income tax, by tax number.

use super::{BASE, DGFIP, Operation};
use crate::{api::Api, rules, scopes::field};

const IMPOT: Operation = Operation {
    api: Api::Impot,
    rules: &[rules::spi, rules::annrev],
    provider: DGFIP,
    ..BASE
};

pub(super) static OPERATIONS: &[Operation] = &[
    Operation {
        id: "api_impot_particulier_situations_ir_assiettes",
        path: "/impotparticulier/1.0/spi/{spi}/situations/ir/assiettes/annrev/{annrev}",
        fields: &[field("", &["RessourceIR"])],
        ..IMPOT
    },
    Operation {
        id: "api_impot_particulier_derniere_situation_ir_assiettes",
        path: "/impotparticulier/1.0/spi/{spi}/dernieresituation/ir/assiettes/annrev/{annrev}",
        fields: &[field("", &["RessourceIRDerniere"])],
        ..IMPOT
    },
    Operation {
        id: "api_impot_particulier_derniere_situation_ir_deux_ans",
        path: "/impotparticulier/1.0/spi/{spi}/dernieresituation/ir/assiettes/deuxans",
        rules: &[rules::spi],
        fields: &[field("", &["RessourceIRDerniere2"])],
        ..IMPOT
    },
];
