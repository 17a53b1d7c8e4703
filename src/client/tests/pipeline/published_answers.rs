//! The answers that the API publishes as examples, read as the types of this client, when they are there.

use std::path::Path;

use serde_norway::Value;

use crate::{
    every_operation::{rows, rows_v2},
    specification::{described, description, upstream},
};

/// The successful answers of a folder of the API's own cases.
fn answers(folder: &Path) -> Vec<serde_json::Value> {
    let files = std::fs::read_dir(folder).unwrap();
    let cases = files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
    cases
        .map(|text| serde_norway::from_str::<Value>(&text).unwrap())
        .filter(|case| case["status"] == 200)
        .map(|case| serde_json::from_str(case["payload"].as_str().unwrap()).unwrap())
        .collect()
}

#[test]
fn each_published_answer_is_read() {
    let (Some(description), Some(cases)) = (
        description("openapi-particulier-v3.yaml"),
        upstream("cases"),
    ) else {
        return;
    };
    let (described, mut read) = (described(&description), 0);
    for row in rows() {
        for version in row.operation.versions {
            let Some(operation) = described.get(version.path) else {
                continue;
            };
            let name = operation["responses"]["200"]["x-operationId"].as_str();
            let folder = cases.join(name.unwrap());
            if !folder.exists() {
                continue;
            }
            for mut answer in answers(&folder) {
                (row.read)(answer["data"].take()).unwrap();
                read += 1;
            }
        }
    }
    assert!(read > 100, "{read}");
}

/// The folders of version 2, and the operations that answer so.
const CASES_V2: [(&str, &str); 11] = [
    ("cnav_quotient_familial_v2", "v2.composition_familiale_v2"),
    (
        "cnav_complementaire_sante_solidaire",
        "v2.complementaire_sante_solidaire",
    ),
    (
        "cnav_revenu_solidarite_active",
        "v2.revenu_solidarite_active",
    ),
    ("cnav_prime_activite", "v2.prime_activite"),
    (
        "cnav_allocation_adulte_handicape",
        "v2.allocation_adulte_handicape",
    ),
    (
        "cnav_allocation_soutien_familial",
        "v2.allocation_soutien_familial",
    ),
    ("mesri_student_status", "v2.etudiants_identite"),
    (
        "cnous_student_scholarship",
        "v2.etudiants_boursiers_identite",
    ),
    ("pole_emploi_statut", "v2.situations_pole_emploi"),
    ("pole_emploi_indemnites", "v2.paiements_pole_emploi"),
    ("men_scolarites", "v2.scolarites"),
];

#[test]
fn each_published_answer_of_version_2_is_read() {
    let Some(cases) = upstream("cases") else {
        return;
    };
    let (rows, mut read) = (rows_v2(), 0);
    for (folder, name) in CASES_V2 {
        let row = rows.iter().find(|row| row.operation.name == name).unwrap();
        for answer in answers(&cases.join(format!("api_particulier_v2_{folder}"))) {
            (row.read)(answer).unwrap();
            read += 1;
        }
    }
    assert!(read > 50, "{read}");
}
