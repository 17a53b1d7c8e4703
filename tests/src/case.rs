//! The people of the sandbox, read from its case files: what they type, and what the forms must send for them.

mod forms;
mod sent;
mod sources;

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use sent::text;

/// The folder of the family quotient's cases.
const QUOTIENT_FAMILIAL: &str = "api_particulier_v3_cnav_quotient_familial_with_civility";
/// The folder of the job-seekers' cases.
const DEMANDEUR_EMPLOI: &str = "api_particulier_v3_france_travail_statut_with_identifiant";
/// The folder of the students' cases.
const STATUT_ETUDIANT: &str = "api_particulier_v3_mesri_statut_etudiant_with_civility";
/// The folder of the students who are found by their number.
const STATUT_ETUDIANT_INE: &str = "api_particulier_v3_mesri_statut_etudiant_with_ine";
/// The folder of the scholarship holders' cases.
const ETUDIANT_BOURSIER: &str = "api_particulier_v4_cnous_etudiant_boursier_with_civility";
/// The folder of the scholarship holders who are found by their number.
const ETUDIANT_BOURSIER_INE: &str = "api_particulier_v4_cnous_etudiant_boursier_with_ine";
/// The folder of the pupils' cases.
const ELEVE_SCOLARISE: &str = "api_particulier_v5_men_scolarites_with_civility";
/// The folder of the taxpayers' cases.
const AVIS_IMPOSITION: &str = "api_impot_particulier_situations_ir_assiettes";

/// Where people of the cases were born: Insee code, what they type, and the option that they choose.
const TOWNS: [(&str, &str, &str); 12] = [
    (
        "13208",
        "marseille 8",
        "Marseille 8e Arrondissement (Bouches",
    ),
    ("21231", "dijon", "Dijon (Côte-d'Or"),
    ("29019", "brest", "Brest (Finistère"),
    ("34172", "Montpellier", "Montpellier (Hérault"),
    ("35238", "renn", "Rennes (Ille-et-Vilaine"),
    ("38185", "grenoble", "Grenoble (Isère"),
    ("44109", "nantes", "Nantes (Loire-Atlantique"),
    ("59350", "lille", "Lille (Nord"),
    ("67482", "strasbourg", "Strasbourg (Bas-Rhin"),
    ("69387", "Lyon 7", "Lyon 7e Arrondissement (Rhône"),
    ("75114", "paris 14", "Paris 14e Arrondissement (Paris"),
    ("76540", "Rouen", "Rouen (Seine-Maritime"),
];

/// Where the cases of the sandbox are.
pub fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../src/sandbox/cases")
}

/// A case of the sandbox.
pub struct Case {
    params: Value,
    payload: Value,
}

impl Case {
    /// A family.
    pub fn family(name: &str) -> Self {
        Self::read(QUOTIENT_FAMILIAL, name)
    }

    /// A job-seeker.
    pub fn job_seeker(name: &str) -> Self {
        Self::read(DEMANDEUR_EMPLOI, name)
    }

    /// A student.
    pub fn student(name: &str) -> Self {
        Self::read(STATUT_ETUDIANT, name)
    }

    /// A student who may have a scholarship.
    pub fn scholarship(name: &str) -> Self {
        Self::read(ETUDIANT_BOURSIER, name)
    }

    /// A student, found by their number.
    pub fn student_by_ine(name: &str) -> Self {
        Self::read(STATUT_ETUDIANT_INE, name)
    }

    /// A student who may have a scholarship, found by their number.
    pub fn scholarship_by_ine(name: &str) -> Self {
        Self::read(ETUDIANT_BOURSIER_INE, name)
    }

    /// Someone who may have this benefit.
    pub fn benefit(benefit: &str, name: &str) -> Self {
        let folder = format!("api_particulier_v3_cnav_{benefit}_with_civility");
        Self::read(&folder, name)
    }

    /// A pupil.
    pub fn pupil(name: &str) -> Self {
        Self::read(ELEVE_SCOLARISE, name)
    }

    /// A household that pays income tax, or does not.
    pub fn taxpayer(name: &str) -> Self {
        Self::read(AVIS_IMPOSITION, name)
    }

    fn read(folder: &str, name: &str) -> Self {
        let text = std::fs::read_to_string(cases().join(folder).join(format!("{name}.yaml")));
        let case: Value = serde_norway::from_str(&text.unwrap()).unwrap();
        let payload = case["payload"].as_str().unwrap();
        Self {
            params: case["params"].clone(),
            payload: serde_json::from_str(payload).unwrap(),
        }
    }

    /// Writes it in a folder of cases as a family that the API answers `data` about.
    pub fn write_family(&self, cases: &Path, data: &Value) {
        let folder = cases.join(QUOTIENT_FAMILIAL);
        std::fs::create_dir_all(&folder).unwrap();
        let payload = json!({ "data": data, "links": {}, "meta": {} }).to_string();
        let case = json!({ "title": "Une famille", "params": self.params, "status": 200, "payload": payload });
        // What is JSON is YAML.
        std::fs::write(folder.join("famille.yaml"), case.to_string()).unwrap();
    }

    /// A parameter as a person types it; empty when the case has none.
    pub fn param(&self, name: &str) -> String {
        text(&self.params[name])
    }

    /// The first names, one by one.
    pub fn prenoms(&self) -> Vec<String> {
        let prenoms = self.params["prenoms"].as_array().unwrap();
        prenoms.iter().map(text).collect()
    }

    /// What to type to find the town of birth, and the option to choose.
    pub fn town(&self) -> (&'static str, &'static str) {
        let code = self.param("codeCogInseeCommuneNaissance");
        let town = TOWNS.iter().find(|(known, ..)| *known == code);
        town.map(|(_, typed, option)| (*typed, *option)).unwrap()
    }

    /// What the API answers about this person.
    pub fn data(&self) -> &Value {
        &self.payload["data"]
    }
}
